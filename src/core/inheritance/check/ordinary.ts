import { isMap } from "../../base/index.ts";
import type { Json, JsonMap } from "../../base/index.ts";
import { checkWorkflow } from "../../language/index.ts";
import type { Locate, ProblemCode } from "../../language/index.ts";
import { clauseNames, directOnly, keywords, reverseOnly } from "../canon/attributes.ts";
import { own } from "../canon/read-flow.ts";
import { superOf } from "../edit/splice.ts";
import type { Report } from "../report/problem.ts";

/** What can only be judged when the workflow is complete. */
export const laterCodes: ReadonlySet<string> = new Set([
  "no-start-task",
  "unknown-task",
  "join-unsatisfiable",
] satisfies ProblemCode[]);

const lists: ReadonlySet<string> = new Set(["tags", "requires", "with-items", ...clauseNames]);

/**
 * Checks the ordinary parts of a child's text as Mistral would: workflow attributes and new tasks, without what they only
 * mean together with the parent. The errors stay Mistral's.
 *
 * @param child its name, its text and its places
 * @param type the type it inherits
 * @param report gets the errors
 */
export function checkOrdinary(
  child: { readonly name: string; readonly body: JsonMap; readonly locate: Locate },
  type: "direct" | "reverse",
  report: Report,
): void {
  const whole = standAlone(child.body, type);
  const { problems } = checkWorkflow(child.name, whole, child.locate);
  const defaults = own(child.body, "task-defaults");
  const isPartOfRetry = (path: string): boolean =>
    path.startsWith("task-defaults.retry") && defaults !== undefined && isMap(defaults);
  report.adopt(
    problems.filter(({ code, path }) => !laterCodes.has(code) && !(code === "missing-key" && isPartOfRetry(path))),
  );
}

/** The text as a workflow of its own. */
function standAlone(body: JsonMap, type: "direct" | "reverse"): JsonMap {
  const fields: [string, Json][] = [];
  for (const [key, value] of Object.entries(body)) {
    if (key === "type" || key === "tasks" || keywords.some((word) => word === key)) continue;
    if (key === "task-defaults") {
      const defaults = isMap(value) ? withoutSuper(value, () => true) : value;
      if (!isMap(defaults) || Object.keys(defaults).length > 0) fields.push([key, defaults]);
      continue;
    }
    const left = key === "tags" ? inheritsNothing(value) : value;
    if (left !== undefined) fields.push([key, left]);
  }
  if (type === "reverse") fields.push(["type", type]);
  fields.push(["tasks", standAloneTasks(own(body, "tasks"), type)]);
  return Object.fromEntries(fields);
}

function standAloneTasks(tasks: Json | undefined, type: "direct" | "reverse"): Json {
  if (tasks === undefined) return { start: { action: "std.noop" } };
  if (!isMap(tasks)) return tasks;
  const foreign = type === "reverse" ? directOnly : reverseOnly;
  const kept = Object.entries(tasks).map(([name, task]): [string, Json] => {
    if (!isMap(task)) return [name, task];
    const ordinary = withoutSuper(task, (key) => key !== "before" && key !== "after" && !foreign.has(key));
    return [
      name,
      Object.keys(ordinary).length === 0 && Object.keys(task).length > 0 ? { action: "std.noop" } : ordinary,
    ];
  });
  return Object.fromEntries(kept);
}

function withoutSuper(body: JsonMap, isKept: (key: string) => boolean): JsonMap {
  const fields = Object.entries(body).flatMap(([key, value]): [string, Json][] => {
    const left = lists.has(key) ? inheritsNothing(value) : value;
    return left === undefined || !isKept(key) ? [] : [[key, left]];
  });
  return Object.fromEntries(fields);
}

/** A list without `super`; undefined when nothing else is in it. */
function inheritsNothing(value: Json): Json | undefined {
  if (superOf(value) !== undefined) return undefined;
  if (Array.isArray(value)) {
    const left = value.filter((item: Json) => superOf(item) === undefined);
    return left.length === 0 && value.length > 0 ? undefined : left;
  }
  if (!isMap(value) || !Object.hasOwn(value, "next")) return value;
  const next = inheritsNothing(value["next"] ?? null);
  const rest = Object.entries(value).filter(([key]) => key !== "next");
  if (next === undefined) return rest.length === 0 ? undefined : Object.fromEntries(rest);
  return Object.fromEntries([...rest, ["next", next]]);
}
