import type { JsonMap } from "../../core/base/index.ts";
import { readReferences, type Flattened, type ParentReference } from "../../core/inheritance/index.ts";
import type { WorkflowRecord } from "../../core/model/index.ts";
import type { DefinitionStore, ParentEdge } from "../../store/index.ts";
import type { Library } from "../library.ts";
import { fieldsOf, revisionOf } from "../workflows/record.ts";
import { flattenTargets } from "./flatten.ts";
import type { FlatTarget } from "./target.ts";
import { asParent, parentOfEdge, type FoundParent } from "./parents.ts";
import { inheritanceOf } from "./refusal.ts";
import { sourceOf } from "./stored.ts";

/** A workflow that has a new revision. */
export interface Changed {
  readonly row: WorkflowRecord;
  readonly before: WorkflowRecord;
  readonly flattened: Flattened;
}

/** A follower that got another form, or could not. */
export interface Affected {
  readonly row: WorkflowRecord;
  /** Levels below the workflow that was written. */
  readonly depth: number;
}

/** What a write does to those below. */
export interface Impact {
  readonly changed: readonly (Affected & { readonly before: WorkflowRecord; readonly flattened: Flattened })[];
  readonly unchanged: number;
  readonly broken: readonly (Affected & { readonly error: JsonMap })[];
  /** Children in the same project that stay at their revision. */
  readonly locked: number;
  readonly otherProjects: number;
}

/** Who makes the revisions that follow from another workflow's. */
const system = "system";

/**
 * Takes the followers of changed workflows along, those nearest first: each is flattened anew and stored when it came out
 * differently; one that breaks is marked as STALE and keeps what it has (design, section 10).
 *
 * @param roots the workflows that were written
 * @param inDocument ids of all workflows of the document: they were flattened with it
 * @param now milliseconds since 1970-01-01T00:00:00Z
 */
export async function updateFollowers(
  library: Library,
  definitions: DefinitionStore,
  roots: readonly Changed[],
  inDocument: ReadonlySet<string>,
  now: number,
): Promise<Impact> {
  const walk = new FollowerWalk(library, definitions, inDocument, now);
  await walk.go(roots);
  return walk;
}

class FollowerWalk implements Impact {
  readonly changed: (Affected & { before: WorkflowRecord; flattened: Flattened })[] = [];
  readonly broken: (Affected & { error: JsonMap })[] = [];
  unchanged = 0;
  locked = 0;
  otherProjects = 0;
  readonly #library: Library;
  readonly #definitions: DefinitionStore;
  readonly #inDocument: ReadonlySet<string>;
  readonly #now: number;
  /** New states by id. */
  readonly #current = new Map<string, Changed>();

  constructor(library: Library, definitions: DefinitionStore, inDocument: ReadonlySet<string>, now: number) {
    this.#library = library;
    this.#definitions = definitions;
    this.#inDocument = inDocument;
    this.#now = now;
  }

  async go(roots: readonly Changed[]): Promise<void> {
    for (const root of roots) this.#current.set(root.row.id, root);
    const depths = await this.#followersOf(roots.map(({ row }) => row.id));
    const rows = await this.#definitions.workflows.lock([...depths.keys()]);
    const nearestFirst = rows.toSorted((a, b) => (depths.get(a.id) ?? 0) - (depths.get(b.id) ?? 0));
    for (const row of nearestFirst) await this.#follow(row, depths.get(row.id) ?? 0);
    await this.#leaveBehind();
  }

  /** The followers at any depth, with the longest way to each. */
  async #followersOf(rootIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const depths = new Map<string, number>();
    for (const rootId of rootIds) {
      const reached = new Set([rootId]);
      // Parents come before their children, so one pass finds all that are reached.
      for (const edge of await this.#definitions.workflows.listDescendants(rootId)) {
        if (edge.mode !== "FOLLOW" || !reached.has(edge.parentId)) continue;
        reached.add(edge.childId);
        if (this.#inDocument.has(edge.childId)) continue;
        depths.set(edge.childId, Math.max(edge.depth, depths.get(edge.childId) ?? 0));
      }
    }
    return depths;
  }

