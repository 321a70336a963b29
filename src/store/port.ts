import type {
  ActionRecord,
  ChildRecord,
  ExecutionRecord,
  MaintenanceRecord,
  MaintenanceStatus,
  MessageRecord,
  MigrationRecord,
  TaskRecord,
  TimerRecord,
} from "../core/model/index.ts";
import type { AccessStore } from "./access.ts";
import type { Census } from "./census.ts";
import type { CommitResult, ExecutionCommit } from "./commit.ts";
import type { DefinitionStore } from "./definitions.ts";
import type { Events, Notifications } from "./events.ts";
import type { Reader } from "./query.ts";

/** All that a lane needs to decide about an execution, from one moment. */
export interface ExecutionBundle {
  readonly execution: ExecutionRecord;
  /** By ordinal. */
  readonly tasks: readonly TaskRecord[];
  /** By time of creation, then place among the items. */
  readonly actions: readonly ActionRecord[];
  /**
   * Sub-workflows as the execution knows them: one whose `childFinished` is still among the messages is RUNNING, without
   * output.
   */
  readonly children: readonly ChildRecord[];
  readonly timers: readonly TimerRecord[];
  /** Not yet consumed, oldest first. */
  readonly messages: readonly MessageRecord[];
}

/** What a node tells of itself. */
export interface NodeAbout {
  /** What people call it; need not be unique. */
  readonly name: string;
  /** What it does. */
  readonly roles: readonly string[];
  /** Names by which tasks can say that it is to run their actions; without commas. Empty for one that runs none. */
  readonly targets: readonly string[];
}

/** A running service process, or a worker. */
export interface NodeRecord {
  readonly id: string;
  /** Null for a worker. */
  readonly about: NodeAbout | null;
  readonly startedAt: number;
  readonly heartbeatAt: number;
  /** By the database's clock, as are the two above. */
  readonly leaseUntil: number;
  readonly isAlive: boolean;
}

/** What a node says and asks with each heartbeat. */
export interface HeartbeatQuery {
  readonly nodeId: string;
  /** Milliseconds from now. */
  readonly leaseMs: number;
  readonly about: NodeAbout;
  /** Messages created before that moment count as left behind. */
  readonly messagesBefore: number;
}

/** What there is to be done in the whole service. Moments are the earliest of their kind, undefined when there is none. */
export interface Pending {
  readonly maintenance: MaintenanceStatus;
  /** Whether executions are noted down as paused for a rest. */
  readonly isToResume: boolean;
  readonly timersAt: number | undefined;
  readonly cronTriggersAt: number | undefined;
  /** Events that are not dealt with yet. */
  readonly eventsAt: number | undefined;
  readonly notificationsAt: number | undefined;
  readonly hasQueued: boolean;
  /** Whether messages were left behind. */
  readonly hasMessages: boolean;
  /** Whether this node has claimed actions. */
  readonly hasClaimed: boolean;
  /** Whether other nodes have claimed actions that hold no lease. */
  readonly hasOrphans: boolean;
  /** Whether there are nodes or workers without a lease. */
  readonly hasDeadNodes: boolean;
}

/** Which actions a node takes. */
export interface ClaimQuery {
  readonly nodeId: string;
  /** Its names as {@link NodeAbout.targets}: an action for another living node is left to that; one for nobody is anybody's. */
  readonly targets: readonly string[];
  /** How many of each project, oldest first. */
  readonly shares: readonly { readonly project: string; readonly limit: number }[];
}

/** A place in the order in which executions ended. */
export interface Finished {
  readonly finishedAt: number;
  readonly id: string;
}

/** Which finished executions have expired. */
export interface ExpiryQuery {
  /** The youngest of them. */
  readonly upTo: Finished;
  /** Those that ended so stay. */
  readonly ignoredStates: readonly string[];
  readonly limit: number;
}

