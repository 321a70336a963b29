import type { JsonMap } from "../base/index.ts";
import type { Scope } from "./definition.ts";

/** What every trigger has: which workflow it starts, and with what. Times are milliseconds since 1970-01-01T00:00:00Z. */
interface Trigger {
  readonly id: string;
  readonly name: string;
  readonly projectId: string;
  readonly scope: Scope;
  readonly workflowId: string;
  readonly workflowInput: JsonMap;
  readonly workflowParams: JsonMap;
  readonly createdAt: number;
  readonly updatedAt: number | null;
}

/** Starts a workflow at certain times. */
export interface CronTriggerRecord extends Trigger {
  readonly workflowName: string;
  /** Five fields, or six with the seconds last. */
  readonly pattern: string;
  /** Where the pattern's times are meant, such as `Europe/Berlin`; null for UTC. */
  readonly timeZone: string | null;
  /** How often it still fires; null for ever. */
  readonly remainingExecutions: number | null;
  readonly firstExecutionTime: number | null;
  readonly nextExecutionTime: number;
}

/** Starts a workflow when a certain event is told. */
export interface EventTriggerRecord extends Trigger {
  readonly exchange: string;
  readonly topic: string;
  /** The event's type; a star stands for any part of it. */
  readonly event: string;
  /** An expression upon the event, which must be true of it; null takes every one. */
  readonly filter: string | null;
}

/**
 * Whose triggers an event reaches: those of its own project, beside them the public ones, or all. Who may tell of events for
 * others is the receiver's to know.
 */
export type EventReach = "project" | "public" | "all";

/** Something that happened elsewhere, remembered until workflows are started, and its id a while longer. */
export interface EventRecord {
  /** Follows from what its sender calls it, so that an event that comes twice is one. */
  readonly id: string;
  readonly exchange: string;
  readonly topic: string;
  readonly type: string;
  /** Null where the sender belongs to none. */
  readonly projectId: string | null;
  readonly reach: EventReach;
  /** What expressions see. */
  readonly data: JsonMap;
  readonly createdAt: number;
  /** When it is to be dealt with; later than now while a node is at it. */
  readonly dueAt: number;
  readonly handledAt: number | null;
}
