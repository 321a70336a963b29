import { isMap } from "../../base/index.ts";
import type { Json, JsonMap } from "../../base/index.ts";
import { splitInline } from "../inline.ts";
import { get } from "../map.ts";
import type { ClauseSpec, CommandName, PublishSpec, TransitionSpec, TransitionTarget } from "../spec.ts";

const commands: readonly string[] = ["fail", "succeed", "pause", "noop"] satisfies CommandName[];

/** Whether the name is an engine command; a transition to it always means the command (Mistral 15, semantics 1.10). */
export function isCommand(name: string): name is CommandName {
  return commands.includes(name);
}

/**
 * Whether a map under an on-clause is the long form with `publish` and `next`. Any other map is one guarded transition
 * (design, section 3; Mistral loses it).
 */
export function isLongForm(clause: JsonMap): boolean {
  return Object.keys(clause).every((key) => key === "publish" || key === "next");
}

/**
 * Reads one on-clause.
 *
 * @param clause what stands under `on-success` and its like; undefined when the task has no such clause
 * @returns its publishing and its transitions in order
 */
export function buildClause(clause: Json | undefined): ClauseSpec {
  if (clause === undefined || clause === null) return { publish: undefined, next: [] };
  if (!isMap(clause) || !isLongForm(clause)) return { publish: undefined, next: buildTransitions(clause) };
  return { publish: buildPublish(get(clause, "publish")), next: buildTransitions(get(clause, "next") ?? null) };
}

/**
 * Reads the transitions of a clause.
 *
 * @param next a name, a one-key map of name and guard, or a list of these
 */
function buildTransitions(next: Json): TransitionSpec[] {
  if (Array.isArray(next)) return next.flatMap((entry: Json) => buildTransitions(entry));
  if (typeof next === "string") return [transition(next, undefined)];
  if (!isMap(next)) return [];
  return Object.entries(next).map(([text, guard]) => transition(text, typeof guard === "string" ? guard : undefined));
}

function transition(text: string, guard: string | undefined): TransitionSpec {
  return { text, target: readTarget(text), guard };
}

function readTarget(text: string): TransitionTarget {
  const { name, parameters } = splitInline(text) ?? { name: text, parameters: {} };
  if (!isCommand(name)) return { type: "task", name };
  return { type: "command", name, message: get(parameters, "msg") };
}

function buildPublish(publish: Json | undefined): PublishSpec | undefined {
  if (publish === undefined || !isMap(publish)) return undefined;
  return { branch: mapOf(publish, "branch"), global: mapOf(publish, "global"), atomic: mapOf(publish, "atomic") };
}

function mapOf(map: JsonMap, key: string): JsonMap | undefined {
  const value = get(map, key);
  return value !== undefined && isMap(value) ? value : undefined;
}
