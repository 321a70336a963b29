import { isMap, parseJson, type Json, type JsonMap } from "../../../src/core/base/index.ts";
import type { Refusal } from "../../../src/core/engine/index.ts";
import type { ActionResult, ExecutionEvent } from "../../../src/core/model/index.ts";
import { Catalogue, Stage } from "../../../src/core/rehearse/index.ts";
import { perform, standardActions } from "./actions.ts";
import type { Definition, StartOf, Step, WorkflowCase } from "./case.ts";
import { differenceOf } from "./match.ts";
import { observe } from "./observe.ts";

/** Operations that need no server. */
const playable = new Set([
  "wait_execution",
  "wait_task",
  "wait_action",
  "sleep",
  "snapshot",
  "pause",
  "resume",
  "stop",
  "complete_action",
  "update_action",
  "rerun_task",
  "start",
]);

/** Whether the case can be played without a server. */
export function isPlayable({ start, steps, expect }: WorkflowCase): boolean {
  if (start === undefined || "source_execution" in start || "source_execution_id" in start) return false;
  const isPlain = steps.every((step) => playable.has(step.op) && !isRestOnly(step));
  return isPlain && (expect.start === undefined || expect.start["status"] !== 404);
}

/** Checks of the wire, which the core never sees. */
function isRestOnly(step: Step): boolean {
  if (step.op === "update_action") return step["state"] !== "PAUSED" && step["state"] !== "RUNNING";
  if (step.op === "rerun_task") return "name" in step || "state" in step;
  return false;
}

/** Plays a case on the core alone. @returns all differences to what was recorded */
export function play(recorded: WorkflowCase, options: ConstructorParameters<typeof Stage>[1] = {}): string[] {
  return new Player(recorded, options).play();
}

class Player {
  readonly #case: WorkflowCase;
  readonly #stage: Stage;
  readonly #labels = new Map<string, string>();
  readonly #differences: string[] = [];

  constructor(recorded: WorkflowCase, options: ConstructorParameters<typeof Stage>[1]) {
    this.#case = recorded;
    this.#stage = new Stage(new Catalogue(standardActions), { perform, ...options });
  }

