import { sql, type Kysely } from "kysely";
import { Migrator, type Migration } from "kysely/migration";
import type { SchemaStatus } from "../port.ts";
import { SchemaMismatch } from "../problems.ts";
import { createExecutions } from "./0001-executions.ts";
import { createDefinitions } from "./0002-definitions.ts";
import { createTriggers } from "./0003-triggers.ts";
import { indexLists } from "./0004-lists.ts";
import { addCluster } from "./0005-cluster.ts";
import { createAccess } from "./0006-access.ts";
import { createEvents } from "./0007-events.ts";
import { createMigrations } from "./0008-migrations.ts";
import { addTimeZones } from "./0009-time-zones.ts";
import { addTrace } from "./0010-trace.ts";
import type { ColumnTypes } from "./types.ts";

const migrationTableName = "ostro_migrations";
const migrationLockTableName = "ostro_migrations_lock";

/** The steps from an empty database to today's, in order. A released step is never changed. */
function steps(types: ColumnTypes): Record<string, Migration> {
  return {
    "0001-executions": createExecutions(types),
    "0002-definitions": createDefinitions(types),
    "0003-triggers": createTriggers(types),
    "0004-lists": indexLists(),
    "0005-cluster": addCluster(types),
    "0006-access": createAccess(types),
    "0007-events": createEvents(types),
    "0008-migrations": createMigrations(types),
    "0009-time-zones": addTimeZones(types),
    "0010-trace": addTrace(types),
  };
}

/**
 * Compares the database's schema with what this version knows; changes nothing.
 *
 * @throws SchemaMismatch when the schema is newer than this version
 */
export async function schemaStatus<Schema>(db: Kysely<Schema>, types: ColumnTypes): Promise<SchemaStatus> {
  const known = Object.keys(steps(types));
  const latest = known.at(-1) ?? "";
  const done = await stepsDone(db);
  const unknown = done.findLast((name) => !known.includes(name));
  if (unknown !== undefined) throw new SchemaMismatch(unknown, latest, true);
  return { current: done.at(-1) ?? null, latest, pending: known.filter((name) => !done.includes(name)) };
}

/**
 * Takes the steps that are missing, all or none.
 *
 * @param last the last step to take; the newest when left out
 * @returns names of the steps taken
 * @throws SchemaMismatch when the schema is newer than this version
 */
export async function upgradeSchema<Schema>(db: Kysely<Schema>, types: ColumnTypes, last?: string): Promise<string[]> {
  if ((await schemaStatus(db, types)).pending.length === 0) return [];
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(steps(types)) },
    migrationTableName,
    migrationLockTableName,
  });
  const { error, results = [] } = await (last === undefined ? migrator.migrateToLatest() : migrator.migrateTo(last));
  if (error !== undefined) throw error instanceof Error ? error : new Error(JSON.stringify(error));
  return results.map((result) => result.migrationName);
}

/** Whether steps that were taken made the tables, so that these are empty. */
export function isFromNothing(taken: readonly string[]): boolean {
  return taken.includes("0001-executions");
}

/** @throws SchemaMismatch when steps are missing, or the schema is newer */
export async function requireSchema<Schema>(db: Kysely<Schema>, types: ColumnTypes): Promise<void> {
  const { current, latest, pending } = await schemaStatus(db, types);
  if (pending.length > 0) throw new SchemaMismatch(current ?? "none", latest, false);
}

/** Names of all tables; empty for a database that nobody has used. */
async function tableNames<Schema>(db: Kysely<Schema>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  return tables.map((table) => table.name);
}

async function stepsDone<Schema>(db: Kysely<Schema>): Promise<string[]> {
  if (!(await tableNames(db)).includes(migrationTableName)) return [];
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(migrationTableName)} order by name`.execute(
    db,
  );
  return rows.map((row) => row.name);
}
