import { existsSync, realpathSync } from "node:fs";
import { open, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { backup as copyPages, DatabaseSync } from "node:sqlite";
import { Kysely, PostgresDialect } from "kysely";
import { poolOf, unusable as unusableServer } from "../dialects/postgres.ts";
import { kyselyUpon } from "../dialects/sqlite.ts";
import { SqliteFile, unusable } from "../dialects/sqlite-file.ts";
import { schemaStatus, upgradeSchema } from "../migrations/migrate.ts";
import { postgresTypes, sqliteTypes } from "../migrations/types.ts";
import { DatabaseUnusable } from "../problems.ts";
import type { Tables } from "../rows/database.ts";
import { copyOut } from "./postgres-copy.ts";
import type { BackupSummary } from "./summary.ts";
import { countRows, tablesOf } from "./tables.ts";

/** So many pages at a time that it is always one step: a copy in several begins anew whenever somebody writes. */
const allPages = 2 ** 30;

/**
 * Copies a SQLite database while a service works with it. Readers do not hold up writers, and see one moment.
 *
 * @param path of the database
 * @param target the new file
 * @throws DatabaseUnusable, SchemaMismatch
 */
export function backUpSqlite(path: string, target: string): Promise<BackupSummary> {
  return written(target, async (unfinished) => {
    const source = new SqliteFile(path, true);
    try {
      const { current } = await schemaStatus(kyselyUpon(source), sqliteTypes);
      if (current === null) throw new DatabaseUnusable(`The database ${path} is empty`);
      await copyPages(source.database, unfinished, { rate: allPages });
      return current;
    } catch (error) {
      throw unusable(path, error);
    } finally {
      await source.close();
    }
  });
}

/**
 * Copies a PostgreSQL database into a file of SQLite, as it stands at one moment, while services work with it. It needs no
 * other program, and SQLite and PostgreSQL can both be restored from it.
 *
 * @param target the new file
 * @throws DatabaseUnusable, SchemaMismatch
 */
export function backUpPostgres(url: string, target: string): Promise<BackupSummary> {
  return written(target, async (unfinished) => {
    const pool = poolOf(url, 1, "set jit = off");
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
    try {
      return await db
        .transaction()
        .setIsolationLevel("repeatable read")
        .setAccessMode("read only")
        .execute((trx) => copyServer(trx, url, unfinished));
    } catch (error) {
      throw unusableServer(url, error);
    } finally {
      await pool.end();
    }
  });
}

async function copyServer(trx: Kysely<Tables>, url: string, unfinished: string): Promise<string> {
  const { current } = await schemaStatus(trx, postgresTypes);
  if (current === null) throw new DatabaseUnusable(`The database ${new URL(url).pathname} is empty`);
  const file = new SqliteFile(unfinished);
  try {
    // Nothing is lost when the machine fails meanwhile but a file that was not finished.
    file.database.exec("pragma journal_mode = off; pragma synchronous = off");
    await upgradeSchema(kyselyUpon(file), sqliteTypes, current);
    file.database.exec("begin");
    for (const table of tablesOf(file.database)) await copyOut(trx, table, file.database);
    file.database.exec("commit");
    return current;
  } finally {
    await file.close();
  }
}

/** Makes a file that appears under its name when it is whole, checked, and on the disk. */
async function written(target: string, write: (unfinished: string) => Promise<string>): Promise<BackupSummary> {
  if (existsSync(target)) throw new DatabaseUnusable(`${target} is there already, and is not written over`);
  const folder = dirname(target);
  if (!existsSync(folder)) throw new DatabaseUnusable(`The folder ${folder} is not there`);
  const unfinished = join(realpathSync(folder), `.${basename(target)}.unfinished`);
  const leftovers = ["", "-wal", "-shm", "-lock", "-journal"].map((end) => unfinished + end);
  await Promise.all(leftovers.map((path) => rm(path, { force: true })));
  try {
    const schema = await write(unfinished);
    const counts = seal(unfinished, target);
    await syncPath(unfinished);
    await rename(unfinished, target);
    await syncPath(folder).catch(() => {});
    return { schema, ...counts, bytes: (await stat(target)).size };
  } finally {
    await Promise.all(leftovers.map((path) => rm(path, { force: true })));
  }
}

/** One file without a log beside it, whose content was checked. */
function seal(path: string, name: string): Omit<BackupSummary, "schema" | "bytes"> {
  const database = new DatabaseSync(path);
  try {
    database.exec("pragma journal_mode = delete; delete from nodes");
    const { quick_check: result } = database.prepare("pragma quick_check(1)").get() ?? {};
    if (result !== "ok") throw new DatabaseUnusable(`${name} was not made: the copy is damaged (${String(result)})`);
    return countsOf(database);
  } finally {
    database.close();
  }
}

export function countsOf(database: DatabaseSync): Omit<BackupSummary, "schema" | "bytes"> {
  const tables = tablesOf(database);
  const rows = new Map(tables.map(({ name }) => [name, countRows(database, name)]));
  return {
    tables: tables.length,
    rows: [...rows.values()].reduce((sum, one) => sum + one, 0),
    executions: rows.get("executions") ?? 0,
    workflows: rows.get("workflows") ?? 0,
  };
}

/** Waits until a file, or the names in a folder, are on the disk. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
