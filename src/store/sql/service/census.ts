import { sql } from "kysely";
import type { Backlog, Census } from "../../census.ts";
import type { Database } from "../../rows/database.ts";
import type { Flavour } from "../flavour.ts";
import { unfinishedStates } from "../states.ts";

/**
 * Counts what there is to do. One statement, each part of which goes by an index that holds only the rows it counts, so that
 * it costs next to nothing however much has been done already.
 */
export async function takeCensus(db: Database, { now, databaseBytes }: Flavour): Promise<Census> {
  const { rows } = await sql<Record<string, number | null>>`select
    (select count(*) from executions where state in (${unfinishedStates})) as executions,
    (select min(created_at) from executions where state in (${unfinishedStates})) as executions_since,
    (select count(*) from actions where dispatch = 'queued') as queued,
    (select min(created_at) from actions where dispatch = 'queued') as queued_since,
    (select count(*) from actions where dispatch = 'offered') as offered,
    (select min(created_at) from actions where dispatch = 'offered') as offered_since,
    (select count(*) from actions where dispatch = 'claimed') as claimed,
    (select count(*) from timers) as timers,
    (select min(at) from timers) as timers_since,
    (select count(*) from messages) as messages,
    (select min(created_at) from messages) as messages_since,
    (select count(*) from nodes where lease_until > ${now}) as nodes_alive,
    (select count(*) from nodes where lease_until <= ${now}) as nodes_dead,
    ${databaseBytes} as bytes`.execute(db);
  const row = rows[0] ?? {};
  const count = (name: string): number => row[name] ?? 0;
  const backlog = (name: string): Backlog => ({ count: count(name), oldestAt: row[`${name}_since`] ?? null });
  return {
    executions: backlog("executions"),
    queuedActions: backlog("queued"),
    offeredActions: backlog("offered"),
    claimedActions: count("claimed"),
    timers: backlog("timers"),
    messages: backlog("messages"),
    nodesAlive: count("nodes_alive"),
    nodesDead: count("nodes_dead"),
    databaseBytes: count("bytes"),
  };
}
