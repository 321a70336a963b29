import type { JsonMap } from "../../core/base/index.ts";
import {
  conformanceOf,
  flattenDocument,
  readReferences,
  type FlattenContext,
  type Flattened,
  type FlattenedDocument,
  type ParentReference,
} from "../../core/inheritance/index.ts";
import type { InheritanceState, ParentRecord } from "../../core/model/index.ts";
import type { DefinitionStore } from "../../store/index.ts";
import type { Library } from "../library.ts";
import { abstractCalls } from "./abstract-calls.ts";
import { findParent, type FoundParent, type Seeker } from "./parents.ts";
import type { FlattenPlace, FlatTarget, Target } from "./target.ts";

/**
 * Flattens the workflows of a document, with the parents that the store has.
 *
 * @param parentOf finds a parent outside of the document; {@link findParent} unless a rebase says otherwise
 */
export async function flattenTargets(
  library: Library,
  definitions: DefinitionStore,
  targets: readonly Target[],
  place: FlattenPlace,
  parentOf: typeof findParent = findParent,
): Promise<{ document: FlattenedDocument; flat: FlatTarget[] }> {
  const found = new Map<string, FoundParent | "missing" | "ambiguous">();
  for (const target of targets) {
    for (const reference of readReferences(target.source.body)) {
      const key = referenceKey(reference, target.name);
      if (found.has(key)) continue;
      found.set(key, await parentOf(definitions, seekerOf(target, place), reference));
    }
  }
  const byName = new Map(targets.map((target) => [target.name, target]));
  const isAbstract = await abstractCalls(definitions, targets, [...found.values()], place);
  const context: FlattenContext = {
    namespace: place.namespace,
    workbook: place.workbook,
    isPublic: place.isPublic,
    limits: library.limits,
    identify: (name) => {
      const target = byName.get(name);
      return { id: target?.id ?? name, revision: target?.row?.revision ?? 0 };
    },
    findParent: (reference, child) => {
      const parent = found.get(referenceKey(reference, child)) ?? "missing";
      return typeof parent === "string" ? parent : parent.definition;
    },
    parametersOf: (action) => library.systemActions.get(action)?.parameters.map(({ name }) => name),
    isAbstract,
  };
  const document = flattenDocument(
    targets.map(({ source }) => source),
    context,
  );
  const outside = [...found.values()].flatMap((parent) => (typeof parent === "string" ? [] : [parent]));
  const flat = targets.flatMap((target) => {
    const flattened = document.results.get(target.name);
    return flattened === undefined ? [] : [flatTarget(target, flattened, document, outside, place)];
  });
  return { document, flat };
}

function flatTarget(
  target: Target,
  flattened: Flattened,
  document: FlattenedDocument,
  outside: readonly FoundParent[],
  place: FlattenPlace,
): FlatTarget {
  const siblings = new Map([...document.results.values()].map((one) => [one.id, one]));
  const parents = flattened.parents.map((edge): ParentRecord & Standing => {
    const row = siblings.has(edge.id) ? undefined : outside.find((one) => one.row.id === edge.id)?.row;
    const project = row?.projectId ?? place.caller.project;
    const isLocked = edge.isPinned || project !== place.caller.project;
    return {
      parentId: edge.id,
      parentRevision: edge.revision,
      mode: isLocked ? "LOCKED" : "FOLLOW",
      parentName: row?.name ?? edge.name,
      parentNamespace: edge.namespace,
      parentProjectId: project,
      isBehind: row !== undefined && row.revision > edge.revision,
      isDeleted: row?.isDeleted === true,
    };
  });
  const [first] = flattened.parents;
  const against =
    first === undefined
      ? undefined
      : (siblings.get(first.id) ??
        outside.find((one) => one.row.id === first.id && one.definition.flattened.revision === first.revision)
          ?.definition.flattened);
  const conformance = against === undefined ? null : verdictShown(conformanceOf(flattened, against));
  return {
    ...target,
    flattened,
    parents: parents.map(({ isBehind: _behind, isDeleted: _deleted, ...parent }) => parent),
    state: stateOf(parents),
    conformance,
  };
}

/** How a parent stands to the revision that a child has of it. */
interface Standing {
  readonly isBehind: boolean;
  readonly isDeleted: boolean;
}

function stateOf(parents: readonly Standing[]): InheritanceState {
  if (parents.length === 0) return "NONE";
  if (parents.some(({ isDeleted }) => isDeleted)) return "DETACHED";
  return parents.some(({ isBehind }) => isBehind) ? "BEHIND" : "CURRENT";
}

/** A verdict as it is stored and shown (design, section 11). */
export function verdictShown(verdict: ReturnType<typeof conformanceOf>): JsonMap {
  const { against, level, tier, assumptions, refuted, undecided } = verdict;
  return { against, level, tier, assumptions, refuted: { ...refuted }, undecided };
}

function seekerOf({ id, row }: Target, { caller, namespace, workbook }: FlattenPlace): Seeker {
  return { caller, id, namespace, workbookName: workbook?.name ?? null, edges: row?.parents ?? [] };
}

function referenceKey({ name, namespace, revision }: ParentReference, child: string): string {
  return JSON.stringify([child, name, namespace, revision]);
}
