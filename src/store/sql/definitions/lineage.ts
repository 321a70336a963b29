import { sql } from "kysely";
import type { ParentRecord } from "../../../core/model/index.ts";
import type { ParentEdge } from "../../definitions.ts";
import type { Database } from "../../rows/database.ts";
import { parentTable } from "../../rows/definitions.ts";
import type { Row } from "../../rows/table.ts";
import { insert } from "../writing.ts";

type Far = ParentEdge & { readonly depth: number };

/** Arrows from these workflows to their parents, in the order of their `extends`. */
export async function parentsOf(db: Database, childIds: readonly string[]): Promise<ParentEdge[]> {
  if (childIds.length === 0) return [];
  const rows = await db
    .selectFrom("workflow_parents")
    .selectAll()
    .where("child_id", "in", childIds)
    .orderBy("child_id")
    .orderBy("ordinal")
    .execute();
  return rows.map((row) => parentTable.toRecord(row));
}

/** Arrows from children to these workflows. */
export async function childrenOf(db: Database, parentIds: readonly string[]): Promise<ParentEdge[]> {
  if (parentIds.length === 0) return [];
  const rows = await db
    .selectFrom("workflow_parents")
    .selectAll()
    .where("parent_id", "in", parentIds)
    .orderBy("child_id")
    .orderBy("ordinal")
    .execute();
  return rows.map((row) => parentTable.toRecord(row));
}

/** Replaces the arrows of a workflow. */
export async function setParents(db: Database, childId: string, parents: readonly ParentRecord[]): Promise<void> {
  await deleteParents(db, childId);
  for (const [ordinal, parent] of parents.entries()) {
    await insert(db, parentTable, { ...parent, childId, ordinal }, "parent");
  }
}

export async function deleteParents(db: Database, childId: string): Promise<void> {
  await db.deleteFrom("workflow_parents").where("child_id", "=", childId).execute();
}

/** All arrows below, nearest first. `depth` is the longest way down, so that parents come before their children. */
export async function descendantsOf(db: Database, id: string): Promise<Far[]> {
  const { rows } = await sql<Row>`
    with recursive below(id, depth) as (
      select parent_id, 0 from workflow_parents where parent_id = ${id}
      union
      select edge.child_id, below.depth + 1 from workflow_parents edge join below on edge.parent_id = below.id
      where below.depth < ${deepest}
    )
    select edge.*, max(below.depth) + 1 as depth
    from below join workflow_parents edge on edge.parent_id = below.id
    group by ${edgeColumns} order by depth, edge.child_id, edge.ordinal`.execute(db);
  return rows.map(far);
}

/** All arrows above, nearest first. */
export async function ancestorsOf(db: Database, id: string): Promise<Far[]> {
  const { rows } = await sql<Row>`
    with recursive above(id, depth) as (
      select child_id, 0 from workflow_parents where child_id = ${id}
      union
      select edge.parent_id, above.depth + 1 from workflow_parents edge join above on edge.child_id = above.id
      where above.depth < ${deepest}
    )
    select edge.*, min(above.depth) + 1 as depth
    from above join workflow_parents edge on edge.child_id = above.id
    group by ${edgeColumns} order by depth, edge.child_id, edge.ordinal`.execute(db);
  return rows.map(far);
}

/** Far more than a hierarchy may have (design, section 9); it ends the search should there ever be a circle. */
const deepest = 64;

const edgeColumns = sql.join(parentTable.columns.map((column) => sql.ref(`edge.${column.name}`)));

function far(row: Row): Far {
  return { ...parentTable.toRecord(row), depth: Number(row["depth"]) };
}
