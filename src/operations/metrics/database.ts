import type { Backlog, Census, Store } from "../../store/index.ts";
import type { Readings } from "./counted.ts";

/** So many scrapers may come as like: the database is asked no more often than this, in milliseconds. */
const freshMs = 5000;

/** One answer serves all metrics of a scrape, and all scrapes of a while. */
class CensusCache {
  readonly #store: Pick<Store, "census">;
  readonly #now: () => number;
  #takenAt = -Infinity;
  #census: Promise<Census | undefined> = Promise.resolve(undefined);

  constructor(store: Pick<Store, "census">, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** @returns undefined while the database does not answer: the metrics of the node itself are then needed most */
  get(): Promise<Census | undefined> {
    const now = this.#now();
    if (now - this.#takenAt >= freshMs) {
      this.#takenAt = now;
      this.#census = this.#store.census().catch(() => undefined);
    }
    return this.#census;
  }
}

/**
 * Shows what waits in the database. Every node shows the same, so dashboards take the largest and do not add up.
 *
 * @param now milliseconds since 1970-01-01T00:00:00Z
 */
export function addDatabase(readings: Readings, store: Pick<Store, "census">, now: () => number): void {
  const cache = new CensusCache(store, now);
  const gauge = (name: string, help: string, read: (census: Census) => number): void =>
    readings.gauge(`ostro_database_${name}`, help, async () => {
      const census = await cache.get();
      return census === undefined ? null : read(census);
    });
  const backlog = (name: string, things: string, read: (census: Census) => Backlog): void => {
    gauge(name, `${things}, in the whole database.`, (census) => read(census).count);
    gauge(`${name}_oldest_seconds`, `${things}: how long the oldest has been there, in seconds.`, (census) =>
      ageOf(read(census), now()),
    );
  };
  readings.gauge("ostro_database_up", "Whether the database answers: 1 or 0.", async () =>
    (await cache.get()) === undefined ? 0 : 1,
  );
  backlog("executions", "Executions that are not finished", ({ executions }) => executions);
  backlog("actions_queued", "Actions that no node has taken yet", ({ queuedActions }) => queuedActions);
  backlog("actions_offered", "Actions that no worker has fetched yet", ({ offeredActions }) => offeredActions);
  gauge("actions_claimed", "Actions that a node or a worker does.", ({ claimedActions }) => claimedActions);
  backlog("messages", "Events on their way between executions", ({ messages }) => messages);
  gauge("timers", "Timers that are set.", ({ timers }) => timers.count);
  gauge("timer_lateness_seconds", "How late the earliest timer is, in seconds; 0 when none is late.", ({ timers }) =>
    ageOf(timers, now()),
  );
  gauge("nodes_alive", "Nodes and workers that hold a lease.", ({ nodesAlive }) => nodesAlive);
  gauge("nodes_dead", "Nodes and workers that have lost theirs and are not forgotten yet.", (one) => one.nodesDead);
  gauge("size_bytes", "Size of the database, in bytes.", ({ databaseBytes }) => databaseBytes);
}

function ageOf({ oldestAt }: Backlog, now: number): number {
  return oldestAt === null ? 0 : Math.max(0, now - oldestAt) / 1000;
}