  play(): string[] {
    const { start, expect } = this.#case;
    for (const definition of this.#case.definitions) this.#define(definition);
    if (start === undefined) return [];
    const refusal = this.#start("main", start);
    this.#check(
      "start",
      { ...expect.start, status: null },
      refusal === undefined ? { status: null } : { status: null, fault: refusal },
    );
    if (refusal !== undefined) return this.#differences;
    this.#case.steps.forEach((step, i) => {
      this.#check(`step ${i} ${step.op}`, this.#case.expect.steps?.[i] ?? null, this.#take(step));
    });
    this.#end();
    return this.#differences;
  }

  #define({ kind, text, namespace, name, variables }: Definition): void {
    const { catalogue } = this.#stage;
    switch (kind) {
      case "workflow":
        catalogue.addWorkflows(text, namespace);
        break;
      case "workbook":
        catalogue.addWorkbook(text, namespace);
        break;
      case "action":
        catalogue.addActions(text, namespace);
        break;
      case "environment":
        catalogue.addEnvironment(name, variables);
        break;
    }
  }

  #start(label: string, start: StartOf): string | undefined {
    const same = start.same_id_as === undefined ? undefined : this.#labels.get(start.same_id_as);
    if (same !== undefined) {
      this.#labels.set(label, same);
      return undefined;
    }
    const namespace = start.namespace ?? "";
    const definition = this.#stage.catalogue.workflow(start.workflow_identifier, namespace);
    if (definition === undefined) return `Workflow not found [workflow_identifier=${start.workflow_identifier}]`;
    const started = this.#stage.start(definition, start.input ?? {}, start.params ?? {}, {
      description: start.description ?? "",
    });
    if ("refusal" in started) return started.refusal;
    this.#labels.set(label, started.id);
    this.#stage.settle();
    return undefined;
  }

  /** Waits for the end as the recording did, and compares the execution. */
  #end(): void {
    const { waitFor, settleSeconds, expect } = this.#case;
    const { execution } = expect;
    if (execution === undefined) return;
    const id = this.#find("main");
    this.#wait(() => waitFor.includes(this.#stage.state(id).execution.state));
    this.#stage.run(this.#stage.now + settleSeconds * 1000);
    this.#check("execution", execution, observe(this.#stage, id));
    this.#checkTiming(id);
    const stuck = this.#stage.stuck();
    if (stuck !== undefined) this.#differences.push(`stuck: ${stuck}`);
  }

  #checkTiming(id: string): void {
    for (const { task: name, min_seconds: least, max_seconds: most } of this.#case.timing) {
      for (const task of this.#stage.state(id).tasks.values()) {
        if (task.name !== name || task.finishedAt === null || task.startedAt === null) continue;
        const seconds = (task.finishedAt - task.startedAt) / 1000;
        if (seconds < (least ?? 0) || seconds > (most ?? Number.POSITIVE_INFINITY)) {
          this.#differences.push(`timing of ${name}: ${seconds} s`);
        }
      }
    }
  }

  #take(step: Step): Json {
    const stage = this.#stage;
    switch (step.op) {
      case "wait_execution":
        this.#wait(() => stage.state(this.#of(step)).execution.state === step["state"]);
        return null;
      case "wait_task":
        this.#wait(() => this.#tasks(step).filter(({ state }) => state === step["state"]).length >= countOf(step));
        return null;
      case "wait_action":
        this.#wait(() => this.#actions(step).filter(({ state }) => state === step["state"]).length >= countOf(step));
        return null;
      case "sleep":
        stage.run(stage.now + Number(step["seconds"]) * 1000);
        return null;
      case "snapshot":
        return { snapshot: observe(stage, this.#of(step)) };
      case "start": {
        const fault = this.#start(step["label"] as string, step["start"] as unknown as StartOf);
        return fault === undefined ? {} : { fault };
      }
      case "complete_action":
        return this.#completeAction(step);
      case "update_action":
        return this.#updateAction(step);
      default:
        return this.#request(step);
    }
  }

  #completeAction(step: Step): Json {
    const action = this.#pick(step);
    const value = valueOf(step);
    if (value === undefined) return this.#case.expect.steps?.[this.#case.steps.indexOf(step)] ?? null;
    if (action === undefined) return { fault: "No such action" };
    const result: ActionResult = { state: step["state"] as ActionResult["state"], value };
    const event: ExecutionEvent = { type: "actionFinished", actionId: action.id, result };
    return this.#answered(this.#stage.send(this.#of(step), event), { name: action.name, state: step["state"] ?? null });
  }

  #updateAction(step: Step): Json {
    const action = this.#pick(step);
    const state = step["state"] === "PAUSED" ? "PAUSED" : "RUNNING";
    if (action === undefined) return { fault: "No such action" };
    const refusals = this.#stage.send(this.#of(step), { type: "actionMoved", actionId: action.id, state });
    return this.#answered(refusals, { name: action.name, state });
  }

  #request(step: Step): Json {
    const id = this.#of(step);
    if (step.op === "rerun_task") {
      const task = this.#tasks(step).findLast(({ state }) => state === "ERROR") ?? this.#tasks(step).at(-1);
      const env = isMap(step["env"] ?? null) ? (step["env"] as JsonMap) : null;
      const event: ExecutionEvent = {
        type: "rerunRequested",
        taskId: task?.id ?? "",
        reset: step["reset"] !== false,
        env,
      };
      return this.#answered(this.#stage.send(id, event), { name: task?.name ?? null });
    }
    const refusals = this.#stage.send(id, eventOf(step));
    const { state, stateInfo } = this.#stage.state(id).execution;
    return this.#answered(refusals, { state, ...(stateInfo === null ? {} : { state_info: stateInfo }) });
  }

  #answered(refusals: readonly Refusal[], answer: JsonMap): Json {
    this.#stage.settle();
    const [refusal] = refusals;
    return refusal === undefined ? answer : { fault: refusal.message };
  }

  #pick(step: Step) {
    const where = isMap(step["where"] ?? null) ? (step["where"] as JsonMap) : {};
    return this.#actions(step)
      .filter(({ state }) => state === (step["pick"] ?? "RUNNING"))
      .find(({ input }) => Object.entries(where).every(([key, value]) => input[key] === value));
  }

  #tasks(step: Step) {
    return [...this.#stage.state(this.#of(step)).tasks.values()].filter(({ name }) => name === step["task"]);
  }

  #actions(step: Step) {
    return [...this.#stage.state(this.#of(step)).actions.values()].filter(({ taskName }) => taskName === step["task"]);
  }

  #of(step: Step): string {
    return this.#find((step["execution"] ?? "main") as string);
  }

  /** Follows `main/s[1]/t`. */
  #find(path: string): string {
    const [label, ...names] = path.split("/");
    let id = this.#labels.get(label ?? "") ?? "";
    for (const name of names) {
      const [, task, index] = /^(.*?)(?:\[(\d+)\])?$/.exec(name) ?? [];
      const state = this.#stage.state(id);
      const children = [...state.children.values()].filter((child) => state.tasks.get(child.taskId)?.name === task);
      const child = index === undefined ? children.at(-1) : children.find((one) => one.index === Number(index));
      id = child?.id ?? "";
    }
    return id;
  }

  /** Moves the clock until the condition holds or nothing is to come. */
  #wait(condition: () => boolean): void {
    this.#stage.settle();
    for (
      let moment = this.#stage.nextMoment();
      !condition() && moment !== undefined;
      moment = this.#stage.nextMoment()
    ) {
      this.#stage.run(moment);
    }
    if (!condition()) this.#differences.push("waited in vain");
  }

  #check(what: string, expected: Json, actual: Json): void {
    const difference = differenceOf(expectedOf(expected, actual), actual);
    if (difference !== undefined) this.#differences.push(`${what}: ${difference}`);
  }
}

