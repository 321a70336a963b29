import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { CommitResult } from "../commit.ts";
import { notificationTable } from "../rows/events.ts";
import {
  actionTable,
  executionTable,
  messageTable,
  migrationTable,
  taskTable,
  timerTable,
} from "../rows/executions.ts";
import type { Column, Row } from "../rows/table.ts";
import type { FoldedCommit, RowChange } from "../sql/fold.ts";

/** Writes commits by statements that are prepared once for each set of columns. */
export class SqliteCommitter {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** One transaction; a stale commit is left out. Throws after everything was taken back. */
  commit(batch: readonly FoldedCommit[]): CommitResult[] {
    this.#prepare("begin immediate").run();
    try {
      const results = batch.map((commit) => this.#apply(commit));
      this.#prepare("commit").run();
      return results;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("rollback");
      throw error;
    }
  }

  #apply(commit: FoldedCommit): CommitResult {
    if (!this.#begin(commit)) return "stale";
    this.#insert("executions", executionTable.columns, commit.executions);
    this.#insert("tasks", taskTable.columns, commit.tasks);
    this.#insert("actions", actionTable.columns, commit.actions);
    this.#update("tasks", commit.taskChanges);
    this.#update("actions", commit.actionChanges);
    this.#update("executions", commit.childChanges);
    this.#insert("timers", timerTable.columns, commit.timers, "or replace");
    this.#insert("messages", messageTable.columns, commit.messages);
    this.#insert("migrations", migrationTable.columns, commit.migrations);
    this.#delete("timers", commit.timersRemoved);
    this.#delete("messages", commit.messagesConsumed);
    this.#insert("notifications", notificationTable.columns, commit.notifications);
    return "done";
  }

  /** The compare-and-set: creates the execution, or raises the version that the decision was taken upon. */
  #begin({ begun, own, executionId, expectedVersion }: FoldedCommit): boolean {
    if (begun !== undefined) return this.#insert("executions", executionTable.columns, [begun], "or ignore") > 0;
    const columns = Object.keys(own);
    const text = `update executions set ${columns.map((column) => `"${column}" = ?, `).join("")}version = version + 1
      where id = ? and version = ?`;
    const { changes } = this.#prepare(text).run(...Object.values(own), executionId, expectedVersion);
    return changes > 0;
  }

  #insert(table: string, columns: readonly Column[], rows: readonly Row[], or = ""): number {
    if (rows.length === 0) return 0;
    const names = columns.map((column) => `"${column.name}"`).join(", ");
    const marks = columns.map(() => "?").join(", ");
    const statement = this.#prepare(`insert ${or} into ${table} (${names}) values (${marks})`);
    let inserted = 0;
    for (const row of rows) {
      inserted += Number(statement.run(...columns.map((column) => row[column.name] ?? null)).changes);
    }
    return inserted;
  }

  #update(table: string, changes: readonly RowChange[]): void {
    for (const { id, set } of changes) {
      const columns = Object.keys(set).filter((column) => column !== "id");
      if (columns.length === 0) continue;
      const text = `update ${table} set ${columns.map((column) => `"${column}" = ?`).join(", ")} where id = ?`;
      this.#prepare(text).run(...columns.map((column) => set[column] ?? null), id);
    }
  }

  #delete(table: string, ids: readonly string[]): void {
    if (ids.length === 0) return;
    const statement = this.#prepare(`delete from ${table} where id = ?`);
    for (const id of ids) statement.run(id);
  }

  #prepare(text: string): StatementSync {
    let statement = this.#statements.get(text);
    if (statement === undefined) {
      statement = this.#database.prepare(text);
      this.#statements.set(text, statement);
    }
    return statement;
  }
}