/** Which actions a worker takes. */
export interface OfferedQuery {
  /** Holds a lease like a node. */
  readonly workerId: string;
  /** Names of system actions. */
  readonly names: readonly string[];
  /** Whose actions; undefined for those of all projects. */
  readonly project: string | undefined;
  readonly limit: number;
}

/** Why a node should look at the database. A wake is a hint: it may be lost or come twice; polls find what it missed. */
export type Wake =
  /** Actions were queued that no node has claimed. */
  | { readonly type: "actionsQueued" }
  /** Actions were offered to workers. */
  | { readonly type: "actionsOffered" }
  /** The node that runs the action is to interrupt it. */
  | { readonly type: "actionCancelled"; readonly actionId: string }
  | { readonly type: "messagesSent"; readonly executionId: string }
  /** What a name means may have changed. */
  | { readonly type: "definitionsChanged" }
  /** Somebody sent the service to rest, or back to work. */
  | { readonly type: "maintenanceChanged" };

/** Schema of the database. */
export interface SchemaStatus {
  readonly current: string | null;
  readonly latest: string;
  /** Names of steps that `upgrade` would take. */
  readonly pending: readonly string[];
}

/** The port of this room. SQLite and PostgreSQL answer it alike; `tests/contract/store.ts` says how. */
export interface Store extends DefinitionStore, AccessStore {
  readonly dialect: "sqlite" | "postgres";

  /**
   * Stores what many lanes have decided: one transaction, on PostgreSQL one round trip (two or more only where two of the
   * commits touch the same execution). A stale one is left out whole, the others are stored.
   *
   * @param batch commits of different executions
   * @returns for each commit, in order, whether it was stored
   * @throws Error when the database fails; then nothing is stored, or (connection lost) it is unknown whether
   */
  commit(batch: readonly ExecutionCommit[]): Promise<CommitResult[]>;

  /** @returns the execution with all that belongs to it, or undefined when there is none */
  loadExecution(id: string): Promise<ExecutionBundle | undefined>;

  readonly executions: Reader<ExecutionRecord>;
  readonly tasks: Reader<TaskRecord>;
  readonly actions: Reader<ActionRecord>;
  /** Moves of executions to other specifications. */
  readonly migrations: Reader<MigrationRecord>;

  /** Deletes the execution and everything under it. @returns whether there was one */
  deleteExecution(id: string): Promise<boolean>;

  /**
   * The youngest of the finished executions that are more than so many; sub-workflows are not counted.
   *
   * @param kept how many are to be left out
   */
  finishedBeyond(kept: number): Promise<Finished | undefined>;

  /**
   * Deletes finished executions and everything under them, oldest first, in one transaction. Two nodes do not get in each
   * other's way.
   *
   * @returns how many were deleted
   */
  expireExecutions(query: ExpiryQuery): Promise<number>;

  /**
   * Deletes actions that ran without an execution and have ended, oldest first.
   *
   * @param endedBefore milliseconds since 1970-01-01T00:00:00Z
   * @returns how many were deleted
   */
  expireActions(endedBefore: number, limit: number): Promise<number>;

  /** Executions that have messages to deal with, oldest message first; only messages created before that moment count. */
  executionsWithMessages(createdBefore: number, limit: number): Promise<string[]>;

  /** Timers due at or before that moment, earliest first. */
  dueTimers(until: number, limit: number): Promise<TimerRecord[]>;

  /** The moment of the earliest timer, or undefined when there is none. */
  nextTimerAt(): Promise<number | undefined>;

  /** Counts what waits and what is under way; quick, however much has been done already. */
  census(): Promise<Census>;

  readonly events: Events;
  readonly notifications: Notifications;

  /**
   * Projects that have queued actions, by their ids.
   *
   * @param after the list begins with those after this one, and goes on with the first; empty for all in order
   */
  queuedProjects(after: string, limit: number): Promise<string[]>;

  /**
   * Claims queued actions for a node. Two nodes never get the same one.
   *
   * @returns the actions, now claimed by the node, oldest first
   */
  claimActions(query: ClaimQuery): Promise<ActionRecord[]>;

