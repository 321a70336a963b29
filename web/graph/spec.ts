import { isList, isMap, writeJson, type Json, type JsonMap } from "../../src/core/base/index.ts";
import { listAt, mapAt, textAt } from "../service/json.ts";

export type Clause = "on-success" | "on-error" | "on-complete" | "on-skip" | "requires";

/** A task of a workflow as a graph shows it. */
export interface GraphTask {
  readonly name: string;
  readonly kind: "action" | "workflow";
  /** The action or workflow that it calls. */
  readonly call: string;
  readonly join: string | undefined;
  readonly hasItems: boolean;
  /** Policies and other marks, in words. */
  readonly marks: readonly string[];
  readonly description: string | undefined;
  readonly body: JsonMap;
}

/** An engine command that a transition leads to: it has a place of its own in the drawing. */
export interface GraphCommand {
  readonly id: string;
  readonly name: string;
}

export interface GraphArrow {
  readonly id: string;
  readonly from: string;
  /** The name of a task, or the id of a command. */
  readonly to: string;
  readonly clause: Clause;
  readonly guard: string | undefined;
  /** Whether it stands in `task-defaults`. */
  readonly isDefault: boolean;
}

/** A workflow as a drawing. */
export interface GraphSpec {
  readonly tasks: ReadonlyMap<string, GraphTask>;
  readonly commands: readonly GraphCommand[];
  readonly arrows: readonly GraphArrow[];
}

const clauses: readonly Exclude<Clause, "requires">[] = ["on-success", "on-error", "on-complete", "on-skip"];
const commandNames = new Set(["fail", "succeed", "pause"]);
const policies = ["retry", "wait-before", "wait-after", "timeout", "pause-before", "concurrency", "fail-on"];

/**
 * Reads a workflow in its complete form, as the service gives it.
 *
 * @param spec the workflow's body, canonical: clauses are lists, or maps with `next`
 */
export function graphSpecOf(spec: JsonMap): GraphSpec {
  const bodies = Object.entries(mapAt(spec, "tasks")).filter((entry): entry is [string, JsonMap] => isMap(entry[1]));
  const tasks = new Map(bodies.map(([name, body]) => [name, taskOf(name, body)]));
  const defaults = mapAt(spec, "task-defaults");
  const commands = new Map<string, GraphCommand>();
  const arrows: GraphArrow[] = [];
  for (const [name, body] of bodies) {
    for (const clause of clauses) {
      const own = transitionsOf(body[clause] ?? null);
      const isDefault = own.length === 0;
      const taken = isDefault ? transitionsOf(defaults[clause] ?? null).filter(({ target }) => target !== name) : own;
      for (const { target, guard } of taken) {
        const command = commandIn(target, tasks);
        if (command === undefined && !tasks.has(target)) continue;
        const to = command === undefined ? target : `${name} ${clause} ${command}`;
        if (command !== undefined) commands.set(to, { id: to, name: command });
        arrows.push({ id: `${name} ${clause} ${arrows.length}`, from: name, to, clause, guard, isDefault });
      }
    }
    for (const required of [...listAt(body, "requires"), ...listAt(defaults, "requires")]) {
      if (typeof required !== "string" || !tasks.has(required) || required === name) continue;
      const id = `${required} requires ${name}`;
      arrows.push({ id, from: required, to: name, clause: "requires", guard: undefined, isDefault: false });
    }
  }
  return { tasks, commands: [...commands.values()], arrows };
}

function taskOf(name: string, body: JsonMap): GraphTask {
  const workflow = textAt(body, "workflow");
  const join = body["join"];
  return {
    name,
    kind: workflow === undefined ? "action" : "workflow",
    call: firstWord(workflow ?? textAt(body, "action") ?? "std.noop"),
    join: typeof join === "string" || typeof join === "number" ? String(join) : undefined,
    hasItems: Object.hasOwn(body, "with-items"),
    marks: policies.filter((policy) => Object.hasOwn(body, policy)),
    description: textAt(body, "description"),
    body,
  };
}

/** The name in `std.echo output="x"`. */
function firstWord(call: string): string {
  return call.startsWith("<%") || call.startsWith("{{") ? call : (/^\S+/.exec(call)?.[0] ?? call);
}

interface Transition {
  readonly target: string;
  readonly guard: string | undefined;
}

/** The transitions of a clause: a text, a list of texts and of `{target: guard}`, or a map with `next`. */
function transitionsOf(clause: Json): Transition[] {
  if (typeof clause === "string") return [{ target: clause, guard: undefined }];
  if (isList(clause)) return clause.flatMap(transitionsIn);
  return isMap(clause) ? transitionsOf(clause["next"] ?? null) : [];
}

function transitionsIn(item: Json): Transition[] {
  if (typeof item === "string") return [{ target: item, guard: undefined }];
  if (!isMap(item)) return [];
  return Object.entries(item).map(([target, guard]) => ({
    target,
    guard: typeof guard === "string" ? guard : writeJson(guard),
  }));
}

/** `fail(msg="x")` is the command `fail`, unless a task has that name. */
function commandIn(target: string, tasks: ReadonlyMap<string, GraphTask>): string | undefined {
  const name = /^\w+/.exec(target)?.[0];
  return name !== undefined && !tasks.has(target) && commandNames.has(name) ? name : undefined;
}

/** A workflow of which only the tasks that ran are known. */
export function graphSpecOfTasks(names: readonly string[], arrows: readonly (readonly [string, string])[]): GraphSpec {
  const tasks = new Map(names.map((name) => [name, taskOf(name, {})]));
  return {
    tasks,
    commands: [],
    arrows: arrows.map(([from, to]) => ({
      id: `${from} ${to}`,
      from,
      to,
      clause: "on-success" as const,
      guard: undefined,
      isDefault: false,
    })),
  };
}
