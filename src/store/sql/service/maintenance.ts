import { parseJson, writeJson } from "../../../core/base/index.ts";
import type { MaintenanceRecord, MaintenanceStatus } from "../../../core/model/index.ts";
import type { Database } from "../../rows/database.ts";

/** There is one row, or none as long as nobody ever asked for a rest. */
const only = "service";

export async function getMaintenance(db: Database): Promise<MaintenanceRecord> {
  const row = await db.selectFrom("maintenance").selectAll().where("id", "=", only).executeTakeFirst();
  if (row === undefined) return { status: "RUNNING", paused: [] };
  const paused = parseJson(row.paused);
  return { status: row.status, paused: Array.isArray(paused) ? paused.map(String) : [] };
}

/** Changes it if nobody else has meanwhile; returns whether it was changed. */
export async function setMaintenance(
  db: Database,
  from: MaintenanceStatus,
  { status, paused }: MaintenanceRecord,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const first = { id: only, status: "RUNNING" as const, paused: "[]" };
    await trx
      .insertInto("maintenance")
      .values(first)
      .onConflict((conflict) => conflict.column("id").doNothing())
      .execute();
    const rows = await trx
      .updateTable("maintenance")
      .set({ status, paused: writeJson(paused) })
      .where("id", "=", only)
      .where("status", "=", from)
      .returning("id")
      .execute();
    return rows.length > 0;
  });
}