  /**
   * Claims actions that are offered to workers, oldest first. Two workers never get the same one, and one that holds no lease
   * gets none.
   *
   * @returns the actions, now claimed by the worker
   */
  claimOffered(offer: OfferedQuery): Promise<ActionRecord[]>;

  /** Actions that a node has claimed. */
  actionsClaimedBy(nodeId: string): Promise<ActionRecord[]>;

  /** Actions claimed by nodes that hold no lease (any more), oldest first. */
  orphanedActions(limit: number): Promise<ActionRecord[]>;

  /**
   * Gives claimed actions back to the queue.
   *
   * @param claimedBy the node they are taken from; those it has not claimed (any more) are left alone
   * @returns ids of the actions that are queued now
   */
  requeueActions(ids: readonly string[], claimedBy: string): Promise<string[]>;

  /** Stores an action that runs without an execution. @throws Duplicate when the id exists */
  createAction(action: ActionRecord): Promise<void>;

  /**
   * Changes an action that runs without an execution and is not finished.
   *
   * @returns whether it was changed; false when it is finished, gone, or an execution's
   */
  changeAction(id: string, set: Partial<Omit<ActionRecord, "id">>): Promise<boolean>;

  /** Deletes an action that ran without an execution. @returns whether there was one */
  deleteAction(id: string): Promise<boolean>;

  /**
   * Takes or renews the lease of a node, by the database's clock.
   *
   * @param leaseMs milliseconds from now
   * @param about what it tells of itself; a worker tells nothing
   */
  holdLease(nodeId: string, leaseMs: number, about?: NodeAbout): Promise<void>;

  /** Renews the lease of a node, and reads with the same statement what there is to be done. */
  heartbeat(query: HeartbeatQuery): Promise<Pending>;

  nodes(): Promise<NodeRecord[]>;

  /** Forgets a node that stops or is dead. */
  removeNode(nodeId: string): Promise<void>;

  /** Whether the service takes work; RUNNING unless somebody said otherwise. */
  maintenance(): Promise<MaintenanceRecord>;

  /**
   * @param from the status that it had; where it has another one by now, nothing is changed
   * @returns whether it was changed
   */
  setMaintenance(from: MaintenanceStatus, to: MaintenanceRecord): Promise<boolean>;

  /**
   * Ids of executions that nothing will move: not finished, not paused, and without a message, a timer, an unfinished
   * action and an unfinished sub-workflow. Never any: the tests and `doctor` look.
   */
  stuckExecutions(limit: number): Promise<string[]>;

  /**
   * Writes definitions together: all or nothing. On PostgreSQL rows are locked by `workflows.lock`; on SQLite nobody else
   * writes meanwhile.
   *
   * @param work gets the definitions as the transaction sees them; must not use the store itself
   * @returns what `work` returns
   * @throws whatever `work` throws, after everything was taken back
   */
  transaction<T>(work: (definitions: DefinitionStore) => Promise<T>): Promise<T>;

  /** Tells all nodes, this one too, on PostgreSQL. On SQLite there is only this one and nothing happens. */
  wake(wake: Wake): Promise<void>;

  /** @returns a function that ends the listening */
  onWake(listener: (wake: Wake) => void): () => void;

  /** Whether the database answers. @throws Error when it does not */
  ping(): Promise<void>;

  /** Waits for what is under way and lets go of the database. May be called twice. */
  close(): Promise<void>;
}

/** What can be read of a database beside the services that work with it. Nothing is changed, and nothing is held. */
export type StoreView = Pick<
  Store,
  | "dialect"
  | "executions"
  | "loadExecution"
  | "stuckExecutions"
  | "orphanedActions"
  | "dueTimers"
  | "cronTriggers"
  | "census"
  | "nodes"
  | "maintenance"
  | "close"
> & {
  /** @throws SchemaMismatch when the schema is newer than this version */
  schema(): Promise<SchemaStatus>;
};
