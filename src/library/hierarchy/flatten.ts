import type { JsonMap } from "../../core/base/index.ts";
import {
  conformanceOf,
  flattenDocument,
  readReferences,
  type FlattenContext,
  type Flattened,
  type FlattenedDocument,
  type ParentReference,
  type BehaviourTrace as Trace,
  type Verdict,
  type WorkflowProblem,
} from "../../core/inheritance/index.ts";
import type { ParentRecord } from "../../core/model/index.ts";
import type { DefinitionStore, RevisionOwnPart } from "../../store/index.ts";
import type { Library } from "../library.ts";
import { isSameForm } from "../workflows/record.ts";
import { abstractCalls } from "./abstract-calls.ts";
import { arrowsOf, demandIn } from "./parents/arrows.ts";
import { comparerFor, comparerOf } from "./behaviour/asked.ts";
import { findParent, type FoundParent, type Seeker } from "./parents/parents.ts";
import { standingOf } from "./parents/standing.ts";
import { ownerOf, type FlattenPlace, type FlatTarget, type Target } from "./target.ts";

/** Parents outside of the document, by child and reference. */
type Found = ReadonlyMap<string, FoundParent | "missing" | "ambiguous">;

/**
 * Flattens the workflows of a document, with the parents that the store has.
 *
 * @param parentOf finds a parent outside of the document; {@link findParent} unless a rebase says otherwise
 */
export async function flattenTargets(
  library: Library,
  definitions: DefinitionStore,
  given: readonly Target[],
  place: FlattenPlace,
  parentOf: typeof findParent = findParent,
): Promise<{ document: FlattenedDocument; flat: FlatTarget[] }> {
  const targets: Target[] = [];
  for (const target of given) targets.push({ ...target, stored: await storedOf(definitions, target) });
  const found = await findParents(definitions, targets, place, parentOf);
  const outside = [...found.values()].filter((parent) => typeof parent !== "string");
  const isAbstract = await abstractCalls(definitions, targets, outside, place);
  const context = { ...contextOf(library, place), isAbstract };
  const document = flattenInStep(targets, place, (next) => ({
    ...context,
    identify: (name) => next.get(name) ?? { id: name, revision: 0 },
    findParent: (reference, child) => {
      const parent = found.get(referenceKey(reference, child)) ?? "missing";
      return typeof parent === "string" ? parent : parent.definition;
    },
  }));
  const flat = targets.flatMap((target) => {
    const flattened = document.results.get(target.name);
    return flattened === undefined ? [] : [flatTarget(library, target, flattened, document, outside, place)];
  });
  const problems = [...document.problems, ...targets.flatMap((target) => renamed(target, found))];
  return { document: { ...document, problems }, flat };
}

async function findParents(
  definitions: DefinitionStore,
  targets: readonly Target[],
  place: FlattenPlace,
  parentOf: typeof findParent,
): Promise<Found> {
  const found = new Map<string, FoundParent | "missing" | "ambiguous">();
  for (const target of targets) {
    const references = readReferences(target.source.body);
    if (references.length === 0) continue;
    const seeker = seekerOf(target, place);
    for (const reference of references) {
      const key = referenceKey(reference, target.name);
      if (!found.has(key)) found.set(key, await parentOf(definitions, seeker, reference));
    }
  }
  return found;
}

async function storedOf(definitions: DefinitionStore, { row, stored }: Target): Promise<RevisionOwnPart | undefined> {
  if (stored !== undefined || row === undefined || row.parents.length === 0) return stored;
  return definitions.workflows.getOwnPart(row.id, row.revision);
}

function seekerOf(target: Target, place: FlattenPlace): Seeker {
  const { id, row, stored } = target;
  const { namespace, workbook } = place;
  const arrows = row === undefined || stored === undefined ? [] : arrowsOf(row, stored.ownSpec);
  return { project: ownerOf(target, place), id, namespace, workbookName: workbook?.name ?? null, arrows };
}

function contextOf(library: Library, place: FlattenPlace) {
  const { limits, systemActions } = library;
  const { namespace, workbook, isPublic, skipValidation } = place;
  return {
    skipValidation,
    namespace,
    workbook,
    isPublic,
    limits,
    compare: comparerOf(library),
    parametersOf: (action: string) => systemActions.get(action)?.parameters.map(({ name }) => name),
  };
}

type Identity = ReturnType<FlattenContext["identify"]>;

/**
 * Flattens a document of which some workflows do not change: these keep their revisions, which their children tell. Which
 * they are shows only in the result, so it is done again until it fits.
 */
