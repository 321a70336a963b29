import { existsSync, realpathSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { Kysely, sql } from "kysely";
import { isMap, parseJson, writeJson, type Json } from "../../core/base/index.ts";
import { requireSchema, schemaStatus, tableNames, upgradeSchema } from "../migrations/migrate.ts";
import { sqliteTypes } from "../migrations/types.ts";
import type { SchemaStatus, Store } from "../port.ts";
import { DatabaseInUse, DatabaseUnusable, SchemaMismatch } from "../problems.ts";
import type { Tables } from "../rows/database.ts";
import { foldCommit } from "../sql/fold.ts";
import { sqlStore, type Flavour } from "../sql/sql-store.ts";
import { Mutex } from "./mutex.ts";
import { SqliteCommitter } from "./sqlite-commit.ts";
import { NodeSqliteDialect } from "./sqlite-dialect.ts";
import { prepareLoad } from "./sqlite-load.ts";
import { lockDatabase } from "./sqlite-lock.ts";

const flavour: Flavour = {
  now: sql<number>`cast(unixepoch('subsec') * 1000 as integer)`,
  forUpdate: sql``,
  skipLocked: sql``,
};

/** When an acknowledged commit is safe: FULL after a power cut too, NORMAL after a crash of the process. */
export type Synchronous = "FULL" | "NORMAL";

interface Opened {
  readonly database: DatabaseSync;
  readonly db: Kysely<Tables>;
  readonly mutex: Mutex;
  close(): Promise<void>;
}

/**
 * Opens a store in a file, or in memory (`:memory:`).
 *
 * @param upgrade whether a missing or older schema is brought up to date, else it is refused
 * @throws DatabaseInUse, DatabaseUnusable, SchemaMismatch
 */
export async function openSqlite(path: string, synchronous: Synchronous, upgrade: boolean): Promise<Store> {
  const opened = await openFile(path);
  const { database, db, mutex } = opened;
  try {
    await (upgrade ? upgradeSchema(db, sqliteTypes) : requireSchema(db, sqliteTypes));
    database.exec(`pragma journal_mode = WAL; pragma synchronous = ${synchronous};
      pragma wal_autocheckpoint = 4000; delete from nodes;`);
  } catch (error) {
    await opened.close();
    throw unusable(path, error);
  }
  const committer = new SqliteCommitter(database);
  const load = prepareLoad(database);
  let closing: Promise<void> | undefined;

  async function alone<T>(work: () => T): Promise<T> {
    const leave = await mutex.enter();
    try {
      return work();
    } finally {
      leave();
    }
  }

  return {
    ...sqlStore(db, flavour),
    dialect: "sqlite",
    commit: (batch) => {
      const folded = batch.map(foldCommit);
      return alone(() => committer.commit(folded));
    },
    loadExecution: (id) => alone(() => load(id)),
    wake: () => Promise.resolve(),
    onWake: () => () => {},
    ping: () => alone(() => void database.prepare("select 1").get()),
    close: () => (closing ??= opened.close()),
  };
}

/** @throws DatabaseInUse, DatabaseUnusable, SchemaMismatch */
export async function sqliteStatus(path: string): Promise<SchemaStatus> {
  return withFile(path, (db) => schemaStatus(db, sqliteTypes));
}

/** @throws DatabaseInUse, DatabaseUnusable, SchemaMismatch */
export async function upgradeSqlite(path: string): Promise<string[]> {
  return withFile(path, (db) => upgradeSchema(db, sqliteTypes));
}

async function withFile<T>(path: string, work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
  const opened = await openFile(path);
  try {
    return await work(opened.db);
  } catch (error) {
    throw unusable(path, error);
  } finally {
    await opened.close();
  }
}

/** Opens the file and makes sure that it is ours, without changing it. */
async function openFile(path: string): Promise<Opened> {
  let unlock = () => {};
  let database: DatabaseSync | undefined;
  try {
    if (path !== ":memory:") unlock = lockDatabase(existsSync(path) ? realpathSync(path) : path);
    database = new DatabaseSync(path, { timeout: 5000 });
    database.exec("pragma case_sensitive_like = on; pragma temp_store = memory; pragma cache_size = -32768;");
    database.function("same_json", { deterministic: true }, sameJson);
    const mutex = new Mutex();
    const db = new Kysely<Tables>({ dialect: new NodeSqliteDialect(database, mutex) });
    const tables = await tableNames(db);
    if (tables.length > 0 && !tables.includes("ostro_migrations")) {
      throw new DatabaseUnusable(`The database ${path} belongs to another program`);
    }
    const file = database;
    return {
      database,
      db,
      mutex,
      close: async () => {
        await mutex.enter();
        file.close();
        unlock();
      },
    };
  } catch (error) {
    database?.close();
    unlock();
    throw unusable(path, error);
  }
}

function unusable(path: string, error: unknown): Error {
  if (error instanceof DatabaseInUse || error instanceof DatabaseUnusable || error instanceof SchemaMismatch)
    return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new DatabaseUnusable(`Cannot use the database ${path}: ${reason}`, error);
}

function sameJson(a: unknown, b: unknown): number {
  if (typeof a !== "string" || typeof b !== "string") return 0;
  return a === b || writeJson(sorted(parseJson(a))) === writeJson(sorted(parseJson(b))) ? 1 : 0;
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(sorted);
  if (!isMap(value)) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
