import { existsSync, realpathSync } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { backup as copyPages } from "node:sqlite";
import { Kysely, PostgresDialect, sql } from "kysely";
import { poolOf, unusable as unusableServer } from "../dialects/postgres.ts";
import { kyselyUpon } from "../dialects/sqlite.ts";
import { SqliteFile, unusable } from "../dialects/sqlite-file.ts";
import { lockDatabase } from "../dialects/sqlite-lock.ts";
import { schemaStatus, upgradeSchema } from "../migrations/migrate.ts";
import { postgresTypes, sqliteTypes } from "../migrations/types.ts";
import { DatabaseInUse, DatabaseUnusable } from "../problems.ts";
import type { Tables } from "../rows/database.ts";
import { countsOf, syncPath } from "./backup.ts";
import { continueSequences, copyIn } from "./postgres-copy.ts";
import type { BackupSummary } from "./summary.ts";
import { tablesOf } from "./tables.ts";

/** A backup that was opened and found whole. */
interface Source {
  readonly file: SqliteFile;
  readonly summary: BackupSummary;
}

/**
 * Puts a backup in the place of a SQLite database.
 *
 * @param backup the file
 * @param path of the database
 * @param isForced replace what is there
 * @throws DatabaseUnusable, DatabaseInUse, SchemaMismatch when the backup is of a newer version
 */
export async function restoreSqlite(backup: string, path: string, isForced: boolean): Promise<BackupSummary> {
  const folder = dirname(path);
  if (!existsSync(folder)) throw new DatabaseUnusable(`The folder ${folder} is not there`);
  if (existsSync(path) && !isForced) throw isThere(path);
  return withSource(backup, async ({ file, summary }) => {
    const target = existsSync(path) ? realpathSync(path) : join(realpathSync(folder), basename(path));
    const lock = lockDatabase(target);
    const unfinished = `${target}.unfinished`;
    try {
      await rm(unfinished, { force: true });
      await copyPages(file.database, unfinished);
      await syncPath(unfinished);
      // A log that was left belongs to what was there before.
      await Promise.all(["-wal", "-shm", "-journal"].map((end) => rm(target + end, { force: true })));
      await rename(unfinished, target);
      return summary;
    } finally {
      lock.release();
      await rm(unfinished, { force: true });
    }
  });
}

/**
 * Puts a backup into a PostgreSQL database.
 *
 * @param backup the file
 * @param isForced replace what is there
 * @throws DatabaseUnusable, DatabaseInUse while nodes work with it, SchemaMismatch when the backup is of a newer version
 */
export async function restorePostgres(backup: string, url: string, isForced: boolean): Promise<BackupSummary> {
  return withSource(backup, async ({ file, summary }) => {
    const pool = poolOf(url, 2, "set jit = off");
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
    try {
      await makeRoom(db, url, isForced);
      await upgradeSchema(db, postgresTypes, summary.schema);
      await db.transaction().execute(async (trx) => {
        for (const table of tablesOf(file.database)) await copyIn(trx, table, file.database);
        await continueSequences(trx);
      });
      await sql`analyze`.execute(db);
      return summary;
    } catch (error) {
      throw error instanceof DatabaseInUse ? error : unusableServer(url, error);
    } finally {
      await pool.end();
    }
  });
}

async function makeRoom(db: Kysely<Tables>, url: string, isForced: boolean): Promise<void> {
  const { pathname } = new URL(url);
  if ((await schemaStatus(db, postgresTypes)).current === null) return;
  const { rows } = await sql<{ alive: number }>`select count(*)::int as alive from nodes
    where lease_until > (extract(epoch from clock_timestamp()) * 1000)::bigint`.execute(db);
  if ((rows[0]?.alive ?? 0) > 0) throw new DatabaseInUse(pathname);
  if (!isForced) throw isThere(pathname);
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  const own = new Set([...(await ownTables()), "ostro_migrations", "ostro_migrations_lock"]);
  for (const { name } of tables) if (own.has(name)) await sql`drop table ${sql.table(name)}`.execute(db);
  await sql`drop function if exists same_json(text, text)`.execute(db);
}

/** Names of the tables of this version; nothing else in the database is touched. */
async function ownTables(): Promise<string[]> {
  const file = new SqliteFile(":memory:");
  try {
    await upgradeSchema(kyselyUpon(file), sqliteTypes);
    return [...tablesOf(file.database).map(({ name }) => name), "nodes"];
  } finally {
    await file.close();
  }
}

async function withSource<T>(backup: string, work: (source: Source) => Promise<T>): Promise<T> {
  if (!existsSync(backup)) throw new DatabaseUnusable(`There is no backup ${backup}`);
  let file: SqliteFile | undefined;
  try {
    file = new SqliteFile(backup, true);
    const { current } = await schemaStatus(kyselyUpon(file), sqliteTypes);
    const { quick_check: result } = file.database.prepare("pragma quick_check(1)").get() ?? {};
    if (current === null || result !== "ok") throw new DatabaseUnusable(`${backup} is no backup, or is damaged`);
    const { size } = await stat(backup);
    return await work({ file, summary: { schema: current, ...countsOf(file.database), bytes: size } });
  } catch (error) {
    throw unusable(backup, error);
  } finally {
    await file?.close();
  }
}

function isThere(name: string): DatabaseUnusable {
  return new DatabaseUnusable(`The database ${name} is there already; --force replaces what it holds`);
}
