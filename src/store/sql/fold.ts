import type { Change } from "../../core/model/index.ts";
import type { ExecutionCommit } from "../commit.ts";
import { notificationTable } from "../rows/events.ts";
import {
  actionTable,
  executionTable,
  messageTable,
  migrationTable,
  taskTable,
  timerTable,
} from "../rows/executions.ts";
import type { Row } from "../rows/table.ts";

/** Changed columns of a row that exists. */
export interface RowChange {
  readonly id: string;
  readonly set: Row;
}

/** A commit as rows: each row appears once, either created or changed. */
export interface FoldedCommit {
  readonly executionId: string;
  readonly expectedVersion: number | null;
  /** The execution itself, when this commit creates it. */
  readonly begun: Row | undefined;
  /** Changed columns of the execution, without its version. */
  readonly own: Row;
  /** Sub-workflows. */
  readonly executions: readonly Row[];
  readonly tasks: readonly Row[];
  readonly taskChanges: readonly RowChange[];
  readonly actions: readonly Row[];
  readonly actionChanges: readonly RowChange[];
  /** Which sub-workflows count. */
  readonly childChanges: readonly RowChange[];
  readonly timers: readonly Row[];
  readonly timersRemoved: readonly string[];
  readonly messages: readonly Row[];
  readonly messagesConsumed: readonly string[];
  readonly migrations: readonly Row[];
  readonly notifications: readonly Row[];
}

/**
 * Folds the changes of a commit, so that no row is written twice.
 *
 * @throws Error when it changes another execution than its own
 */
export function foldCommit(commit: ExecutionCommit): FoldedCommit {
  const executions = new Rows();
  const tasks = new Rows();
  const actions = new Rows();
  for (const record of commit.created ?? []) executions.create(record.id, executionTable.toRow(record));
  for (const change of commit.changes ?? []) foldChange(change, executions, tasks, actions);
  for (const { actionId, claimedBy } of commit.dispatched ?? []) {
    actions.change(actionId, { dispatch: claimedBy === null ? "queued" : "claimed", claimed_by: claimedBy });
  }

  const begun = executions.takeCreated(commit.executionId);
  if ((begun === undefined) !== (commit.expectedVersion !== null)) {
    throw new Error(`The commit of ${commit.executionId} must either name a version or create it`);
  }
  const { version: _version, id: _id, ...own } = executions.takeChanged(commit.executionId) ?? {};
  const childChanges = executions.changed();
  for (const { id, set } of childChanges) {
    if (Object.keys(set).some((column) => column !== "accepted")) {
      throw new Error(`The commit of ${commit.executionId} changes execution ${id}`);
    }
  }
  const removed = new Set(commit.timersRemoved);
  const consumed = new Set(commit.messagesConsumed);
  return {
    executionId: commit.executionId,
    expectedVersion: commit.expectedVersion,
    begun,
    own,
    executions: executions.created(),
    tasks: tasks.created(),
    taskChanges: tasks.changed(),
    actions: actions.created(),
    actionChanges: actions.changed(),
    childChanges,
    timers: lastOfEach(commit.timersSet ?? [])
      .filter((timer) => !removed.has(timer.id))
      .map((timer) => timerTable.toRow(timer)),
    timersRemoved: [...removed],
    messages: (commit.messagesSent ?? [])
      .filter((message) => !consumed.has(message.id))
      .map((message) => messageTable.toRow(message)),
    messagesConsumed: [...consumed],
    migrations: commit.migrated === undefined ? [] : [migrationTable.toRow(commit.migrated)],
    notifications: (commit.notifications ?? []).map((notification) => notificationTable.toRow(notification)),
  };
}

function foldChange(change: Change, executions: Rows, tasks: Rows, actions: Rows): void {
  switch (change.type) {
    case "executionChanged":
      return executions.change(change.id, executionTable.toRow(change.set));
    case "childChanged":
      return executions.change(change.id, executionTable.toRow({ accepted: change.accepted }));
    case "taskCreated":
      return tasks.create(change.task.id, taskTable.toRow(change.task));
    case "taskChanged":
      return tasks.change(change.id, taskTable.toRow(change.set));
    case "actionCreated":
      return actions.create(change.action.id, actionTable.toRow(change.action));
    case "actionChanged":
      return actions.change(change.id, actionTable.toRow(change.set));
  }
}

function lastOfEach<Rec extends { readonly id: string }>(records: readonly Rec[]): Rec[] {
  return [...new Map(records.map((record) => [record.id, record])).values()];
}

/** The rows of one table that a commit touches. */
class Rows {
  readonly #created = new Map<string, Row>();
  readonly #changed = new Map<string, Row>();

  create(id: string, row: Row): void {
    this.#created.set(id, row);
  }

  change(id: string, set: Row): void {
    const row = this.#created.get(id) ?? this.#changed.get(id);
    if (row === undefined) this.#changed.set(id, set);
    else Object.assign(row, set);
  }

  created(): Row[] {
    return [...this.#created.values()];
  }

  changed(): RowChange[] {
    return Array.from(this.#changed, ([id, set]) => ({ id, set }));
  }

  takeCreated(id: string): Row | undefined {
    const row = this.#created.get(id);
    this.#created.delete(id);
    return row;
  }

  takeChanged(id: string): Row | undefined {
    const set = this.#changed.get(id);
    this.#changed.delete(id);
    return set;
  }
}
