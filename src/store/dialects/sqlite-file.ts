import { realpathSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { isMap, parseJson, writeJson, type Json } from "../../core/base/index.ts";
import { DatabaseInUse, DatabaseUnusable, SchemaMismatch } from "../problems.ts";
import { Mutex } from "./mutex.ts";
import { lockDatabase, type DatabaseLock } from "./sqlite-lock.ts";
import { noSync, syncLog, type Sync } from "./sqlite-sync.ts";

const inMemory = ":memory:";

/**
 * The one connection to a database file. Who uses it enters first, because a transaction of several steps must not get
 * another's statements in between.
 */
export class SqliteFile {
  readonly database: DatabaseSync;
  readonly #path: string;
  readonly #lock: DatabaseLock | undefined;
  readonly #mutex = new Mutex();
  #sync: Sync = noSync;

  /**
   * Opens the file, or makes it; changes nothing in it.
   *
   * @param path or `:memory:`
   * @param isLooking only reads, beside whoever holds the database; then it must be there
   * @throws DatabaseInUse, DatabaseUnusable
   */
  constructor(path: string, isLooking = false) {
    let lock: DatabaseLock | undefined;
    let database: DatabaseSync | undefined;
    try {
      database = new DatabaseSync(path, { timeout: 5000, readOnly: isLooking });
      if (path !== inMemory && !isLooking) lock = lockDatabase(realpathSync(path));
      database.exec("pragma case_sensitive_like = on; pragma temp_store = memory; pragma cache_size = -32768;");
      database.function("same_json", { deterministic: true }, sameJson);
      refuseOthers(database, path);
    } catch (error) {
      database?.close();
      lock?.undo();
      throw unusable(path, error);
    }
    this.#path = path;
    this.database = database;
    this.#lock = lock;
  }

  /**
   * Makes it ready for many commits, by a write-ahead log.
   *
   * @param isSynced whether {@link settle} waits for the disk
   */
  async begin(isSynced: boolean): Promise<void> {
    this.database.exec("pragma journal_mode = WAL; pragma synchronous = NORMAL; pragma wal_autocheckpoint = 4000;");
    // The first transaction makes the log.
    this.database.exec("begin immediate; commit");
    if (isSynced && this.#path !== inMemory) this.#sync = await syncLog(realpathSync(this.#path));
  }

  /** Waits for its turn. @returns a function that ends it; to be called once */
  enter(): Promise<() => void> {
    return this.#mutex.enter();
  }

  /** Waits until what was written is as safe as it is to be. Others may use the connection meanwhile. */
  settle(): Promise<void> {
    return this.#sync.sync();
  }

  async read<T>(work: () => T): Promise<T> {
    const leave = await this.enter();
    try {
      return work();
    } finally {
      leave();
    }
  }

  async write<T>(work: () => T): Promise<T> {
    const result = await this.read(work);
    await this.settle();
    return result;
  }

  async close(): Promise<void> {
    await this.read(() => this.database.close());
    await this.#sync.close();
    this.#lock?.release();
  }
}

/** What went wrong with a database, in one of the room's own errors. */
export function unusable(path: string, error: unknown): Error {
  if (error instanceof DatabaseInUse || error instanceof DatabaseUnusable || error instanceof SchemaMismatch)
    return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new DatabaseUnusable(`Cannot use the database ${path}: ${reason}`, error);
}

/** Another program's database is nothing to put tables into. */
function refuseOthers(database: DatabaseSync, path: string): void {
  const names = database.prepare("select name from sqlite_master where type = 'table'").all();
  if (names.length > 0 && !names.some(({ name }) => name === "ostro_migrations")) {
    throw new DatabaseUnusable(`The database ${path} belongs to another program`);
  }
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
