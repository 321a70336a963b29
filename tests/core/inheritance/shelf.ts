import { readWorkbook, readWorkflows } from "../../../src/core/language/index.ts";
import type { DefinitionSource } from "../../../src/core/language/index.ts";
import { flattenDocument, reviveFlattened } from "../../../src/core/inheritance/index.ts";
import type {
  FlattenContext,
  Flattened,
  FlattenedDocument,
  ParentDefinition,
  ParentReference,
  WorkbookMembers,
} from "../../../src/core/inheritance/index.ts";

interface Shelved {
  readonly namespace: string;
  readonly flattened: Flattened;
  readonly isPublic: boolean;
  readonly workbook: WorkbookMembers | undefined;
}

export interface Upload {
  readonly namespace?: string;
  readonly isWorkbook?: boolean;
  readonly isPublic?: boolean;
  readonly skipValidation?: boolean;
  readonly limits?: FlattenContext["limits"];
  readonly compare?: FlattenContext["compare"];
}

const parameters: Readonly<Record<string, readonly string[]>> = {
  "std.noop": [],
  "std.echo": ["output", "delay"],
  "std.fail": ["error_data"],
};

/** Keeps flattened workflows in memory, all revisions, and hands them out as parents the way a store would. */
export class Shelf {
  private readonly kept: Shelved[] = [];

  /** Flattens a document and keeps what came of it, unless there is an error. */
  upload(text: string, upload: Upload = {}): FlattenedDocument {
    const result = this.flatten(text, upload);
    if (result.problems.some(({ severity }) => severity === "error")) return result;
    const { namespace = "", isPublic = false } = upload;
    const workbook = upload.isWorkbook === true ? membersOf(text) : undefined;
    for (const flattened of result.results.values()) this.kept.push({ namespace, flattened, isPublic, workbook });
    return result;
  }

  /** Flattens a document and keeps nothing. */
  flatten(text: string, upload: Upload = {}): FlattenedDocument {
    const { namespace = "", isWorkbook = false } = upload;
    const workbook = isWorkbook ? membersOf(text) : undefined;
    const sources: readonly DefinitionSource[] = isWorkbook
      ? (readWorkbook(text).workbook?.workflows ?? [])
      : readWorkflows(text).workflows;
    return flattenDocument(sources, {
      namespace,
      workbook: workbook === undefined ? undefined : { name: workbook.name, actions: [...workbook.actions] },
      isPublic: upload.isPublic,
      limits: upload.limits,
      skipValidation: upload.skipValidation,
      compare: upload.compare,
      identify: (name) => ({
        id: `${namespace}/${name}`,
        revision: this.latest(namespace, name)?.flattened.revision ?? 0,
      }),
      findParent: (reference, child) => this.findParent(reference, child, namespace, workbook?.name),
      parametersOf: (action) => parameters[action],
      isAbstract: (workflow) => this.kept.some(({ flattened }) => flattened.name === workflow && flattened.abstract),
    });
  }

  /** The workflow of that name that was kept last. */
  get(name: string): Flattened {
    const found = this.kept.findLast(({ flattened }) => flattened.name === name);
    if (found === undefined) throw new Error(`nothing called ${name} on the shelf`);
    return found.flattened;
  }

  private findParent(
    { name, namespace, revision }: ParentReference,
    child: string,
    childNamespace: string,
    workbook: string | undefined,
  ): ParentDefinition | "missing" {
    const names = workbook === undefined ? [name] : [`${workbook}.${name}`, name];
    for (const candidate of names) {
      for (const space of namespace === undefined ? [childNamespace, ""] : [namespace]) {
        const isItself = candidate === child && space === childNamespace;
        const latest = isItself ? undefined : this.latest(space, candidate);
        if (latest === undefined) continue;
        const asked = revision === undefined ? latest : this.revisionOf(latest, revision);
        return asked === undefined ? "missing" : asParent(asked, latest.flattened.revision);
      }
    }
    return "missing";
  }

  private latest(namespace: string, name: string): Shelved | undefined {
    return this.kept.findLast((one) => one.namespace === namespace && one.flattened.name === name);
  }

  private revisionOf({ flattened: { id } }: Shelved, revision: number): Shelved | undefined {
    return this.kept.find(({ flattened }) => flattened.id === id && flattened.revision === revision);
  }
}

/** As a store would hand it out: written to JSON and read again. */
function asParent({ namespace, flattened, isPublic, workbook }: Shelved, latestRevision: number): ParentDefinition {
  const { id, name, revision, body, spec, memory, edits } = flattened;
  const copy = <T>(value: T): T => structuredClone(value);
  const revived = reviveFlattened({
    id,
    name,
    revision,
    body: copy(body),
    spec: copy(spec),
    memory: copy(memory),
    edits: copy(edits),
  });
  return { namespace, flattened: revived, latestRevision, isPublic, workbook };
}

function membersOf(text: string): WorkbookMembers | undefined {
  const { workbook } = readWorkbook(text);
  if (workbook === undefined) return undefined;
  return {
    name: workbook.name,
    workflows: new Set(workbook.workflows.map(({ name }) => name)),
    actions: new Set(workbook.actions.map(({ name }) => name)),
  };
}
