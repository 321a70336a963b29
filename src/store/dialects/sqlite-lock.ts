import { rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { DatabaseInUse } from "../problems.ts";

/** A hold on a database, to be let go by one of the two. */
export interface DatabaseLock {
  release(): void;
  /** Lets go and takes the lock's file away: for what turned out to be no database of ours. */
  undo(): void;
}

/**
 * Holds the database for this process, by a lock of the operating system that goes with the process, however it ends.
 *
 * The lock is on an empty file beside the database (`ostro.db-lock`), so that other programs can still read the database
 * and back it up. The file stays: to remove it at the end could take it from under another process that waits for it.
 *
 * @throws DatabaseInUse when another holds it
 */
export function lockDatabase(path: string): DatabaseLock {
  const file = `${path}-lock`;
  const lock = new DatabaseSync(file);
  try {
    lock.exec("begin exclusive");
  } catch (error) {
    lock.close();
    throw isBusy(error) ? new DatabaseInUse(path) : error;
  }
  return {
    release: () => lock.close(),
    undo: () => {
      rmSync(file);
      lock.close();
    },
  };
}

/** SQLITE_BUSY. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === 5;
}