/** HTTP is not the core's; a decision may be ahead of what Mistral's answer shows. */
function expectedOf(expected: Json, actual: Json): Json {
  if (!isMap(expected) || !isMap(actual) || !("status" in expected)) return expected;
  const { status: _status, ...rest } = expected;
  const known = Object.entries(rest).filter(([key]) => key in actual || key === "fault" || key === "snapshot");
  const trimmed: JsonMap = Object.fromEntries(known);
  const isAhead = trimmed["state"] === "RUNNING" && actual["state"] !== "RUNNING";
  return { ...actual, ...trimmed, ...(isAhead ? { state: actual["state"] ?? null } : {}) };
}

function eventOf(step: Step): ExecutionEvent {
  switch (step.op) {
    case "pause":
      return { type: "pauseRequested" };
    case "resume":
      return { type: "resumeRequested", env: isMap(step["env"] ?? null) ? (step["env"] as JsonMap) : null };
    case "stop": {
      const state = step["state"] as "SUCCESS" | "ERROR" | "CANCELLED";
      return { type: "stopRequested", state, message: (step["message"] ?? null) as string | null };
    }
    default:
      throw new Error(`Unknown operation ${step.op}`);
  }
}

function countOf(step: Step): number {
  return Number(step["count"] ?? 1);
}

/** What an action gives when no output is said. */
const defaults: Readonly<Record<string, Json>> = { ERROR: "Unknown error", SUCCESS: {} };

/** What the API makes of `output`; undefined when it refuses it. */
function valueOf(step: Step): Json | undefined {
  const { output } = step;
  if (output === undefined) return defaults[step["state"] as string] ?? null;
  if (isMap(output)) return output;
  if (typeof output !== "string") return undefined;
  try {
    const value = parseJson(output);
    return isMap(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
