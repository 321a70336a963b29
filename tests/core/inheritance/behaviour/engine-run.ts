import type { JsonMap } from "../../../../src/core/base/index.ts";
import { createExecution, decide, LiveState } from "../../../../src/core/engine/index.ts";
import type { ExecutionEvent } from "../../../../src/core/model/index.ts";
import { Catalogue, Stage } from "../../../../src/core/rehearse/index.ts";
import { standardActions } from "../../../conformance/workflows/actions.ts";
import { reload } from "../../engine/scene.ts";

/** Defines a workflow. @returns undefined when it is not valid */
export function define(text: string, name: string) {
  const catalogue = new Catalogue(standardActions);
  const { problems } = catalogue.addWorkflows(text);
  const definition = catalogue.workflow(name, "");
  if (definition === undefined || problems.some(({ severity }) => severity === "error")) return undefined;
  return { definition, world: new Stage(catalogue).world };
}

/** An execution that the engine decides upon, without anything around it; a pause is resumed at once. */
export class EngineRun {
  readonly #defined: NonNullable<ReturnType<typeof define>>;
  readonly #state: LiveState;

  private constructor(defined: NonNullable<ReturnType<typeof define>>, state: LiveState) {
    this.#defined = defined;
    this.#state = state;
  }

  static start(defined: NonNullable<ReturnType<typeof define>>, input: JsonMap): EngineRun {
    const { definition, world } = defined;
    const request = { id: world.newId(), projectId: "", description: "", input, params: {} };
    const started = createExecution(definition, request, world);
    if ("refusal" in started) throw new Error(started.refusal);
    const none = { tasks: [], actions: [], children: [], timers: [] };
    const run = new EngineRun(defined, new LiveState({ ...none, execution: started.execution }));
    run.#decide({ type: "started" });
    return run;
  }

  get state(): string {
    return this.#state.execution.state;
  }

  /** Ids of the actions that wait for an answer, with their tasks; none when it is over. */
  get open(): { readonly id: string; readonly task: string }[] {
    if (this.state !== "RUNNING") return [];
    return [...this.#state.actions.values()]
      .filter(({ state }) => state === "RUNNING")
      .map(({ id, taskName }) => ({ id, task: taskName ?? "" }));
  }

  /** The same execution after one of its actions was answered. */
  after(actionId: string, isError: boolean): EngineRun {
    const run = new EngineRun(this.#defined, reload(this.#state));
    const result = { state: isError ? "ERROR" : "SUCCESS", value: null } as const;
    run.#decide({ type: "actionFinished", actionId, result });
    return run;
  }

  /** Whether an action failed and nothing in `on-error` dealt with it. */
  isUnhandled(actionId: string): boolean {
    const task = this.#state.tasks.get(this.#state.actions.get(actionId)?.taskId ?? "");
    return task?.state === "ERROR" && !task.isErrorHandled;
  }

  /**
   * Whether the failure of an action may count for nothing in the end: `succeed` can be reached, or its task is a join, which
   * runs once more when somebody leads to it again.
   */
  mayRecover(actionId: string): boolean {
    const { spec } = this.#defined.definition;
    if (JSON.stringify(spec.body).includes('"succeed"')) return true;
    const task = this.#state.tasks.get(this.#state.actions.get(actionId)?.taskId ?? "");
    return spec.tasks.get(task?.name ?? "")?.join !== undefined;
  }

  /** Answers everything well, and says how it ends. */
  play(steps: number): string {
    const [first] = this.open;
    if (first !== undefined) return steps === 0 ? "endless" : this.after(first.id, false).play(steps - 1);
    return this.state === "RUNNING" ? "hangs" : this.state;
  }

  #decide(event: ExecutionEvent): void {
    const { definition, world } = this.#defined;
    this.#state.apply(decide(definition.spec, this.#state, [event], world));
    while (this.state === "PAUSED") {
      const resume = { type: "resumeRequested", env: null } as const;
      this.#state.apply(decide(definition.spec, this.#state, [resume], world));
    }
  }
}
