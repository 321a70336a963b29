import type { JsonMap } from "../../base/index.ts";
import { graphOf, type Graph, type TaskSpec, type WorkflowSpec } from "../../language/index.ts";
import {
  isFinal,
  type ActionRecord,
  type ChildRecord,
  type Command,
  type ExecutionEvent,
  type ExecutionRecord,
  type TaskRecord,
  type TimerRecord,
} from "../../model/index.ts";
import type { World } from "../world.ts";
import type { Decided, Refusal } from "./decided.ts";
import { childOf, type LiveState } from "./live-state.ts";
import { difference, Overlay } from "./overlay.ts";
import { isIn, type Situation } from "./task-index.ts";
import type { TimerPurpose } from "./timer.ts";
import { WorkQueue } from "./work.ts";

const graphs = new WeakMap<WorkflowSpec, Graph>();

/** The state as a decision makes it: reads go through to what was loaded, writes stay here until {@link Draft.finish}. */
export class Draft {
  readonly spec: WorkflowSpec;
  readonly state: LiveState;
  readonly world: World;
  readonly work = new WorkQueue();
  readonly tasks: Overlay<TaskRecord>;
  readonly actions: Overlay<ActionRecord>;
  readonly children: Overlay<ChildRecord>;
  /** Steps that may still be taken within this decision. */
  stepsLeft: number;
  /** Whether a task may have become ready to join or the execution to end since this was last looked at. */
  isStirred = false;
  isUnfinished = false;
  /**
   * What `task()` has shown of the task that is being ended, by the name it was asked for: what is evaluated later for the same
   * end sees the same (Mistral 15, which remembers it within a transaction).
   */
  shown: { readonly taskId: string; readonly byName: Map<string, JsonMap> } | undefined;
  /** Tasks that have ended since joins were last looked at. */
  ended: string[] = [];
  readonly #commands: Command[] = [];
  readonly #refusals: Refusal[] = [];
  readonly #timers = new Map<string, TimerRecord>();
  readonly #cancelledTimers = new Set<string>();
  readonly #rejected = new Set<string>();
  readonly #named = new Map<string, string[]>();
  readonly #actionsOfTask = new Map<string, string[]>();
  readonly #childrenOfTask = new Map<string, string[]>();
  #execution: ExecutionRecord;
  #unfinished: number;
  #ordinal: number;

  constructor(spec: WorkflowSpec, state: LiveState, world: World, steps: number) {
    this.spec = spec;
    this.state = state;
    this.world = world;
    this.stepsLeft = steps;
    this.tasks = new Overlay(state.tasks);
    this.actions = new Overlay(state.actions);
    this.children = new Overlay(state.children);
    this.#execution = state.execution;
    this.#unfinished = state.index.in("unfinished").size;
    this.#ordinal = state.tasks.size;
  }

  get execution(): ExecutionRecord {
    return this.#execution;
  }

  get graph(): Graph {
    const known = graphs.get(this.spec);
    if (known !== undefined) return known;
    const graph = graphOf(this.spec);
    graphs.set(this.spec, graph);
    return graph;
  }

