import { sql, type RawBuilder } from "kysely";
import type { NodeAbout, NodeRecord } from "../../port.ts";
import type { Database } from "../../rows/database.ts";

/**
 * Takes or renews a node's lease.
 *
 * @param now the database's clock, so that nodes whose own clocks differ agree on who is alive
 */
export function renewLease(
  now: RawBuilder<number>,
  nodeId: string,
  leaseMs: number,
  about?: NodeAbout,
): RawBuilder<unknown> {
  const roles = about?.roles.join(",") ?? null;
  const targets = about === undefined ? null : `,${about.targets.join(",")},`;
  return sql`
    insert into nodes (id, started_at, heartbeat_at, lease_until, name, roles, targets)
    values (${nodeId}, ${now}, ${now}, ${now} + ${sql.lit(Math.round(leaseMs))}, ${about?.name ?? null}, ${roles}, ${targets})
    on conflict (id) do update set heartbeat_at = excluded.heartbeat_at, lease_until = excluded.lease_until,
      name = excluded.name, roles = excluded.roles, targets = excluded.targets`;
}

interface NodeRow {
  readonly id: string;
  readonly started_at: number;
  readonly heartbeat_at: number;
  readonly lease_until: number;
  readonly name: string | null;
  readonly roles: string | null;
  readonly targets: string | null;
  readonly now: number;
}

export async function listNodes(db: Database, now: RawBuilder<number>): Promise<NodeRecord[]> {
  const { rows } = await sql<NodeRow>`
    select nodes.*, ${now} as now from nodes order by started_at, id`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    about: row.name === null ? null : { name: row.name, roles: listIn(row.roles), targets: listIn(row.targets) },
    startedAt: row.started_at,
    heartbeatAt: row.heartbeat_at,
    leaseUntil: row.lease_until,
    isAlive: row.lease_until > row.now,
  }));
}

function listIn(text: string | null): string[] {
  return (text ?? "").split(",").filter((one) => one !== "");
}
