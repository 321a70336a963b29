import { sql, type RawBuilder } from "kysely";
import type { NodeRecord } from "../port.ts";
import type { Database } from "../rows/database.ts";

/**
 * Takes or renews a node's lease.
 *
 * @param now the database's clock, so that nodes whose own clocks differ agree on who is alive
 */
export async function holdLease(db: Database, now: RawBuilder<number>, nodeId: string, leaseMs: number): Promise<void> {
  await sql`
    insert into nodes (id, started_at, heartbeat_at, lease_until)
    values (${nodeId}, ${now}, ${now}, ${now} + ${sql.lit(Math.round(leaseMs))})
    on conflict (id) do update set heartbeat_at = excluded.heartbeat_at, lease_until = excluded.lease_until`.execute(
    db,
  );
}

export async function listNodes(db: Database, now: RawBuilder<number>): Promise<NodeRecord[]> {
  const { rows } = await sql<{
    id: string;
    started_at: number;
    heartbeat_at: number;
    lease_until: number;
    now: number;
  }>`select id, started_at, heartbeat_at, lease_until, ${now} as now from nodes order by started_at, id`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    startedAt: row.started_at,
    heartbeatAt: row.heartbeat_at,
    leaseUntil: row.lease_until,
    isAlive: row.lease_until > row.now,
  }));
}
