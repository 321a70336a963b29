import type {
  Change,
  ExecutionRecord,
  MessageRecord,
  MigrationRecord,
  NotificationRecord,
  TimerRecord,
} from "../core/model/index.ts";

/** An action that is to be run: taken at once by the node that commits it, or left (null) for any node to claim. */
export interface Dispatched {
  readonly actionId: string;
  readonly claimedBy: string | null;
}

/**
 * What one execution's lane has decided, to be stored whole or not at all.
 *
 * Every list may be left out. Created records are given as first decided; changes to a record that the same commit
 * creates are folded into it.
 */
export interface ExecutionCommit {
  readonly executionId: string;
  /** The version the decision was taken upon; null when this commit creates the execution (it is then in `created`). */
  readonly expectedVersion: number | null;
  /** The execution itself when it begins, and the sub-workflows it starts. */
  readonly created?: readonly ExecutionRecord[];
  readonly changes?: readonly Change[];
  /** A timer with an id that exists replaces it. */
  readonly timersSet?: readonly TimerRecord[];
  /** Ids of timers that are cancelled or have fired. */
  readonly timersRemoved?: readonly string[];
  /** To any execution: a new sub-workflow gets its `started` this way. */
  readonly messagesSent?: readonly MessageRecord[];
  /** Ids of this execution's messages that the decision has dealt with. */
  readonly messagesConsumed?: readonly string[];
  readonly dispatched?: readonly Dispatched[];
  /** Written when the commit moves the execution to another specification. */
  readonly migrated?: MigrationRecord;
  /** What listeners are to be told of it, in order. */
  readonly notifications?: readonly NotificationRecord[];
}

/**
 * `done`: stored, the execution's version is one higher. `stale`: nothing of it is stored, because the execution has another version,
 * is gone, or (when it was to be created) exists already.
 */
export type CommitResult = "done" | "stale";
