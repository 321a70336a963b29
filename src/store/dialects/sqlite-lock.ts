import { DatabaseSync } from "node:sqlite";
import { DatabaseInUse } from "../problems.ts";

/**
 * Holds the database for this process, by a lock of the operating system that goes with the process, however it ends.
 *
 * The lock is on an empty file beside the database (`ostro.db-lock`), so that other programs can still read the database
 * and back it up.
 *
 * @returns a function that lets go
 * @throws DatabaseInUse when another holds it
 */
export function lockDatabase(path: string): () => void {
  const lock = new DatabaseSync(`${path}-lock`);
  try {
    lock.exec("begin exclusive");
  } catch (error) {
    lock.close();
    throw isBusy(error) ? new DatabaseInUse(path) : error;
  }
  return () => lock.close();
}

/** SQLITE_BUSY. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === 5;
}
