import type { JsonMap } from "../../core/base/index.ts";
import type { Flattened } from "../../core/inheritance/index.ts";
import type { ParentRecord, WorkflowRecord } from "../../core/model/index.ts";
import type { DefinitionStore, RevisionOwnPart } from "../../store/index.ts";
import type { Library } from "../library.ts";
import { fieldsOf, isSameForm, revisionOf } from "../workflows/record.ts";
import { arrowFor, arrowsOf, demandIn } from "./parents/arrows.ts";
import { flattenTargets } from "./flatten.ts";
import { asParent, parentOfEdge, type FoundParent } from "./parents/parents.ts";
import { inheritanceOf } from "./refusal.ts";
import { standingOf } from "./parents/standing.ts";
import { shortName, sourceOf } from "./parents/stored.ts";
import type { FlatTarget } from "./target.ts";

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
        depths.set(edge.childId, Math.max(edge.depth, depths.get(edge.childId) ?? 0));
      }
    }
    return depths;
  }

  async #follow(row: WorkflowRecord, depth: number): Promise<void> {
    const moved = row.parents.filter(({ parentId, mode }) => mode === "FOLLOW" && this.#current.has(parentId));
    if (this.#inDocument.has(row.id) && moved.every(({ parentId }) => this.#inDocument.has(parentId))) return;
    if (moved.length === 0) {
      this.unchanged += 1;
      return;
    }
    const stored = await this.#definitions.workflows.getOwnPart(row.id, row.revision);
    const { flat, error } = await this.#flatten(row, stored);
    if (flat === undefined) {
      await this.#hold(row, depth, error);
      return;
    }
    const { parents, inheritanceState, inheritanceError, ...fields } = fieldsOf(flat);
    if (isSameForm(row, flat.flattened, stored && demandIn(stored))) {
      this.unchanged += 1;
      await this.#definitions.workflows.update(row.id, { parents, inheritanceState, inheritanceError });
      return;
    }
    const revision = (await this.#definitions.workflows.lastRevision(row.id)) + 1;
    const set = { ...fields, parents, inheritanceState, inheritanceError, revision, updatedAt: this.#now };
    const after: WorkflowRecord = { ...row, ...set };
    const cause = flat.parents.find(({ parentId }) => this.#current.has(parentId));
    const causeShown = cause === undefined ? null : { parent: cause.parentId, revision: cause.parentRevision };
    await this.#definitions.workflows.update(row.id, set, revisionOf(after, flat, causeShown, system, this.#now));
    const { flattened } = flat;
    this.changed.push({ row: after, before: row, depth, flattened });
    this.#current.set(row.id, { row: after, before: row, flattened });
  }

  async #hold(row: WorkflowRecord, depth: number, error: JsonMap): Promise<void> {
    this.broken.push({ row, depth, error });
    await this.#definitions.workflows.update(row.id, { inheritanceState: "STALE", inheritanceError: error });
  }

  async #flatten(
    row: WorkflowRecord,
    stored: RevisionOwnPart | undefined,
  ): Promise<{ flat: FlatTarget | undefined; error: JsonMap }> {
    const { workbookName, projectId: project } = row;
    const body = stored?.ownSpec ?? row.spec;
    const source = sourceOf(shortName(row), shortName(row), row.definition, body);
    const arrows = arrowsOf(row, body);
    const place = {
      namespace: row.namespace,
      isPublic: row.scope === "public",
      caller: { project, user: system, roles: [] },
      workbook: workbookName === null ? undefined : { name: workbookName, actions: [] },
    };
    const { document, flat } = await flattenTargets(
      this.#library,
      this.#definitions,
      [{ source, name: row.name, id: row.id, row, stored }],
      place,
      async (_definitions, _seeker, reference) => {
        const arrow = arrowFor(arrows, reference);
        return (arrow && (await this.#parentOf(arrow.edge, project))) ?? "missing";
      },
    );
    const errors = document.problems.filter(({ severity }) => severity === "error");
    return { flat: errors.length === 0 ? flat[0] : undefined, error: inheritanceOf(errors) };
  }

  /** The parent that an arrow leads to: what is followed in its newest form. */
  async #parentOf(edge: ParentRecord, project: string): Promise<FoundParent | undefined> {
    if (edge.mode === "LOCKED") return parentOfEdge(this.#definitions, edge, project, edge.parentRevision);
    const current = this.#current.get(edge.parentId);
    if (current === undefined) return parentOfEdge(this.#definitions, edge, project);
    return asParent(this.#definitions, { ...current.row, isReachable: true }, current.flattened);
  }

  /** Children that do not follow are now behind, or cut off when the parent is not to be seen any more. */
  async #leaveBehind(): Promise<void> {
    const edges = await this.#definitions.workflows.listChildren([...this.#current.keys()]);
    const locked = edges.filter(({ mode, childId }) => mode === "LOCKED" && !this.#inDocument.has(childId));
    for (const row of await this.#definitions.workflows.lock([...new Set(locked.map(({ childId }) => childId))])) {
      const isForeign = locked.some(
        ({ childId, parentProjectId }) => childId === row.id && parentProjectId !== row.projectId,
      );
      if (isForeign) this.otherProjects += 1;
      else this.locked += 1;
      const hidden = row.scope === "public" && row.parents.find(({ parentId }) => this.#isOwnAndHidden(parentId, row));
      if (hidden !== false && hidden !== undefined) {
        await this.#hold(row, 1, publicChild(row, hidden));
      } else if (row.inheritanceState !== "STALE") {
        const inheritanceState = standingOf(await this.#parentsNow(row));
        if (inheritanceState !== row.inheritanceState) {
          await this.#definitions.workflows.update(row.id, { inheritanceState });
        }
      }
    }
  }

  #isOwnAndHidden(parentId: string, { projectId }: WorkflowRecord): boolean {
    const parent = this.#current.get(parentId)?.row;
    return parent !== undefined && parent.projectId === projectId && parent.scope !== "public";
  }

  /** The arrows of a child with what is known of each parent by now. */
  async #parentsNow({ projectId: project, parents }: WorkflowRecord) {
    const now: [ParentRecord, { revision: number; isReachable: boolean } | undefined][] = [];
    for (const edge of parents) {
      const row = await this.#definitions.workflows.get(edge.parentId, { project, withPublic: true });
      now.push([edge, row && { revision: row.revision, isReachable: true }]);
    }
    return now;
  }
}

/** INH-037 of a public child that is pinned to what is not public any more. */
function publicChild({ name }: WorkflowRecord, { parentName }: ParentRecord): JsonMap {
  const message = `a public workflow shows what it inherits, and '${parentName}' is not public; make '${name}' private in the same request`;
  const error = { code: "INH-037", path: "extends", workflow: name, parent: parentName, message };
  return { ...error, errors: [error] };
}
