import type { ActionResult } from "../core/model/index.ts";

/** What a node has done since it began, and what it is at. Reading it asks no database. */
export interface RuntimeStatistics {
  /** Transactions with decisions. */
  readonly transactions: number;
  /** Decisions that were stored by them, or found stale. */
  readonly executions: number;
  /** Decisions that were taken again, because another node had changed the execution. */
  readonly stale: number;
  /** Decisions that wait for a transaction. */
  readonly commitsWaiting: number;
  /** Executions in memory. */
  readonly lanes: number;
  /** Of those, the ones that are decided about at this moment. */
  readonly lanesRunning: number;
  /** Of those, the ones that wait for their turn. */
  readonly lanesReady: number;
  readonly actionsRunning: number;
  /** Most actions that run at the same time. */
  readonly slots: number;
  /** Actions taken from the queue, beside those that this node began at once. */
  readonly actionsClaimed: number;
  /** Actions of dead nodes that went back to the queue. */
  readonly actionsRequeued: number;
  /** Actions of dead nodes that ended with an error, because they may not be run twice. */
  readonly actionsLost: number;
  readonly timersFired: number;
  /** Results that came after the action was ended otherwise: lost, cancelled, timed out. They change nothing. */
  readonly resultsLate: number;
  /** Results of actions that had succeeded already. They change nothing. */
  readonly resultsDoubled: number;
  /** Requests that were told to come again, because the node was full. */
  readonly refusedAsBusy: number;
  /** When the lease was last taken or renewed, in milliseconds since 1970-01-01T00:00:00Z; null before. */
  readonly leaseRenewedAt: number | null;
  /** How long the lease is, in milliseconds. */
  readonly leaseMs: number;
}

/** Hears of single events as they happen, for histograms. It must be quick and must not throw. */
export interface RuntimeObserver {
  /**
   * A transaction of decisions was stored.
   *
   * @param executions decisions that shared it
   * @param durationMs milliseconds that the database took
   */
  committed?(executions: number, durationMs: number): void;

  /**
   * An action ended, or was handed over to somebody who will tell its result.
   *
   * @param action name of the system action
   * @param outcome its state, or HANDED_OVER
   * @param durationMs milliseconds that it ran
   */
  actionEnded?(action: string, outcome: ActionResult["state"] | "HANDED_OVER", durationMs: number): void;
}

/** The counts that a node's parts keep for {@link RuntimeStatistics}. */
export interface Tally {
  actionsClaimed: number;
  actionsRequeued: number;
  actionsLost: number;
  timersFired: number;
  resultsLate: number;
  resultsDoubled: number;
  refusedAsBusy: number;
  leaseRenewedAt: number | null;
}

export function newTally(): Tally {
  return {
    actionsClaimed: 0,
    actionsRequeued: 0,
    actionsLost: 0,
    timersFired: 0,
    resultsLate: 0,
    resultsDoubled: 0,
    refusedAsBusy: 0,
    leaseRenewedAt: null,
  };
}
