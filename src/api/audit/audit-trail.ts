import type { AuditRecord } from "../../core/model/index.ts";
import type { Store } from "../../store/index.ts";

export interface AuditTrailOptions {
  readonly store: Pick<Store, "auditLog">;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
  readonly newId: () => string;
  /** Calls back after some milliseconds; what it returns takes that back. */
  readonly after: (delayMs: number, callback: () => void) => () => void;
  /** How long rows are kept, in milliseconds; for ever when left out. */
  readonly keepMs?: number;
  /** Told of rows that the database did not take, with the rows, and of a clean-up that failed. */
  readonly onTrouble: (what: string, error: unknown, rows: readonly AuditRecord[]) => void;
}

/** Rows written at once. */
const mostRows = 200;
/** Rows thrown away at once, so that nobody waits long for the database. */
const mostThrownAway = 1000;
const cleanUpEveryMs = 3_600_000;

type Waiting = { readonly row: AuditRecord; readonly written: () => void };

/**
 * The log of all calls that were to change something. Rows that come while others are being written are written together, so
 * that a busy service pays for it once in a while and not once for each call.
 */
export class AuditTrail {
  readonly #options: AuditTrailOptions;
  readonly #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  #takeBack: () => void = () => {};
  #cleaning: Promise<void> = Promise.resolve();

  constructor(options: AuditTrailOptions) {
    this.#options = options;
  }

  /** Throws away what is older than it is to be, now and from now on. */
  start(): void {
    const { keepMs, after } = this.#options;
    if (keepMs === undefined) return;
    this.#cleaning = this.cleanUp(keepMs);
    this.#takeBack = after(cleanUpEveryMs, () => this.start());
  }

  /** Waits for what is being written. */
  async stop(): Promise<void> {
    this.#takeBack();
    await this.#cleaning;
    await this.#writing;
  }

  /**
   * Adds a row.
   *
   * @returns when it is stored, or the database would not take it: the call that it tells of has been made all the same
   */
  write(row: Omit<AuditRecord, "id" | "createdAt">): Promise<void> {
    const { newId, now } = this.#options;
    return new Promise((written) => {
      this.#waiting.push({ row: { id: newId(), createdAt: now(), ...row }, written });
      this.#writing ??= this.#writeAll();
    });
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, mostRows);
      const rows = batch.map(({ row }) => row);
      await this.#options.store.auditLog.append(rows).catch((error: unknown) => {
        this.#options.onTrouble("audit log", error, rows);
      });
      for (const { written } of batch) written();
    }
    this.#writing = undefined;
  }

  /** @param keepMs how long rows are kept, in milliseconds */
  async cleanUp(keepMs: number): Promise<void> {
    const { store, now, onTrouble } = this.#options;
    try {
      while ((await store.auditLog.deleteBefore(now() - keepMs, mostThrownAway)) === mostThrownAway);
    } catch (error) {
      onTrouble("audit log", error, []);
    }
  }
}
