import type {
  ActionRecord,
  Change,
  ChildRecord,
  Command,
  ExecutionRecord,
  TaskRecord,
  TimerRecord,
} from "../../model/index.ts";
import { ContextCache } from "../data/context-cache.ts";
import type { Decided } from "./decided.ts";
import type { ItemLists } from "./item-lists.ts";
import { readPurpose } from "./timer.ts";
import { TaskIndex } from "./task-index.ts";

/** All that belongs to one execution, as it is loaded. */
export interface StateRecords {
  readonly execution: ExecutionRecord;
  /** By ordinal. */
  readonly tasks: readonly TaskRecord[];
  /** By time of creation, then place among the items. */
  readonly actions: readonly ActionRecord[];
  /** Sub-workflows as far as their ends were dealt with. */
  readonly children: readonly ChildRecord[];
  readonly timers: readonly TimerRecord[];
}

/**
 * One execution in memory: its records with indexes, moved on by every decision after it is stored. Who holds it must be
 * the only writer; when a commit fails it is thrown away and loaded again.
 */
export class LiveState {
  #execution: ExecutionRecord;
  readonly #tasks = new Map<string, TaskRecord>();
  readonly #actions = new Map<string, ActionRecord>();
  readonly #children = new Map<string, ChildRecord>();
  readonly #timers = new Map<string, TimerRecord>();
  readonly #actionsOfTask = new Map<string, string[]>();
  readonly #childrenOfTask = new Map<string, string[]>();
  readonly #timersOfTask = new Map<string, Set<string>>();
  readonly index = new TaskIndex();
  /** What follows from the records and is kept only to save work. */
  readonly contexts = new ContextCache();
  readonly itemLists = new Map<string, ItemLists>();
  /** For a join of which all inbound tasks are there: one of those that it waits for. */
  readonly joinBlockers = new Map<string, string>();

  constructor(records: StateRecords) {
    this.#execution = records.execution;
    for (const task of records.tasks) this.#putTask(task);
    for (const action of records.actions) this.#putAction(action);
    for (const child of records.children) this.#putChild(child);
    for (const timer of records.timers) this.#putTimer(timer);
  }

  get execution(): ExecutionRecord {
    return this.#execution;
  }

  get tasks(): ReadonlyMap<string, TaskRecord> {
    return this.#tasks;
  }

  get actions(): ReadonlyMap<string, ActionRecord> {
    return this.#actions;
  }

  get children(): ReadonlyMap<string, ChildRecord> {
    return this.#children;
  }

  get timers(): ReadonlyMap<string, TimerRecord> {
    return this.#timers;
  }

  /** Ids, oldest first. */
  actionsOf(taskId: string): readonly string[] {
    return this.#actionsOfTask.get(taskId) ?? [];
  }

  /** Ids, oldest first. */
  childrenOf(taskId: string): readonly string[] {
    return this.#childrenOfTask.get(taskId) ?? [];
  }

  timersOf(taskId: string): ReadonlySet<string> {
    return this.#timersOfTask.get(taskId) ?? new Set();
  }

  /**
   * Moves to the next state, in place.
   *
   * @param decision what was decided upon this state, and is stored
   */
  apply(decision: Decided): void {
    for (const change of decision.changes) this.#applyChange(change);
    for (const command of decision.commands) this.#applyCommand(command);
    for (const child of decision.children) this.#putChild(child);
    this.#execution = { ...this.#execution, version: this.#execution.version + 1 };
  }

  #applyChange(change: Change): void {
    switch (change.type) {
      case "executionChanged":
        this.#execution = { ...this.#execution, ...change.set };
        return;
      case "taskCreated":
        this.#putTask(change.task);
        return;
      case "taskChanged":
        this.#putTask({ ...known(this.#tasks, change.id), ...change.set });
        return;
      case "actionCreated":
        this.#putAction(change.action);
        return;
      case "actionChanged":
        this.#putAction({ ...known(this.#actions, change.id), ...change.set });
        return;
      case "childChanged":
        this.#putChild({ ...known(this.#children, change.id), accepted: change.accepted });
    }
  }

  #applyCommand(command: Command): void {
    switch (command.type) {
      case "setTimer":
        this.#putTimer(command.timer);
        return;
      case "cancelTimer": {
        const timer = this.#timers.get(command.timerId);
        if (timer === undefined) return;
        this.#timers.delete(timer.id);
        this.#timersOfTask.get(taskOfTimer(timer))?.delete(timer.id);
        return;
      }
      case "startChild":
        this.#putChild(childOf(command.execution));
        break;
      case "runAction":
      case "cancelAction":
      case "tell":
      case "notify":
        break;
    }
  }

  #putTask(task: TaskRecord): void {
    this.index.place(task, this.#tasks.get(task.id));
    this.#tasks.set(task.id, task);
  }

  #putAction(action: ActionRecord): void {
    if (!this.#actions.has(action.id)) append(this.#actionsOfTask, action.taskId, action.id);
    this.#actions.set(action.id, action);
  }

  #putChild(child: ChildRecord): void {
    if (!this.#children.has(child.id)) append(this.#childrenOfTask, child.taskId, child.id);
    this.#children.set(child.id, child);
  }

  #putTimer(timer: TimerRecord): void {
    this.#timers.set(timer.id, timer);
    const taskId = taskOfTimer(timer);
    const ids = this.#timersOfTask.get(taskId);
    if (ids === undefined) this.#timersOfTask.set(taskId, new Set([timer.id]));
    else ids.add(timer.id);
  }
}

/** What a parent knows of a sub-workflow that has just been started. */
export function childOf(execution: ExecutionRecord): ChildRecord {
  return {
    id: execution.id,
    taskId: execution.parentTaskId ?? "",
    workflowName: execution.workflowName,
    index: execution.index,
    state: execution.state,
    stateInfo: null,
    output: null,
    accepted: false,
    createdAt: execution.createdAt,
  };
}

function taskOfTimer(timer: TimerRecord): string {
  return readPurpose(timer.purpose)?.taskId ?? "";
}

function append(lists: Map<string, string[]>, key: string | null, id: string): void {
  if (key === null) return;
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [id]);
  else list.push(id);
}

function known<R>(records: ReadonlyMap<string, R>, id: string): R {
  const record = records.get(id);
  if (record === undefined) throw new Error(`A decision speaks of ${id}, which is not in this execution`);
  return record;
}
