import { Kysely, sql } from "kysely";
import { indexNow } from "../migrations/late-indexes.ts";
import { requireSchema, schemaStatus, upgradeSchema } from "../migrations/migrate.ts";
import { sqliteTypes } from "../migrations/types.ts";
import type { SchemaStatus, Store, StoreView } from "../port.ts";
import type { Tables } from "../rows/database.ts";
import { foldCommit } from "../sql/fold.ts";
import type { Flavour } from "../sql/flavour.ts";
import { releaseDue } from "../sql/events.ts";
import { sqlStore } from "../sql/sql-store.ts";
import { SqliteCommitter } from "./sqlite-commit.ts";
import { NodeSqliteDialect } from "./sqlite-dialect.ts";
import { SqliteFile, unusable } from "./sqlite-file.ts";
import { prepareLoad } from "./sqlite-load.ts";

const flavour: Flavour = {
  now: sql<number>`cast(unixepoch('subsec') * 1000 as integer)`,
  forUpdate: sql``,
  // A transaction is alone here as it is.
  lockHierarchy: sql`select 1`,
  skipLocked: sql``,
  actionRun: sql`json_extract(run, '$.action')`,
  databaseBytes: sql<number>`(select page_count * page_size from pragma_page_count(), pragma_page_size())`,
};

/** When an acknowledged write is safe: FULL after a power cut too, NORMAL after a crash of the process. */
export type Synchronous = "FULL" | "NORMAL";

/**
 * Opens a store in a file, or in memory (`:memory:`).
 *
 * @param upgrade whether a missing or older schema is brought up to date, else it is refused
 * @throws DatabaseInUse, DatabaseUnusable, SchemaMismatch
 */
export async function openSqlite(path: string, synchronous: Synchronous, upgrade: boolean): Promise<Store> {
  const file = new SqliteFile(path);
  const db = kyselyUpon(file);
  try {
    await (upgrade ? upgradeSchema(db, sqliteTypes) : requireSchema(db, sqliteTypes));
    if (upgrade) await indexNow(db);
    await file.begin(synchronous === "FULL");
    // No other process can be alive, so no node holds a lease, and nobody is at an event or a notification.
    await db.deleteFrom("nodes").execute();
    await releaseDue(db);
  } catch (error) {
    await file.close();
    throw unusable(path, error);
  }
  const committer = new SqliteCommitter(file.database);
  const load = prepareLoad(file.database);
  const one = file.database.prepare("select 1");
  let closing: Promise<void> | undefined;

  return {
    ...sqlStore(db, flavour),
    dialect: "sqlite",
    commit: async (batch) => {
      const folded = batch.map(foldCommit);
      return file.write(() => committer.commit(folded));
    },
    loadExecution: (id) => file.read(() => load(id)),
    wake: () => Promise.resolve(),
    onWake: () => () => {},
    // A disk that no longer takes what is written is found out too.
    ping: () => file.write(() => void one.get()),
    close: () => (closing ??= file.close()),
  };
}

/** Opens it to look, beside a service that works with it. @throws DatabaseUnusable, SchemaMismatch */
export async function lookIntoSqlite(path: string): Promise<StoreView> {
  const file = new SqliteFile(path, true);
  const db = kyselyUpon(file);
  return {
    ...sqlStore(db, flavour),
    dialect: "sqlite",
    schema: () => schemaStatus(db, sqliteTypes),
    loadExecution: (id) => file.read(() => prepareLoad(file.database)(id)),
    close: () => file.close(),
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
  const file = new SqliteFile(path);
  try {
    return await work(kyselyUpon(file));
  } catch (error) {
    throw unusable(path, error);
  } finally {
    await file.close();
  }
}

export function kyselyUpon(file: SqliteFile): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new NodeSqliteDialect(file) });
}
