import { sql, type RawBuilder } from "kysely";
import type { ActionRecord } from "../../../core/model/index.ts";
import type { ClaimQuery, OfferedQuery } from "../../port.ts";
import type { Database } from "../../rows/database.ts";
import { actionTable } from "../../rows/executions.ts";
import type { Row } from "../../rows/table.ts";
import type { Flavour } from "../flavour.ts";
import { unfinishedStates } from "../states.ts";

/**
 * Projects that have queued actions, in order of their ids: those after a given one first, then the others.
 *
 * Each is found by one step along the index of queued actions, however many actions it has.
 */
export async function queuedProjects(db: Database, after: string, limit: number): Promise<string[]> {
  const step = (beyond: RawBuilder<unknown>) =>
    sql`(select min(project_id) from actions where dispatch = 'queued' and project_id > ${beyond})`;
  const { rows } = await sql<{ project_id: string }>`
    with recursive later(project_id, place) as (
      select ${step(sql`${after}`)}, 1
      union all
      select ${step(sql`later.project_id`)}, place + 1 from later where project_id is not null and place < ${limit}
    ), earlier(project_id, place) as (
      select ${step(sql`''`)}, 1
      union all
      select ${step(sql`earlier.project_id`)}, place + 1 from earlier
        where project_id is not null and project_id <= ${after} and place < ${limit}
    )
    select project_id from (
      select project_id, 0 as part from later where project_id is not null
      union all
      select project_id, 1 as part from earlier where project_id is not null and project_id <= ${after}
    ) found order by part, project_id limit ${limit}`.execute(db);
  return rows.map((row) => row.project_id);
}

/**
 * Takes the oldest queued actions of each project for a node, as many as it says; none for a node whose lease is over, as they
 * would be taken for lost at once.
 */
export async function claimActions(
  db: Database,
  { now, skipLocked }: Flavour,
  { nodeId, targets, shares }: ClaimQuery,
): Promise<ActionRecord[]> {
  if (shares.length === 0) return [];
  const own = targets.length === 0 ? sql`` : sql`or target in (${sql.join(targets)})`;
  const isNobodys = sql`not exists (
    select 1 from nodes n where n.lease_until > ${now} and replace(n.targets, ',' || target || ',', '') <> n.targets)`;
  const parts = shares.map(
    ({ project, limit }) => sql`select id from (
      select id from actions
      where dispatch = 'queued' and project_id = ${project} and (target is null ${own} or ${isNobodys})
      order by created_at, id limit ${limit} ${skipLocked}) part`,
  );
  const { rows } = await sql<Row>`
    update actions set dispatch = 'claimed', claimed_by = ${nodeId}
    where id in (${sql.join(parts, sql` union all `)})
      and exists (select 1 from nodes n where n.id = ${nodeId} and n.lease_until > ${now})
    returning *`.execute(db);
  return oldestFirst(rows);
}

/** Takes the oldest actions that are offered to workers; none for a worker without a lease, as it would not be missed. */
export async function claimOffered(
  db: Database,
  { now, skipLocked, actionRun }: Flavour,
  { workerId, names, project, limit }: OfferedQuery,
): Promise<ActionRecord[]> {
  if (names.length === 0) return [];
  const ofProject = project === undefined ? sql`` : sql`and project_id = ${project}`;
  const { rows } = await sql<Row>`
    update actions set dispatch = 'claimed', claimed_by = ${workerId}
    where id in (
      select id from actions
      where dispatch = 'offered' and ${actionRun} in (${sql.join(names)}) ${ofProject}
        and state in (${unfinishedStates})
        and exists (select 1 from nodes n where n.id = ${workerId} and n.lease_until > ${now})
      order by created_at, id limit ${limit} ${skipLocked})
    returning *`.execute(db);
  return oldestFirst(rows);
}

export async function actionsClaimedBy(db: Database, nodeId: string): Promise<ActionRecord[]> {
  const { rows } = await sql<Row>`
    select * from actions where dispatch = 'claimed' and claimed_by = ${nodeId}`.execute(db);
  return oldestFirst(rows);
}

function oldestFirst(rows: readonly Row[]): ActionRecord[] {
  return rows
    .map((row) => actionTable.toRecord(row))
    .toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
}