  async #follow(row: WorkflowRecord, depth: number): Promise<void> {
    if (!row.parents.some(({ parentId, mode }) => mode === "FOLLOW" && this.#current.has(parentId))) {
      this.unchanged += 1;
      return;
    }
    const { flat, error } = await this.#flatten(row);
    if (flat === undefined) {
      this.broken.push({ row, depth, error });
      await this.#definitions.workflows.update(row.id, { inheritanceState: "STALE", inheritanceError: error });
      return;
    }
    const { parents, inheritanceState, inheritanceError, ...fields } = fieldsOf(flat);
    if (fields.specChecksum === row.specChecksum) {
      this.unchanged += 1;
      await this.#definitions.workflows.update(row.id, { parents, inheritanceState, inheritanceError });
      return;
    }
    const revision = (await this.#definitions.workflows.lastRevision(row.id)) + 1;
    const set = { ...fields, parents, inheritanceState, inheritanceError, revision, updatedAt: this.#now };
    const after: WorkflowRecord = { ...row, ...set };
    const cause = flat.parents.find(({ parentId }) => this.#current.has(parentId));
    const causeShown = cause === undefined ? null : { parent: cause.parentId, revision: cause.parentRevision };
    const stored = revisionOf(after, flat, causeShown, system, this.#now);
    await this.#definitions.workflows.update(row.id, set, stored);
    const { flattened } = flat;
    this.changed.push({ row: after, before: row, depth, flattened });
    this.#current.set(row.id, { row: after, before: row, flattened });
  }

  async #flatten(row: WorkflowRecord): Promise<{ flat: FlatTarget | undefined; error: JsonMap }> {
    const stored = await this.#definitions.workflows.getRevision(row.id, row.revision);
    const { workbookName } = row;
    const short = workbookName === null ? row.name : row.name.slice(workbookName.length + 1);
    const source = sourceOf(short, row.definition, stored?.ownSpec ?? row.spec);
    const references = readReferences(source.body);
    const place = {
      namespace: row.namespace,
      isPublic: row.scope === "public",
      caller: { project: row.projectId, user: system, roles: [] },
      workbook: workbookName === null ? undefined : { name: workbookName, actions: [] },
    };
    const target = { source, name: row.name, id: row.id, row };
    const { document, flat } = await flattenTargets(
      this.#library,
      this.#definitions,
      [target],
      place,
      async (_definitions, _seeker, reference) => (await this.#parentOf(row, references, reference)) ?? "missing",
    );
    const errors = document.problems.filter(({ severity }) => severity === "error");
    return { flat: errors.length === 0 ? flat[0] : undefined, error: inheritanceOf(errors) };
  }

  /** The parent that the arrow of a reference leads to, in its new form if there is one. */
  async #parentOf(
    row: WorkflowRecord,
    references: readonly ParentReference[],
    reference: ParentReference,
  ): Promise<FoundParent | undefined> {
    const key = JSON.stringify(reference);
    const edge = row.parents[references.findIndex((one) => JSON.stringify(one) === key)];
    if (edge === undefined) return undefined;
    const current = edge.mode === "FOLLOW" ? this.#current.get(edge.parentId) : undefined;
    if (current !== undefined) return asParent(this.#definitions, current.row, current.flattened);
    return parentOfEdge(this.#definitions, edge, edge.parentRevision);
  }

  /** Children that do not follow are now behind. */
  async #leaveBehind(): Promise<void> {
    const edges = await this.#definitions.workflows.listChildren([...this.#current.keys()]);
    const behind = edges.filter(({ mode, childId }) => mode === "LOCKED" && !this.#inDocument.has(childId));
    const rows = await this.#definitions.workflows.lock([...new Set(behind.map(({ childId }) => childId))]);
    for (const row of rows) {
      if (this.#isOfAnotherProject(row, behind)) this.otherProjects += 1;
      else this.locked += 1;
      const isCutOff = this.#isCutOff(row);
      if (isCutOff || row.inheritanceState === "CURRENT") {
        await this.#definitions.workflows.update(row.id, { inheritanceState: isCutOff ? "DETACHED" : "BEHIND" });
      }
    }
  }

  #isOfAnotherProject(row: WorkflowRecord, edges: readonly ParentEdge[]): boolean {
    return edges.some(({ childId, parentProjectId }) => childId === row.id && parentProjectId !== row.projectId);
  }

  /** Whether a parent in another project is not public any more. */
  #isCutOff(row: WorkflowRecord): boolean {
    return row.parents.some(({ parentId, parentProjectId }) => {
      const parent = this.#current.get(parentId);
      return parent !== undefined && parentProjectId !== row.projectId && parent.row.scope !== "public";
    });
  }
}