function flattenInStep(
  targets: readonly Target[],
  place: FlattenPlace,
  contextFor: (identities: ReadonlyMap<string, Identity>) => FlattenContext,
): FlattenedDocument {
  const sources = targets.map(({ source }) => source);
  // Of one alone nobody tells the revision, unless it changes.
  const isAlone = targets.length === 1;
  const changing = new Set(targets.filter((target) => isAlone || isRewritten(target, place)).map(({ name }) => name));
  for (;;) {
    const identities = targets.map(({ name, id, row }): [string, Identity] => {
      const revision = row?.revision ?? 0;
      return [name, { id, revision, next: changing.has(name) ? revision + 1 : revision }];
    });
    const document = flattenDocument(sources, contextFor(new Map(identities)));
    if (isAlone) return document;
    const before = changing.size;
    for (const { name, row, stored } of targets) {
      const flattened = document.results.get(name);
      if (row === undefined || flattened === undefined) continue;
      if (!isSameForm(row, flattened, stored && demandIn(stored))) changing.add(name);
    }
    if (changing.size === before) return document;
  }
}

function isRewritten({ row, source, name }: Target, { isPublic }: FlattenPlace): boolean {
  if (row === undefined) return true;
  return row.definition !== source.definition || row.name !== name || (row.scope === "public") !== isPublic;
}

function flatTarget(
  library: Library,
  target: Target,
  flattened: Flattened,
  document: FlattenedDocument,
  outside: readonly FoundParent[],
  place: FlattenPlace,
): FlatTarget {
  const owner = ownerOf(target, place);
  const siblings = new Map([...document.results.values()].map((one) => [one.id, one]));
  const parents = flattened.parents.map((edge) => {
    const row = siblings.has(edge.id) ? undefined : outside.find((one) => one.row.id === edge.id)?.row;
    const project = row?.projectId ?? owner;
    const record: ParentRecord = {
      parentId: edge.id,
      parentRevision: edge.revision,
      mode: edge.isPinned || project !== owner ? "LOCKED" : "FOLLOW",
      parentName: row?.name ?? edge.name,
      parentNamespace: edge.namespace,
      parentProjectId: project,
    };
    return [record, row ?? { revision: edge.revision, isReachable: true }] as const;
  });
  const [first] = flattened.parents;
  const against =
    first === undefined
      ? undefined
      : (siblings.get(first.id) ??
        outside.find((one) => one.row.id === first.id && one.definition.flattened.revision === first.revision)
          ?.definition.flattened);
  return {
    ...target,
    flattened,
    parents: parents.map(([record]) => record),
    state: standingOf(parents),
    conformance:
      against === undefined
        ? null
        : verdictShown(conformanceOf(flattened, against, undefined, comparerFor(library, flattened))),
  };
}

/** Warns of a text that still calls a parent by a name that it had (design, section 10). */
function renamed({ name, source }: Target, found: Found): WorkflowProblem[] {
  return readReferences(source.body).flatMap((reference) => {
    const parent = found.get(referenceKey(reference, name));
    if (parent === undefined || typeof parent === "string" || !parent.row.isReachable) return [];
    const names = [parent.row.name, parent.row.id, parent.row.name.slice((parent.row.workbookName ?? "").length + 1)];
    if (names.includes(reference.name)) return [];
    const place = source.locate(["extends"], "key");
    return {
      code: "INH-W11",
      severity: "warning",
      path: "extends",
      segments: ["extends"],
      workflow: name,
      parent: reference.name,
      message: `'${reference.name}' is called '${parent.row.name}' now; write its new name`,
      ...(place === undefined ? {} : { place }),
    };
  });
}

/** A verdict as it is stored and shown (design, section 11): runs and reasons only where there are some. */
export function verdictShown({ traces, reasons, ...verdict }: Verdict): JsonMap {
  const { against, againstRevision, level, tier, assumptions, refuted, undecided } = verdict;
  const runs = Object.entries(traces).map(([name, trace]) => [name, traceShown(trace)] as const);
  return {
    against,
    against_revision: againstRevision,
    level,
    tier,
    assumptions,
    refuted: { ...refuted },
    ...(runs.length === 0 ? {} : { traces: Object.fromEntries(runs) }),
    undecided,
    ...(undecided.length === 0 ? {} : { reasons: { ...reasons } }),
  };
}

function traceShown({ side, steps, end }: Trace): JsonMap {
  const shown = steps.map(({ task, state, after, through }) => ({ task, state, after, through }));
  return { side, steps: shown, ...(end === undefined ? {} : { end }) };
}

function referenceKey({ name, namespace, revision }: ParentReference, child: string): string {
  return JSON.stringify([child, name, namespace, revision]);
}