  get isOver(): boolean {
    return isFinal(this.#execution.state);
  }

  get isPaused(): boolean {
    return this.#execution.state === "PAUSED";
  }

  /** Number of tasks that have not ended. */
  get unfinished(): number {
    return this.#unfinished;
  }

  specOf(task: TaskRecord): TaskSpec {
    const spec = this.spec.tasks.get(task.name);
    if (spec === undefined) throw new Error(`The workflow ${this.spec.name} has no task ${task.name}`);
    return spec;
  }

  changeExecution(set: Partial<ExecutionRecord>): void {
    this.#execution = { ...this.#execution, ...set, updatedAt: this.world.now };
  }

  /** Adds a task; its ordinal is given here. */
  addTask(task: Omit<TaskRecord, "ordinal">): TaskRecord {
    this.#ordinal += 1;
    const record = { ...task, ordinal: this.#ordinal };
    this.tasks.put(record);
    append(this.#named, record.name, record.id);
    if (!isFinal(record.state)) this.#unfinished += 1;
    return record;
  }

  changeTask(id: string, set: Partial<TaskRecord>): TaskRecord {
    const before = this.tasks.get(id);
    const after = this.tasks.change(id, { ...set, updatedAt: this.world.now });
    this.#unfinished += Number(!isFinal(after.state)) - Number(!isFinal(before.state));
    return after;
  }

  /** Ids of the executions of a task, oldest first. @param from how many of the oldest to leave out */
  named(name: string, from = 0): readonly string[] {
    const added = this.#named.get(name) ?? [];
    const loaded = this.state.index.named(name);
    if (from >= loaded.length) return added.slice(from - loaded.length);
    return [...loaded.slice(from), ...added];
  }

  /** The newest execution of a task; undefined when it never ran. */
  latest(name: string): TaskRecord | undefined {
    const id = this.#named.get(name)?.at(-1) ?? this.state.index.named(name).at(-1);
    return id === undefined ? undefined : this.tasks.get(id);
  }

  /** Tasks in a situation, oldest first. */
  select(situation: Situation): TaskRecord[] {
    const found: TaskRecord[] = [];
    for (const id of this.state.index.in(situation)) if (!this.tasks.isTouched(id)) found.push(this.tasks.get(id));
    for (const task of this.tasks.touched()) if (isIn(situation, task)) found.push(task);
    return found.toSorted((a, b) => a.ordinal - b.ordinal);
  }

  addAction(action: ActionRecord): void {
    this.actions.put(action);
    if (action.taskId !== null) append(this.#actionsOfTask, action.taskId, action.id);
  }

  changeAction(id: string, set: Partial<ActionRecord>): ActionRecord {
    return this.actions.change(id, { ...set, updatedAt: this.world.now });
  }

  /** Actions of a task, oldest first. */
  actionsOf(taskId: string): ActionRecord[] {
    const ids = [...this.state.actionsOf(taskId), ...(this.#actionsOfTask.get(taskId) ?? [])];
    return ids.map((id) => this.actions.get(id));
  }

  /** Sub-workflows of a task, oldest first. */
  childrenOf(taskId: string): ChildRecord[] {
    const ids = [...this.state.childrenOf(taskId), ...(this.#childrenOfTask.get(taskId) ?? [])];
    return ids.map((id) => this.children.get(id));
  }

  /** Sub-workflows that have not ended, of whatever task. */
  unfinishedChildren(): ChildRecord[] {
    const loaded = [...this.state.children.keys()].filter((id) => !this.children.isTouched(id));
    const all = [...loaded.map((id) => this.children.get(id)), ...this.children.touched()];
    return all.filter(({ state }) => !isFinal(state));
  }

  startChild(execution: ExecutionRecord): void {
    const child = childOf(execution);
    this.children.put(child);
    append(this.#childrenOfTask, child.taskId, child.id);
    this.command({ type: "startChild", execution });
  }

  /** Says of a sub-workflow that has ended that it does not count (any more). */
  rejectChild(id: string): void {
    this.children.change(id, { accepted: false });
    this.#rejected.add(id);
  }

  command(command: Command): void {
    this.#commands.push(command);
  }

  tell(executionId: string, event: ExecutionEvent): void {
    this.command({ type: "tell", executionId, event });
  }

  refuse(refusal: Refusal): void {
    this.#refusals.push(refusal);
  }

  /** Sets a timer. @param delaySeconds from now, fractions allowed */
  setTimer(purpose: TimerPurpose, delaySeconds: number): void {
    const at = this.world.now + Math.round(delaySeconds * 1000);
    const timer = { id: this.world.newId(), executionId: this.execution.id, at, purpose: { ...purpose } as JsonMap };
    this.#timers.set(timer.id, timer);
  }

  timer(id: string): TimerRecord | undefined {
    return this.#timers.get(id) ?? (this.#cancelledTimers.has(id) ? undefined : this.state.timers.get(id));
  }

  /** Timers that stand for a task. */
  timersOf(taskId: string): TimerRecord[] {
    const found = [...this.#timers.values()].filter(
      ({ purpose }) => (purpose as unknown as TimerPurpose).taskId === taskId,
    );
    for (const id of this.state.timersOf(taskId)) {
      const timer = this.timer(id);
      if (timer !== undefined) found.push(timer);
    }
    return found;
  }

  /** Forgets a timer, also one that has fired. */
  cancelTimer(id: string): void {
    if (!this.#timers.delete(id) && this.state.timers.has(id)) this.#cancelledTimers.add(id);
  }

  /** The decision: what differs from the state, and what is to be done. */
  finish(): Decided {
    const changes: Decided["changes"][number][] = [];
    const { id } = this.#execution;
    const set = difference(this.state.execution, this.#execution);
    if (set !== undefined) changes.push({ type: "executionChanged", id, set });
    for (const task of this.tasks.created()) changes.push({ type: "taskCreated", task });
    for (const changed of this.tasks.changed()) changes.push({ type: "taskChanged", ...changed });
    for (const action of this.actions.created()) changes.push({ type: "actionCreated", action });
    for (const changed of this.actions.changed()) changes.push({ type: "actionChanged", ...changed });
    for (const childId of this.#rejected) changes.push({ type: "childChanged", id: childId, accepted: false });
    for (const timer of this.#timers.values()) this.command({ type: "setTimer", timer });
    for (const timerId of this.#cancelledTimers) this.command({ type: "cancelTimer", timerId });
    return {
      changes,
      commands: this.#commands,
      children: [...this.children.touched()],
      refusals: this.#refusals,
      isUnfinished: this.isUnfinished,
    };
  }
}

function append(lists: Map<string, string[]>, key: string, id: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [id]);
  else list.push(id);
}
