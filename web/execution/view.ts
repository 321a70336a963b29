import { computed, signal } from "@preact/signals";
import { isList, isMap, type Json } from "../../src/core/base/index.ts";
import type { LiveExecution, LiveTask } from "../../src/client/index.ts";
import { keyOf, type TaskPath } from "../graph/path.ts";
import { drawnBest } from "../graph/direction.ts";
import { place, type Direction, type Placed } from "../graph/layout.ts";
import { graphSpecOf, graphSpecOfTasks, type GraphSpec } from "../graph/spec.ts";
import { client } from "../service/client.ts";
import { follow, readView, type LiveView } from "../service/live.ts";
import { gather } from "../service/load.ts";

/** An execution that is looked at, with the sub-workflows that are open in it. */
export class ExecutionView {
  readonly id: string;
  readonly executions = signal<ReadonlyMap<string, LiveExecution>>(new Map());
  readonly tasks = signal<ReadonlyMap<string, LiveTask>>(new Map());
  readonly specs = signal<ReadonlyMap<string, GraphSpec>>(new Map());
  /** Sub-workflow executions by the path of the task that they are open in. */
  readonly opened = signal<ReadonlyMap<string, string>>(new Map());
  readonly selected = signal<TaskPath | undefined>(undefined);
  /** The direction that the reader wants; undefined for the one that fits best. */
  readonly turned = signal<Direction | undefined>(undefined);
  readonly isMissing = signal(false);

  readonly execution = computed(() => this.executions.value.get(this.id));
  readonly drawn = computed(() => drawnBest(this.turned.value, (direction) => this.#placedAt(this.id, [], direction)));

  /** Tasks of each execution by name, oldest run first. */
  readonly runs = computed(() => {
    const byExecution = new Map<string, Map<string, LiveTask[]>>();
    for (const task of [...this.tasks.value.values()].toSorted((a, b) => a.ordinal - b.ordinal)) {
      const names = byExecution.get(task.workflow_execution_id) ?? new Map<string, LiveTask[]>();
      byExecution.set(task.workflow_execution_id, names);
      names.set(task.name, [...(names.get(task.name) ?? []), task]);
    }
    return byExecution;
  });

  readonly #asked = new Set<string>();
  #stop: () => void = () => {};

  constructor(id: string) {
    this.id = id;
  }

  /** Begins to follow. @returns a function that ends it */
  begin(): () => void {
    this.#follow();
    return () => this.#stop();
  }

  /** The execution that is drawn at a path: the outermost one, or one that is open in a task. */
  executionAt(path: TaskPath): string | undefined {
    return path.length === 0 ? this.id : this.opened.value.get(keyOf(path));
  }

  /** The runs of a task, oldest first. */
  runsAt(path: TaskPath): readonly LiveTask[] {
    const execution = this.executionAt(path.slice(0, -1));
    if (execution === undefined) return [];
    return this.runs.value.get(execution)?.get(path.at(-1) ?? "") ?? [];
  }

  /** Shows a sub-workflow within its task. */
  open(path: TaskPath, executionId: string): void {
    this.opened.value = new Map([...this.opened.value, [keyOf(path), executionId]]);
    this.#follow();
  }

  close(path: TaskPath): void {
    const key = keyOf(path);
    this.opened.value = new Map(
      [...this.opened.value].filter(([other]) => other !== key && !other.startsWith(`${key}\n`)),
    );
    this.#follow();
  }

  /** Opens the sub-workflow of a task, the one of most interest if there are many; or closes it. */
  async toggle(path: TaskPath): Promise<void> {
    if (this.opened.value.has(keyOf(path))) return this.close(path);
    const run = this.runsAt(path).at(-1);
    if (run === undefined) return;
    const children = await gather(client.tasks.workflowExecutions(run.id, { fields: "id,state", limit: 200 }));
    const chosen =
      children.find(({ state }) => state === "ERROR") ??
      children.find(({ state }) => state === "RUNNING") ??
      children[0];
    if (chosen !== undefined) this.open(path, chosen.id);
  }

  #follow(): void {
    this.#stop();
    const ids = [this.id, ...this.opened.value.values()];
    this.#stop = follow(`?executions=${ids.join(",")}`, {
      onEvent: ({ event, data }) => this.#take(viewIn(data), event === "snapshot"),
      onPoll: async () => this.#take(await readView(ids), true),
    });
  }

  #take({ executions, tasks }: LiveView, isWhole: boolean): void {
    if (isWhole) this.isMissing.value = !executions.some(({ id }) => id === this.id);
    this.executions.value = new Map([...this.executions.value, ...executions.map((one) => [one.id, one] as const)]);
    this.tasks.value = new Map([...this.tasks.value, ...tasks.map((one) => [one.id, one] as const)]);
    for (const execution of executions) void this.#learnSpec(execution);
  }

  /** Asks for the definition that an execution runs; where it is gone, its tasks have to do. */
  async #learnSpec({ id, workflow_id: workflow, workflow_revision: revision }: LiveExecution): Promise<void> {
    if (this.#asked.has(id)) return;
    this.#asked.add(id);
    const spec = await client.workflows.flattened(workflow, { revision }).then(
      (view) => graphSpecOf(view.spec),
      () => this.#specOfTasks(id),
    );
    this.specs.value = new Map([...this.specs.value, [id, spec]]);
  }

  #specOfTasks(execution: string): GraphSpec {
    const tasks = [...this.tasks.value.values()].filter((task) => task.workflow_execution_id === execution);
    const names = new Set(tasks.map(({ name }) => name));
    const arrows = tasks.flatMap(({ name, next }) =>
      next.filter((one) => names.has(one.name)).map((one) => [name, one.name] as const),
    );
    return graphSpecOfTasks([...names], arrows);
  }

  #placedAt(execution: string, path: TaskPath, direction: Direction): Placed | undefined {
    const spec = this.specs.value.get(execution);
    if (spec === undefined) return undefined;
    return place(spec, direction, (task) => {
      const inner = this.opened.value.get(keyOf([...path, task]));
      return inner === undefined ? undefined : this.#placedAt(inner, [...path, task], direction);
    });
  }
}

function viewIn(data: Json): LiveView {
  const [executions, tasks] = isMap(data) ? [data["executions"], data["tasks"]] : [];
  return {
    executions: isList(executions) ? (executions as unknown as LiveExecution[]) : [],
    tasks: isList(tasks) ? (tasks as unknown as LiveTask[]) : [],
  };
}
