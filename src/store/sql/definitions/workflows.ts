import { sql, type RawBuilder } from "kysely";
import type { WorkflowRecord } from "../../../core/model/index.ts";
import type { ParentEdge, Workflows } from "../../definitions.ts";
import type { ListQuery } from "../../query.ts";
import type { Database } from "../../rows/database.ts";
import { revisionTable, workflowTable, type WorkflowOwnFields } from "../../rows/definitions.ts";
import { namedOf } from "./definitions.ts";
import { ancestorsOf, childrenOf, deleteParents, descendantsOf, parentsOf, setParents } from "./lineage.ts";
import {
  getOwnPart,
  getRevision,
  getRevisionStamp,
  lastRevision,
  listRevisions,
  pruneRevisions,
  setConformance,
} from "./revisions.ts";
import type { Flavour } from "../flavour.ts";
import { insert, update } from "../writing.ts";

/**
 * Workflows with their arrows and revisions.
 *
 * @param inTransaction runs work of several statements: within the transaction `db` is, or in one of its own
 * @param flavour how rows and the hierarchy are locked
 */
export function workflowsOf(
  db: Database,
  inTransaction: <T>(work: (db: Database) => Promise<T>) => Promise<T>,
  { forUpdate, lockHierarchy }: Pick<Flavour, "forUpdate" | "lockHierarchy">,
): Workflows {
  const own = namedOf(db, workflowTable);

  async function whole(rows: readonly WorkflowOwnFields[]): Promise<WorkflowRecord[]> {
    const edges = await parentsOf(
      db,
      rows.map((row) => row.id),
    );
    const byChild = Map.groupBy(edges, (edge) => edge.childId);
    return rows.map((row) => ({ ...row, parents: (byChild.get(row.id) ?? []).map(withoutChild) }));
  }

  async function one(row: WorkflowOwnFields | undefined): Promise<WorkflowRecord | undefined> {
    return row === undefined ? undefined : (await whole([row]))[0];
  }

  async function many(ids: readonly string[], locking: RawBuilder<unknown>): Promise<WorkflowRecord[]> {
    if (ids.length === 0) return [];
    const { rows } = await sql<object>`
      select * from workflows where id in (${sql.join(ids)}) order by id ${locking}`.execute(db);
    return whole(rows.map((row) => workflowTable.toRecord(row)));
  }

  async function list<Field extends keyof WorkflowRecord>(
    query: ListQuery<keyof WorkflowRecord> & { readonly fields?: readonly Field[] },
  ): Promise<Pick<WorkflowRecord, Field>[]> {
    const { fields, ...rest } = query;
    const wantsParents = fields === undefined || fields.some((field) => field === "parents");
    const ownFields = fields?.filter((field) => field !== "parents");
    const rows = await own.list({
      ...(rest as ListQuery<keyof WorkflowOwnFields>),
      ...(ownFields === undefined ? {} : { fields: [...ownFields, "id"] }),
    });
    return wantsParents ? whole(rows) : (rows as WorkflowRecord[]);
  }

  return {
    get: async (id, visibility) => one(await own.get(id, visibility)),
    find: async (name, namespace, project) => one(await own.find(name, namespace, project)),
    list,
    count: (query) => own.count(query as ListQuery<keyof WorkflowOwnFields>),
    lockHierarchy: async () => {
      await lockHierarchy.execute(db);
    },
    lock: (ids) => many(ids, forUpdate),
    getMany: (ids) => many(ids, sql``),

    create: (row, revision) =>
      inTransaction(async (trx) => {
        const { parents, ...fields } = row;
        await insert(trx, workflowTable, fields, "workflow");
        await setParents(trx, row.id, parents);
        await insert(trx, revisionTable, revision, "workflow revision");
      }),

    update: (id, set, revision) =>
      inTransaction(async (trx) => {
        const { parents, ...fields } = set;
        if (!(await update(trx, workflowTable, id, fields, "workflow"))) return false;
        if (parents !== undefined) await setParents(trx, id, parents);
        if (revision !== undefined) await insert(trx, revisionTable, revision, "workflow revision");
        return true;
      }),

    delete: (id) =>
      inTransaction(async (trx) => {
        await deleteParents(trx, id);
        return namedOf(trx, workflowTable).delete(id);
      }),

    getRevision: (workflowId, revision) => getRevision(db, workflowId, revision),
    getRevisionStamp: (workflowId, revision) => getRevisionStamp(db, workflowId, revision),
    getOwnPart: (workflowId, revision) => getOwnPart(db, workflowId, revision),
    setConformance: (workflowId, revision, conformance) => setConformance(db, workflowId, revision, conformance),
    listRevisions: (workflowId) => listRevisions(db, workflowId),
    lastRevision: (workflowId) => lastRevision(db, workflowId),
    pruneRevisions: (workflowId, keep) => pruneRevisions(db, workflowId, keep),
    listChildren: (parentIds) => childrenOf(db, parentIds),
    listDescendants: (id) => descendantsOf(db, id),
    listAncestors: (id) => ancestorsOf(db, id),
  };
}

function withoutChild({ childId: _child, ordinal: _ordinal, ...parent }: ParentEdge) {
  return parent;
}
