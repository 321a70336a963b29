/** How many there are of something that waits. */
export interface Backlog {
  readonly count: number;
  /** The moment of the one that waits longest, in milliseconds since 1970-01-01T00:00:00Z; null when none waits. */
  readonly oldestAt: number | null;
}

/** What is to be done in the whole database, by whichever node. */
export interface Census {
  /** Those that are not finished. */
  readonly executions: Backlog;
  /** Actions that no node has taken yet. */
  readonly queuedActions: Backlog;
  /** Actions that no worker has fetched yet. */
  readonly offeredActions: Backlog;
  /** Actions that a node or a worker does. */
  readonly claimedActions: number;
  /** `oldestAt` is the moment of the earliest, which may still be to come. */
  readonly timers: Backlog;
  /** Events on their way from one execution to another. */
  readonly messages: Backlog;
  /** Nodes and workers that hold a lease. */
  readonly nodesAlive: number;
  readonly nodesDead: number;
  readonly databaseBytes: number;
}
