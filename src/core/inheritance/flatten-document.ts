import { isMap } from "../base/index.ts";
import type { JsonMap } from "../base/index.ts";
import type { DefinitionSource, Path } from "../language/index.ts";
import { keywords } from "./canon/attributes.ts";
import type { Pen } from "./canon/pen.ts";
import { own } from "./canon/read-flow.ts";
import { readMark } from "./check/abstract.ts";
import { readExtends, refersToParents } from "./check/extends.ts";
import type { ParentReference } from "./check/extends.ts";
import { circlesOf } from "./check/graph.ts";
import { checkKeywords } from "./check/keywords.ts";
import { checkOrdinary } from "./check/ordinary.ts";
import { flattenChild } from "./flatten.ts";
import { flattenPlain } from "./flatten-plain.ts";
import type { Flattened } from "./flattened.ts";
import { defaultLimits } from "./parents/definition.ts";
import type { FlattenContext, Limits } from "./parents/definition.ts";
import { loadParents } from "./parents/load.ts";
import { Report } from "./report/problem.ts";
import type { WorkflowProblem } from "./report/problem.ts";
import { warnOfOneKeyMaps } from "./warn/text.ts";

/** A document with all its workflows flattened, or with what is wrong with them. */
export interface FlattenedDocument {
  /** By full name, in the order of the document; those in error are missing. */
  readonly results: ReadonlyMap<string, Flattened>;
  /** Errors in the order of the document, then warnings. */
  readonly problems: readonly WorkflowProblem[];
}

/** A workflow of the document on its way. */
interface Entry {
  readonly name: string;
  readonly source: DefinitionSource;
  readonly pen: Pen;
  readonly report: Report;
  readonly references: readonly ParentReference[];
  /** Names of the siblings among the parents. */
  readonly siblings: readonly string[];
  isDone: boolean;
  result: Flattened | undefined;
}

/**
 * Flattens the workflows of a document, whatever their order in it (design, sections 7 and 9).
 *
 * @param sources the workflows as written
 * @param context what is known outside of the document
 */
export function flattenDocument(sources: readonly DefinitionSource[], context: FlattenContext): FlattenedDocument {
  return new DocumentFlattening(sources, context).run();
}

class DocumentFlattening {
  private readonly entries = new Map<string, Entry>();
  private readonly names = new Map<string, string>();
  private readonly context: FlattenContext;
  private readonly limits: Limits;

  constructor(sources: readonly DefinitionSource[], outside: FlattenContext) {
    const prefix = outside.workbook === undefined ? "" : `${outside.workbook.name}.`;
    this.limits = { ...defaultLimits, ...outside.limits };
    this.context = { ...outside, isAbstract: (workflow) => this.isAbstract(workflow, outside) };
    for (const { name } of sources) {
      this.names.set(name, prefix + name);
      this.names.set(prefix + name, prefix + name);
    }
    for (const source of sources) this.entries.set(prefix + source.name, this.enter(prefix + source.name, source));
  }

  run(): FlattenedDocument {
    for (const entry of this.entries.values()) this.checkText(entry);
    this.reportCycles();
    for (const entry of this.entries.values()) this.flatten(entry);
    const results = new Map<string, Flattened>();
    const problems: WorkflowProblem[] = [];
    for (const [name, { result, report }] of this.entries) {
      if (result !== undefined) results.set(name, result);
      if (!this.isBelowError(name)) problems.push(...report.problems);
    }
    return { results, problems: problems.toSorted((a, b) => rank(a) - rank(b)) };
  }

  private enter(name: string, source: DefinitionSource): Entry {
    const { id } = this.context.identify(name);
    const pen: Pen = {
      id,
      wf: name,
      rev: this.nextRevision(name),
      lineAt: (path: Path) => (source.locate(path, "key") ?? source.locate(path))?.line,
    };
    const written = own(source.body, "extends");
    const references = written === undefined ? [] : (readExtends(written) ?? []);
    const siblings = references.flatMap((reference) => this.siblingOf(reference, name) ?? []);
    return {
      name,
      source,
      pen,
      report: new Report(name, source.locate),
      references,
      siblings,
      isDone: false,
      result: undefined,
    };
  }

  private siblingOf({ name, namespace, revision }: ParentReference, child: string): string | undefined {
    const sibling = this.names.get(name);
    if (sibling === undefined || sibling === child) return undefined;
    if (namespace !== undefined && namespace !== this.context.namespace) return undefined;
    if (revision !== undefined && revision !== this.nextRevision(sibling)) return undefined;
    return sibling;
  }

