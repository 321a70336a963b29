import type { Json } from "../core/base/index.ts";
import type {
  ActionDefinitionRecord,
  CodeSourceRecord,
  CronTriggerRecord,
  DynamicActionRecord,
  EnvironmentRecord,
  EventTriggerRecord,
  MemberRecord,
  ParentRecord,
  RevisionRecord,
  WorkbookRecord,
  WorkflowRecord,
} from "../core/model/index.ts";
import type { Reader } from "./query.ts";

/** Definitions that are found by name: in the project first, then among the public ones of others. */
export interface Named<Row extends { readonly id: string }> extends Reader<Row> {
  /**
   * @param namespace the exact one; there is no falling back to the default namespace here. Some have none.
   * @returns the project's own row of this name, else the oldest of those that others published (or, of workflows, shared
   * with the project, which accepted), else undefined
   */
  find(name: string, namespace: string, project: string): Promise<Row | undefined>;

  /** @returns whether there was such a row */
  delete(id: string): Promise<boolean>;
}

/** Rows that are written one by one. */
export interface Rows<Row extends { readonly id: string }> extends Reader<Row> {
  /** @throws Duplicate when a row exists that this one may not be like; for definitions: with its name (and namespace) */
  create(row: Row): Promise<void>;

  /**
   * @param set the fields that differ
   * @returns whether there is such a row
   * @throws Duplicate as `create`
   */
  update(id: string, set: Partial<Omit<Row, "id">>): Promise<boolean>;

  /** @returns whether there was such a row */
  delete(id: string): Promise<boolean>;
}

/** Definitions without revisions. */
export interface Definitions<Row extends { readonly id: string }> extends Named<Row>, Rows<Row> {}

/** What a cron trigger is changed to when it has fired. */
export type CronAdvance = Pick<CronTriggerRecord, "nextExecutionTime" | "remainingExecutions">;

export interface CronTriggers extends Definitions<CronTriggerRecord> {
  /** Those whose time has come, whoever owns them, the earliest first. */
  due(until: number, limit: number): Promise<CronTriggerRecord[]>;

  /** The time of the next one, or undefined when there is none. */
  nextAt(): Promise<number | undefined>;

  /**
   * Moves a trigger on to another time, or deletes it.
   *
   * @param from the time it had; where it has another one by now, somebody else has moved it
   * @param to undefined deletes it
   * @returns whether it was moved by this call
   */
  advance(id: string, from: number, to: CronAdvance | undefined): Promise<boolean>;
}

/** An arrow of the hierarchy, seen from the parent. */
export interface ParentEdge extends ParentRecord {
  readonly childId: string;
  /** Place in the child's `extends`, from 0. */
  readonly ordinal: number;
}

export interface Workflows extends Named<WorkflowRecord> {
  /**
   * Stores the workflow, its arrows (`row.parents`) and its first revision.
   *
   * @throws Duplicate when the project has one with this name and namespace
   */
  create(row: WorkflowRecord, revision: RevisionRecord): Promise<void>;

  /**
   * Changes the workflow; `set.parents` replaces its arrows.
   *
   * @param revision appended when given; its number must be new
   * @returns whether there is such a row
   * @throws Duplicate when it would take another's name, or the revision's number exists
   */
  update(id: string, set: Partial<Omit<WorkflowRecord, "id">>, revision?: RevisionRecord): Promise<boolean>;

  /**
   * Waits until no other transaction that called this is open: who writes a workflow together with those that follow it has
   * the hierarchy for itself until it ends (only within `transaction`). Reads go on meanwhile.
   */
  lockHierarchy(): Promise<void>;

  /** All with these ids, in id order, whoever owns them; locked until the transaction ends (only within `transaction`). */
  lock(ids: readonly string[]): Promise<WorkflowRecord[]>;

  /** Those of the ids that exist, in id order, whoever owns them. */
  getMany(ids: readonly string[]): Promise<WorkflowRecord[]>;

  getRevision(workflowId: string, revision: number): Promise<RevisionRecord | undefined>;

  /** What tells one state from another, without reading it whole. */
  getRevisionStamp(workflowId: string, revision: number): Promise<RevisionStamp | undefined>;

  /** What its author wrote, without what came of it. */
  getOwnPart(workflowId: string, revision: number): Promise<RevisionOwnPart | undefined>;

  /** Keeps with a revision what was found out about it since it was stored; nothing happens when it is gone. */
  setConformance(workflowId: string, revision: number, conformance: Json): Promise<void>;

  /** Newest first, without texts and specifications. */
  listRevisions(workflowId: string): Promise<RevisionSummary[]>;

  /** The highest number ever given, 0 when there was none (also for a deleted workflow). */
  lastRevision(workflowId: string): Promise<number>;

  /**
   * Removes old revisions, but for the newest `keep`, those that an arrow refers to and those of unfinished executions.
   *
   * @returns how many were removed
   */
  pruneRevisions(workflowId: string, keep: number): Promise<number>;

  /** Arrows from the children of these parents. */
  listChildren(parentIds: readonly string[]): Promise<ParentEdge[]>;

  /** All arrows below, of any depth, breadth first; `depth` counts from 1. */
  listDescendants(id: string): Promise<(ParentEdge & { readonly depth: number })[]>;

  /** All arrows above, of any depth, nearest first; `depth` counts from 1. */
  listAncestors(id: string): Promise<(ParentEdge & { readonly depth: number })[]>;
}

export type RevisionStamp = Pick<
  RevisionRecord,
  "workbookName" | "definition" | "specChecksum" | "scope" | "cause" | "createdAt" | "createdBy"
>;

export type RevisionOwnPart = Pick<RevisionRecord, "ownSpec" | "edits">;

export type RevisionSummary = Omit<RevisionRecord, "definition" | "ownSpec" | "spec" | "provenance" | "edits">;

/** Everything a project defines, and what starts it. */
export interface DefinitionStore {
  readonly workflows: Workflows;
  readonly workbooks: Definitions<WorkbookRecord>;
  readonly actionDefinitions: Definitions<ActionDefinitionRecord>;
  readonly environments: Definitions<EnvironmentRecord>;
  readonly cronTriggers: CronTriggers;
  readonly eventTriggers: Rows<EventTriggerRecord>;
  /** With whom workflows are shared. Their `visibility` is the project that shares; a member asks by filters. */
  readonly members: Rows<MemberRecord>;
  readonly codeSources: Definitions<CodeSourceRecord>;
  readonly dynamicActions: Definitions<DynamicActionRecord>;
}
