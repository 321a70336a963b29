import type { BackupSummary } from "./backup/summary.ts";
import { lookIntoSqlite, openSqlite, sqliteStatus, upgradeSqlite, type Synchronous } from "./dialects/sqlite.ts";
import type { SchemaStatus, Store, StoreView } from "./port.ts";
import { DatabaseUnusable } from "./problems.ts";

export interface StoreOptions {
  /** SQLite: FULL (the default) survives a power cut, NORMAL is faster and survives a crash of the process. */
  readonly synchronous?: Synchronous;
  /** PostgreSQL: connections of this process at most, 10 by default. */
  readonly maxConnections?: number;
  /** Whether an empty or older database is brought up to date (the default), or refused. */
  readonly upgrade?: boolean;
}

type Address =
  | { readonly dialect: "sqlite"; readonly path: string }
  | { readonly dialect: "postgres"; readonly url: string };

/**
 * Opens the store.
 *
 * @param url `sqlite:PATH`, `sqlite::memory:`, or `postgres://USER:PASSWORD@HOST:PORT/DATABASE`
 * @throws DatabaseUnusable when it cannot be reached or is no database of ours
 * @throws DatabaseInUse when another process works with the SQLite file
 * @throws SchemaMismatch when its schema is newer, or older and `upgrade` is false
 */
export async function openStore(url: string, options: StoreOptions = {}): Promise<Store> {
  const { synchronous = "FULL", maxConnections = 10, upgrade = true } = options;
  const address = addressOf(url);
  switch (address.dialect) {
    case "sqlite":
      return openSqlite(address.path, synchronous, upgrade);
    case "postgres":
      return (await postgres()).openPostgres(address.url, maxConnections, upgrade);
  }
}

/**
 * Opens a database to look at it, beside the services that work with it.
 *
 * @param url as for {@link openStore}
 * @throws DatabaseUnusable when it is not there, cannot be reached or is no database of ours
 * @throws SchemaMismatch when its schema is newer
 */
export async function lookInto(url: string): Promise<StoreView> {
  const address = addressOf(url);
  return address.dialect === "sqlite" ? lookIntoSqlite(address.path) : (await postgres()).lookIntoPostgres(address.url);
}

/** Looks after the schema of a database that no store is open on (PostgreSQL: nor need be closed). */
export const migrate = {
  /**
   * @param url as for {@link openStore}, which also says what is thrown
   * @returns which step the database is at, and which are missing; nothing is changed
   */
  async status(url: string): Promise<SchemaStatus> {
    const address = addressOf(url);
    return address.dialect === "sqlite" ? sqliteStatus(address.path) : (await postgres()).postgresStatus(address.url);
  },

  /**
   * @param url as for {@link openStore}, which also says what is thrown
   * @returns the names of the steps taken
   */
  async upgrade(url: string): Promise<string[]> {
    const address = addressOf(url);
    return address.dialect === "sqlite" ? upgradeSqlite(address.path) : (await postgres()).upgradePostgres(address.url);
  },
};

/**
 * Copies a database into a file, while services work with it.
 *
 * @param url as for {@link openStore}
 * @param path the new file
 * @throws DatabaseUnusable when either cannot be used, or the file is there already; SchemaMismatch
 */
export async function backUp(url: string, path: string): Promise<BackupSummary> {
  const address = addressOf(url);
  const { backUpPostgres, backUpSqlite } = await import("./backup/backup.ts");
  return address.dialect === "sqlite" ? backUpSqlite(address.path, path) : backUpPostgres(address.url, path);
}

/**
 * Puts a backup into a database, of whichever kind the backup was made from.
 *
 * @param path the backup
 * @param url as for {@link openStore}; no service may work with it
 * @param isForced replace what is there
 * @throws DatabaseUnusable, DatabaseInUse, SchemaMismatch when the backup is of a newer version
 */
export async function restore(path: string, url: string, isForced: boolean): Promise<BackupSummary> {
  const address = addressOf(url);
  const { restorePostgres, restoreSqlite } = await import("./backup/restore.ts");
  return address.dialect === "sqlite"
    ? restoreSqlite(path, address.path, isForced)
    : restorePostgres(path, address.url, isForced);
}

/** Loaded where it is needed, so that a service on SQLite starts the sooner. */
function postgres() {
  return import("./dialects/postgres.ts");
}

function addressOf(url: string): Address {
  if (/^postgres(?:ql)?:\/\//.test(url)) return { dialect: "postgres", url };
  const path = /^sqlite:(?:\/\/(?=\/))?(?<path>.+)$/.exec(url)?.groups?.["path"];
  if (path !== undefined) return { dialect: "sqlite", path };
  throw new DatabaseUnusable(
    `A database is given as sqlite:PATH or postgres://USER:PASSWORD@HOST:PORT/DATABASE, not as ${url.split(":")[0]}:...`,
  );
}