  private nextRevision(name: string): number {
    const { revision, next } = this.context.identify(name);
    return next ?? revision + 1;
  }

  private checkText({ source: { body }, report, references }: Entry): void {
    if (!this.limits.isEnabled) {
      for (const word of keywords) {
        if (Object.hasOwn(body, word))
          report.add("INH-010", [word], `'${word}': inheritance is switched off here; drop it`);
      }
    }
    checkKeywords(body, report);
    warnOfOneKeyMaps(body, report);
    const { maxParents } = this.limits;
    if (report.hasErrors || references.length <= maxParents) return;
    report.add(
      "INH-023",
      ["extends"],
      `${references.length} parents are more than the ${maxParents} allowed; combine some of them first`,
    );
  }

  /** A cycle is told once, at its first workflow; none of its members can be flattened. */
  private reportCycles(): void {
    const extended = new Map([...this.entries].map(([name, { siblings }]) => [name, siblings] as const));
    for (const circle of circlesOf(extended)) {
      const members = circle.flatMap((name) => this.entries.get(name) ?? []);
      for (const member of members) member.isDone = true;
      const [first] = members;
      if (first === undefined || members.some(({ report }) => report.hasErrors)) continue;
      const chain = chainOf(extended, first.name, circle).join(" -> ");
      first.report.add(
        "INH-003",
        ["extends"],
        `cycle: ${chain}; a workflow cannot be its own ancestor, let one of them extend another workflow`,
      );
    }
  }

  private flatten(entry: Entry): void {
    if (entry.isDone) return;
    entry.isDone = true;
    const { source, pen, report, siblings, references, name } = entry;
    const { body } = source;
    for (const sibling of siblings) {
      const parent = this.entries.get(sibling);
      if (parent !== undefined) this.flatten(parent);
    }
    if (report.hasErrors || siblings.some((sibling) => this.entries.get(sibling)?.result === undefined)) return;
    if (references.length === 0) {
      entry.result = flattenPlain({ name, body, locate: source.locate }, pen, this.context, report);
      return;
    }
    const finder = {
      context: this.context,
      limits: this.limits,
      findSibling: (reference: ParentReference): Flattened | undefined =>
        this.entries.get(this.siblingOf(reference, name) ?? "")?.result,
    };
    const [first, ...rest] = loadParents({ pen, name, body }, references, finder, report);
    if (first === undefined || report.hasErrors) return;
    if (this.context.skipValidation !== true) {
      checkOrdinary({ name, body, locate: source.locate }, first.flow.type, report);
      if (report.hasErrors) return;
    }
    entry.result = flattenChild({ name, body, pen, parents: [first, ...rest] }, this.context, report);
  }

  /** Whether a workflow of the document that this one descends from is in error. */
  private isBelowError(name: string): boolean {
    const pending = [...(this.entries.get(name)?.siblings ?? [])];
    const seen = new Set([name]);
    for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
      if (seen.has(one)) continue;
      seen.add(one);
      const entry = this.entries.get(one);
      if (entry?.report.hasErrors === true) return true;
      pending.push(...(entry?.siblings ?? []));
    }
    return false;
  }

  private isAbstract(workflow: string, outside: FlattenContext): boolean {
    const entry = this.entries.get(this.names.get(workflow) ?? "");
    return entry === undefined
      ? outside.isAbstract?.(workflow) === true
      : readMark(entry.source.body, "abstract").isSet;
  }
}

function chainOf(extended: ReadonlyMap<string, readonly string[]>, first: string, circle: readonly string[]): string[] {
  const chain = [first];
  for (;;) {
    const next: string | undefined = extended
      .get(chain.at(-1) ?? "")
      ?.find((name) => name === first || (circle.includes(name) && !chain.includes(name)));
    chain.push(next ?? first);
    if (next === undefined || next === first) return chain;
  }
}

function rank({ severity }: WorkflowProblem): number {
  return severity === "error" ? 0 : 1;
}

/**
 * How a workflow names its parents, so that they can be fetched before it is flattened.
 *
 * @param body the workflow as written
 * @returns none when it has no parents or names them in no allowed form
 */
export function readReferences(body: JsonMap): readonly ParentReference[] {
  const written = own(body, "extends");
  if (!isMap(body) || written === undefined || !refersToParents(written)) return [];
  return readExtends(written) ?? [];
}
