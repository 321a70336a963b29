import { sql } from "kysely";
import type { HeartbeatQuery, Pending } from "../../port.ts";
import type { Database } from "../../rows/database.ts";
import type { Flavour } from "../flavour.ts";
import { renewLease } from "./nodes.ts";

interface PendingRow {
  readonly maintenance: Pending["maintenance"] | null;
  readonly to_resume: boolean | 0 | 1 | null;
  readonly timers_at: number | null;
  readonly cron_triggers_at: number | null;
  readonly events_at: number | null;
  readonly notifications_at: number | null;
  readonly queued: boolean | 0 | 1;
  readonly messages: boolean | 0 | 1;
  readonly claimed: boolean | 0 | 1;
  readonly orphans: boolean | 0 | 1;
  readonly dead_nodes: boolean | 0 | 1;
}

/**
 * Renews a node's lease and reads in the same statement what there is to be done, each by one step along an index. What is
 * read is as it was before the lease was renewed, so this node does not count among the dead ones.
 */
export async function heartbeat(db: Database, { now }: Flavour, query: HeartbeatQuery): Promise<Pending> {
  const { nodeId, leaseMs, about, messagesBefore } = query;
  const { rows } = await sql<PendingRow>`
    ${renewLease(now, nodeId, leaseMs, about)}
    returning
      (select status from maintenance where id = 'service') as maintenance,
      (select paused <> '[]' from maintenance where id = 'service') as to_resume,
      (select min(at) from timers) as timers_at,
      (select min(next_execution_time) from cron_triggers) as cron_triggers_at,
      (select min(due_at) from events where handled_at is null) as events_at,
      (select min(due_at) from notifications) as notifications_at,
      exists (select 1 from actions where dispatch = 'queued') as queued,
      exists (select 1 from messages where created_at < ${messagesBefore}) as messages,
      exists (select 1 from actions where dispatch = 'claimed' and claimed_by = ${nodeId}) as claimed,
      exists (select 1 from actions a where a.dispatch = 'claimed' and a.claimed_by <> ${nodeId}
        and not exists (select 1 from nodes n where n.id = a.claimed_by and n.lease_until > ${now})) as orphans,
      exists (select 1 from nodes n where n.id <> ${nodeId} and n.lease_until <= ${now}) as dead_nodes`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error(`The lease of node ${nodeId} was not renewed`);
  return {
    maintenance: row.maintenance ?? "RUNNING",
    isToResume: Boolean(row.to_resume),
    timersAt: row.timers_at ?? undefined,
    cronTriggersAt: row.cron_triggers_at ?? undefined,
    eventsAt: row.events_at ?? undefined,
    notificationsAt: row.notifications_at ?? undefined,
    hasQueued: Boolean(row.queued),
    hasMessages: Boolean(row.messages),
    hasClaimed: Boolean(row.claimed),
    hasOrphans: Boolean(row.orphans),
    hasDeadNodes: Boolean(row.dead_nodes),
  };
}
