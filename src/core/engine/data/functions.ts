import type { Json, JsonMap } from "../../base/index.ts";
import type { ExecutionsQuery, MistralFunctions, TasksQuery } from "../../expressions/index.ts";
import type { TaskRecord } from "../../model/index.ts";
import type { Draft } from "../state/draft.ts";
import { resultOf, showExecution, showTask } from "./shown.ts";

/** Mistral's functions as they see the execution in the midst of a decision. */
export class Functions implements MistralFunctions {
  readonly #draft: Draft;
  readonly #taskId: string | undefined;

  /** @param taskId the task that the expression belongs to, if any */
  constructor(draft: Draft, taskId: string | undefined) {
    this.#draft = draft;
    this.#taskId = taskId;
  }

  env(): JsonMap | undefined {
    return this.#draft.execution.environment ?? {};
  }

  execution(): JsonMap {
    return showExecution(this.#draft.execution, this.#draft.spec);
  }

  task(name: string | undefined): JsonMap | undefined {
    const own = this.#taskId === undefined ? undefined : this.#draft.tasks.get(this.#taskId);
    if (own === undefined || (name !== undefined && name !== own.name)) {
      const task = this.#latest(name);
      return task === undefined ? undefined : this.#show(task);
    }
    const { shown } = this.#draft;
    if (shown?.taskId !== own.id) return this.#show(own);
    const before = shown.byName.get(name ?? "") ?? this.#show(own);
    shown.byName.set(name ?? "", before);
    return before;
  }

  /** The tasks of this execution are taken from the decision, those of others from the world. */
  tasks(query: TasksQuery): readonly JsonMap[] {
    const { id } = this.#draft.execution;
    const { workflowExecutionId } = query;
    if (workflowExecutionId !== undefined && workflowExecutionId !== id) return this.#draft.world.findTasks(query);
    const own = this.#ownTasks(query);
    if (workflowExecutionId === undefined) {
      const others = this.#draft.world.findTasks(query).filter((task) => task["workflow_execution_id"] !== id);
      return [...others, ...own];
    }
    return query.recursive ? [...own, ...this.#tasksBelow(query)] : own;
  }

  executions(query: ExecutionsQuery): readonly JsonMap[] {
    return this.#draft.world.findExecutions(query);
  }

  global(name: string): Json | undefined {
    const { variables } = this.#draft.execution;
    return Object.hasOwn(variables, name) ? variables[name] : undefined;
  }

  uuid(): string {
    return this.#draft.world.newId();
  }

  now(): number {
    return this.#draft.world.now;
  }

  random(): number {
    return this.#draft.world.random();
  }

  /** A task that ran before the execution was moved to a workflow without it is none of this one. */
  #latest(name: string | undefined): TaskRecord | undefined {
    return name === undefined || !this.#draft.spec.tasks.has(name) ? undefined : this.#draft.latest(name);
  }

  #show(task: TaskRecord): JsonMap {
    const draft = this.#draft;
    const result = resultOf(draft.specOf(task), draft.actionsOf(task.id), draft.childrenOf(task.id));
    return showTask(task, draft.spec, result);
  }

  #ownTasks({ state, flat }: TasksQuery): JsonMap[] {
    const draft = this.#draft;
    const all = [...draft.spec.tasks.keys()].flatMap((name) => draft.named(name).map((id) => draft.tasks.get(id)));
    return all
      .toSorted((a, b) => a.ordinal - b.ordinal)
      .filter((task) => state === undefined || task.state === state)
      .filter((task) => !flat || this.#isDeepest(task))
      .map((task) => this.#show(task));
  }

  /** `flat` leaves out a task whose sub-workflow is in the same state: its own tasks tell more. */
  #isDeepest(task: TaskRecord): boolean {
    if (task.type === "ACTION") return true;
    return this.#draft.childrenOf(task.id).every((child) => child.state !== task.state);
  }

  #tasksBelow(query: TasksQuery): JsonMap[] {
    const draft = this.#draft;
    const parents = [...draft.spec.tasks.keys()].flatMap((name) => draft.named(name));
    const children = parents.flatMap((id) => draft.childrenOf(id));
    return children.flatMap(({ id }) => draft.world.findTasks({ ...query, workflowExecutionId: id }));
  }
}
