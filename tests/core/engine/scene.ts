import type { Json, JsonMap } from "../../../src/core/base/index.ts";
import { LiveState, type Refusal } from "../../../src/core/engine/index.ts";
import type { ActionRecord, ActionResult, ExecutionEvent, TaskRecord } from "../../../src/core/model/index.ts";
import { Catalogue, Stage, type StageOptions } from "../../../src/core/rehearse/index.ts";
import { perform, standardActions } from "../../conformance/workflows/actions.ts";

/** A workflow on the stage, started and settled; every step checks that nothing hangs. */
export class Scene {
  readonly stage: Stage;
  readonly id: string;

  private constructor(stage: Stage, id: string) {
    this.stage = stage;
    this.id = id;
  }

  /**
   * Starts the first workflow of a text.
   *
   * @param body tasks and other keys of workflows, `version` left out
   */
  static start(body: string, input: JsonMap = {}, params: JsonMap = {}, options: StageOptions = {}): Scene {
    const catalogue = new Catalogue(standardActions);
    const { names, problems } = catalogue.addWorkflows(`version: '2.0'\n${body}`);
    const definition = catalogue.workflow(names[0] ?? "", "");
    if (definition === undefined) throw new Error(JSON.stringify(problems));
    const stage = new Stage(catalogue, { perform, ...options });
    const started = stage.start(definition, input, params);
    if ("refusal" in started) throw new Error(started.refusal);
    const scene = new Scene(stage, started.id);
    scene.settle();
    return scene;
  }

  get execution() {
    return this.stage.state(this.id).execution;
  }

  /** States of all tasks as `name STATE`, in order of creation. */
  get states(): string[] {
    return this.tasks.map(({ name, state }) => `${name} ${state}`);
  }

  get tasks(): TaskRecord[] {
    return [...this.stage.state(this.id).tasks.values()];
  }

  /** The newest run of a task. */
  task(name: string): TaskRecord {
    const task = this.tasks.findLast((one) => one.name === name);
    if (task === undefined) throw new Error(`Task ${name} has not run`);
    return task;
  }

  /** The newest sub-workflow of a task, as a scene of its own. */
  child(task: string): Scene {
    const state = this.stage.state(this.id);
    const id = [...state.children.values()].findLast((child) => state.tasks.get(child.taskId)?.name === task)?.id;
    if (id === undefined) throw new Error(`Task ${task} has no sub-workflow`);
    return new Scene(this.stage, id);
  }

  /** Actions that wait for an answer. */
  open(task?: string): ActionRecord[] {
    return [...this.stage.state(this.id).actions.values()].filter(
      ({ state, taskName }) => state === "RUNNING" && (task === undefined || task === taskName),
    );
  }

  succeed(task: string, value: Json = null): void {
    this.answer(task, { state: "SUCCESS", value });
  }

  fail(task: string, value: Json = "broken"): void {
    this.answer(task, { state: "ERROR", value });
  }

  /** Answers the oldest open action of a task. */
  answer(task: string, result: ActionResult): void {
    const [action] = this.open(task);
    if (action === undefined) throw new Error(`Task ${task} waits for nothing`);
    this.send({ type: "actionFinished", actionId: action.id, result });
  }

  send(...events: readonly ExecutionEvent[]): readonly Refusal[] {
    const refusals = this.stage.send(this.id, ...events);
    this.settle();
    return refusals;
  }

  /** Lets time pass. */
  wait(seconds: number): void {
    this.stage.run(this.stage.now + seconds * 1000);
    this.#check();
  }

  settle(): void {
    this.stage.settle();
    this.#check();
  }

  #check(): void {
    const stuck = this.stage.stuck();
    if (stuck !== undefined) throw new Error(`stuck: ${stuck}`);
  }
}

/** The same execution as if its service had been killed and had read it from the database again. */
export function reload(state: LiveState): LiveState {
  return new LiveState({
    execution: copy(state.execution),
    tasks: [...state.tasks.values()].map(copy),
    actions: [...state.actions.values()].map(copy),
    children: [...state.children.values()].map(copy),
    timers: [...state.timers.values()].map(copy),
  });
}

function copy<T>(record: T): T {
  return structuredClone(record);
}
