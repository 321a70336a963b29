import { isMap, parseJson, type Json, type JsonMap } from "../../../../src/core/base/index.ts";
import type { StartOf, Step, WorkflowCase } from "../case.ts";
import { differenceOf } from "../match.ts";
import { runAction } from "./actions.ts";
import { define, rewrite, validate } from "./definitions.ts";
import { actionsOf, findExecution, pickAction, tasksNamed } from "./find.ts";
import { observe, type Observed } from "./observe.ts";
import { faultOf, textOf, type Answer, type Method, type RestService } from "./service.ts";
import { pass, waitFor } from "./wait.ts";

/** Plays a case through the REST API of a service. @returns all differences to what was recorded */
export async function playOnService(recorded: WorkflowCase, service: RestService): Promise<string[]> {
  const player = new Player(recorded, service);
  await player.play();
  return player.differences;
}

class Player {
  readonly differences: string[] = [];
  readonly #case: WorkflowCase;
  readonly #service: RestService;
  readonly #labels = new Map<string, string>();

  constructor(recorded: WorkflowCase, service: RestService) {
    this.#case = recorded;
    this.#service = service;
  }

  async play(): Promise<void> {
    const { definitions, start, steps, expect } = this.#case;
    const defined: JsonMap[] = [];
    for (const definition of definitions) defined.push(await define(this.#service, definition));
    if (definitions.length > 0) this.#check("definitions", expect.definitions ?? null, defined);
    if (start !== undefined) {
      const answer = await this.#start("main", start);
      this.#check("start", expect.start ?? null, answer);
      if (answer["fault"] !== undefined) return;
    }
    for (const [i, step] of steps.entries()) {
      this.#check(`step ${i} ${step.op}`, expect.steps?.[i] ?? null, await this.#take(step));
    }
    if (expect.execution !== undefined) await this.#end(expect.execution);
  }

  async #start(label: string, start: StartOf): Promise<JsonMap> {
    const { workflow_identifier: name, namespace, input, params, description } = start;
    const id = this.#labels.get(start.same_id_as ?? "");
    const source = this.#labels.get(start.source_execution ?? "");
    const body = {
      workflow_name: name,
      ...(namespace === undefined ? {} : { workflow_namespace: namespace }),
      ...(input === undefined ? {} : { input }),
      ...(params === undefined ? {} : { params }),
      ...(description === undefined ? {} : { description }),
      ...(id === undefined ? {} : { id }),
      ...(source === undefined ? {} : { source_execution_id: source }),
    };
    const answer = await this.#service.send("POST", "/executions", body);
    if (isMap(answer.body)) this.#labels.set(label, textOf(answer.body, "id"));
    return said(answer, () => ({}));
  }

  /** Waits for the end as the recording did, and compares the execution. */
  async #end(expected: JsonMap): Promise<void> {
    const id = this.#labels.get("main") ?? "";
    const { waitFor: ends, settleSeconds } = this.#case;
    await this.#wait("the end", async () => {
      const { state } = await this.#service.get(`/executions/${id}`);
      return ends.includes(state as string) || undefined;
    });
    let seen: Observed = await observe(this.#service, id);
    if (!seen.isAtRest) {
      await pass(settleSeconds);
      seen = await observe(this.#service, id);
    }
    this.#check("execution", expected, seen.execution);
    await this.#checkTiming(id);
  }

  async #checkTiming(id: string): Promise<void> {
    for (const { task: name, min_seconds: least, max_seconds: most } of this.#case.timing) {
      for (const task of await tasksNamed(this.#service, id, name)) {
        const seconds = (Date.parse(textOf(task, "finished_at")) - Date.parse(textOf(task, "started_at"))) / 1000;
        if (seconds < (least ?? 0) || seconds > (most ?? Number.POSITIVE_INFINITY)) {
          this.differences.push(`timing of ${name}: ${seconds} s`);
        }
      }
    }
  }

  async #take(step: Step): Promise<Json> {
    const service = this.#service;
    const { timeoutSeconds } = this.#case;
    switch (step.op) {
      case "wait_execution":
      case "wait_task":
      case "wait_action":
        await this.#wait(step.op, async () => ((await this.#isReached(step)) ? true : undefined));
        return null;
      case "sleep":
        await pass(Number(step["seconds"]));
        return null;
      case "snapshot":
        return { snapshot: (await observe(service, await this.#of(step))).execution };
      case "start":
        return this.#start(step["label"] as string, step["start"] as unknown as StartOf);
      case "run_action":
        return runAction(service, step, timeoutSeconds);
      case "get":
        return this.#get(step);
      case "create_definition":
        return rewrite(service, "POST", step["kind"] as string, step["text"] as string);
      case "update_definition":
        return rewrite(service, "PUT", step["kind"] as string, step["text"] as string);
      case "validate":
        return validate(service, step["kind"] as string, step["text"] as string);
      case "complete_action":
      case "update_action":
        return this.#changeAction(step);
      case "rerun_task":
        return this.#rerun(step);
      default:
        return this.#changeExecution(step);
    }
  }

  async #isReached(step: Step): Promise<boolean> {
    const id = await findExecution(this.#service, this.#labels, pathOf(step));
    if (id === undefined) return false;
    const rows =
      step.op === "wait_execution"
        ? [await this.#service.get(`/executions/${id}`)]
        : step.op === "wait_task"
          ? await tasksNamed(this.#service, id, step["task"])
          : await actionsOf(this.#service, id, step["task"]);
    return rows.filter(({ state }) => state === step["state"]).length >= Number(step["count"] ?? 1);
  }

  async #get(step: Step): Promise<Json> {
    const answer = await this.#service.send("GET", step["path"] as string);
    const fields = step["fields"] as readonly string[];
    return said(answer, (body) => ({
      result: Object.fromEntries(fields.map((field) => [field, shown(field, body[field] ?? null)])),
    }));
  }

  async #changeAction(step: Step): Promise<Json> {
    const action = await pickAction(this.#service, await this.#of(step), step);
    const { state = null, output } = step;
    const body = { state, ...(output === undefined ? {} : { output }) };
    const answer = await this.#service.send("PUT", `/action_executions/${textOf(action ?? {}, "id")}`, body);
    return said(answer, (row) => ({ name: row["name"] ?? null, state: row["state"] ?? null }));
  }

  async #rerun(step: Step): Promise<Json> {
    const tasks = await tasksNamed(this.#service, await this.#of(step), step["task"]);
    const task = tasks.findLast(({ state }) => state === "ERROR") ?? tasks.at(-1);
    const { reset, env, name, state = "RUNNING" } = step;
    const body = {
      state,
      ...(reset === undefined ? {} : { reset }),
      ...(env === undefined ? {} : { env }),
      ...(name === undefined ? {} : { name }),
    };
    const answer = await this.#service.send("PUT", `/tasks/${textOf(task ?? {}, "id")}`, body);
    return said(answer, (row) => ({ name: row["name"] ?? null }));
  }

  async #changeExecution(step: Step): Promise<Json> {
    const id = await this.#of(step);
    const [method, query, body] = requestOf(step);
    const answer = await this.#service.send(method, `/executions/${id}${query}`, body);
    return said(answer, (row) => ({
      ...(method === "PUT" ? { state: row["state"] ?? null } : {}),
      ...(typeof row["state_info"] === "string" && method === "PUT" ? { state_info: row["state_info"] } : {}),
      ...(step.op === "update_execution" ? { description: row["description"] ?? null } : {}),
    }));
  }

  /** The execution of a step, which may be about to be made. */
  async #of(step: Step): Promise<string> {
    const path = pathOf(step);
    const id = await waitFor(() => findExecution(this.#service, this.#labels, path), this.#case.timeoutSeconds);
    if (id === undefined) throw new Error(`There is no execution ${path}`);
    return id;
  }

  async #wait(what: string, ask: () => Promise<true | undefined>): Promise<void> {
    const isSo = await waitFor(ask, this.#case.timeoutSeconds);
    if (isSo === undefined) this.differences.push(`${what}: waited in vain`);
  }

  #check(what: string, expected: Json, actual: Json): void {
    const difference = differenceOf(expected, actual);
    if (difference !== undefined) this.differences.push(`${what}: ${difference}`);
  }
}

function pathOf(step: Step): string {
  return (step["execution"] ?? "main") as string;
}

function requestOf(step: Step): [Method, string, JsonMap?] {
  const { message, env, state = null, force } = step;
  const info = message === undefined ? {} : { state_info: message };
  switch (step.op) {
    case "pause":
      return ["PUT", "", { state: "PAUSED", ...info }];
    case "resume":
      return ["PUT", "", { state: "RUNNING", ...(env === undefined ? {} : { params: { env } }) }];
    case "stop":
      return ["PUT", "", { state, ...info }];
    case "update_execution":
      return ["PUT", "", step["body"] as JsonMap];
    case "get_execution":
      return ["GET", ""];
    case "delete_execution":
      return ["DELETE", force === true ? "?force=true" : ""];
    default:
      throw new Error(`Unknown operation ${step.op}`);
  }
}

/** Status, and some of the answer or the fault. */
function said(answer: Answer, pick: (body: JsonMap) => JsonMap): JsonMap {
  const { status, body } = answer;
  const fault = faultOf(answer);
  if (fault !== undefined) return { status, fault };
  return { status, ...pick(isMap(body) ? body : {}) };
}

/** Some members hold JSON in a text. */
function shown(field: string, value: Json): Json {
  const isJson = (field === "variables" || field === "interface") && typeof value === "string";
  return isJson ? parseJson(value) : value;
}
