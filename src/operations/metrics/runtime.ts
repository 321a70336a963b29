import type { RuntimeStatistics } from "../../runtime/index.ts";
import type { Readings } from "./counted.ts";

/** Counts of a node that grow, with their names and meanings. */
const counters = {
  executions: ["ostro_decisions_total", "Decisions that were stored, or found stale."],
  stale: [
    "ostro_decisions_stale_total",
    "Decisions that were taken again because another node had changed the execution.",
  ],
  actionsClaimed: [
    "ostro_actions_claimed_total",
    "Actions taken from the queue, beside those begun at once by the node that decided them.",
  ],
  actionsRequeued: ["ostro_actions_requeued_total", "Actions of dead nodes that went back to the queue."],
  actionsLost: [
    "ostro_actions_lost_total",
    "Actions of dead nodes that ended with an error, because they may not be run twice.",
  ],
  timersFired: ["ostro_timers_fired_total", "Timers that fired."],
  resultsLate: [
    "ostro_results_late_total",
    "Results that came after their action had been ended otherwise; they change nothing.",
  ],
  resultsDoubled: [
    "ostro_results_doubled_total",
    "Results of actions that had succeeded already; they change nothing.",
  ],
  refusedAsBusy: ["ostro_busy_total", "Requests that were told to come again, because the node was full."],
} as const satisfies Partial<Record<keyof RuntimeStatistics, readonly [name: string, help: string]>>;

/** What a node is at. */
const gauges = {
  commitsWaiting: ["ostro_commits_waiting", "Decisions that wait for a transaction."],
  lanes: ["ostro_lanes", "Executions in memory."],
  lanesRunning: ["ostro_lanes_running", "Executions that are decided about at this moment."],
  lanesReady: ["ostro_lanes_ready", "Executions that wait for their turn."],
  actionsRunning: ["ostro_actions_running", "Actions that this node runs."],
  slots: ["ostro_action_slots", "Most actions that this node runs at the same time."],
} as const satisfies Partial<Record<keyof RuntimeStatistics, readonly [name: string, help: string]>>;

/**
 * Shows what a runtime counts.
 *
 * @param read asks it
 * @param now milliseconds since 1970-01-01T00:00:00Z
 */
export function addRuntime(readings: Readings, read: () => RuntimeStatistics, now: () => number): void {
  for (const key of keysOf(counters)) {
    const [name, help] = counters[key];
    readings.counter(name, help, () => read()[key]);
  }
  for (const key of keysOf(gauges)) {
    const [name, help] = gauges[key];
    readings.gauge(name, help, () => read()[key]);
  }
  readings.gauge(
    "ostro_lease_remaining_seconds",
    "How long the others still take this node for alive if it falls silent now, in seconds; it renews at two thirds.",
    () => {
      const { leaseRenewedAt, leaseMs } = read();
      return leaseRenewedAt === null ? null : (leaseRenewedAt + leaseMs - now()) / 1000;
    },
  );
}

function keysOf<Key extends string>(map: Readonly<Record<Key, unknown>>): Key[] {
  return Object.keys(map) as Key[];
}
