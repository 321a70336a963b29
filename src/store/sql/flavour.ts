import type { RawBuilder } from "kysely";

/** What the two databases say differently in statements that are otherwise the same. */
export interface Flavour {
  /** The database's clock in milliseconds. */
  readonly now: RawBuilder<number>;
  /** Ends a select whose rows are then changed; empty where there is only one writer. */
  readonly forUpdate: RawBuilder<unknown>;
  /** The name of the system action that a row of `actions` runs. */
  readonly actionRun: RawBuilder<string>;
  /** Waits for the one lock that writers of hierarchies share, held until the transaction ends. */
  readonly lockHierarchy: RawBuilder<unknown>;
  /** How large the database is on disk, in bytes. */
  readonly databaseBytes: RawBuilder<number>;
  /** The same as `forUpdate`, passing over rows that another is changing. */
  readonly skipLocked: RawBuilder<unknown>;
}
