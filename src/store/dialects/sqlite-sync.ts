import { open, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";

/** Makes what was written safe from a power cut. */
export interface Sync {
  /** Waits until everything written before the call is on the disk. @throws Error when the disk fails; then always */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** For a database in memory, and where the operating system may take its time. */
export const noSync: Sync = { sync: () => Promise.resolve(), close: () => Promise.resolve() };

/** Syncs one file for many writers. */
export class LogSync implements Sync {
  readonly #log: Pick<FileHandle, "datasync" | "close">;
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  #failure: Error | undefined;

  constructor(log: Pick<FileHandle, "datasync" | "close">) {
    this.#log = log;
  }

  /** A sync that runs already may have begun before the last write: one more is needed, which all then share. */
  sync(): Promise<void> {
    if (this.#running === undefined) return this.#start();
    this.#next ??= this.#running.catch(() => {}).then(() => this.#start());
    return this.#next;
  }

  #start(): Promise<void> {
    this.#next = undefined;
    this.#running = this.#syncOnce().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** After a failed fsync nobody knows what is on the disk, and a second one may claim success: it stays failed. */
  async #syncOnce(): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    try {
      await this.#log.datasync();
    } catch (error) {
      this.#failure = new Error("The disk did not take what was written", { cause: error });
      throw this.#failure;
    }
  }

  async close(): Promise<void> {
    await this.#running?.catch(() => {});
    await this.#log.close();
  }
}

/**
 * Does what SQLite's own `synchronous = FULL` does, one fsync of the write-ahead log after a commit, but beside the event
 * loop and once for all that wait: on a slow disk an fsync takes ten milliseconds, in which the service would be deaf.
 * SQLite itself is then at NORMAL, which syncs the log before it is written back into the database.
 *
 * @param path of a database that is open in WAL mode, so that its log exists
 */
export async function syncLog(path: string): Promise<Sync> {
  await syncFolder(dirname(path));
  return new LogSync(await open(`${path}-wal`, "r+"));
}

/** The names of new files are safe once their folder is. Some systems do not let a folder be opened, and need not. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => undefined);
  await folder?.sync().catch(() => {});
  await folder?.close();
}
