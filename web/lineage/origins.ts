import { isList, isMap, writeJson, type Json, type JsonMap } from "../../src/core/base/index.ts";
import type { Origin } from "../graph/look.ts";
import { mapAt, textAt } from "../service/json.ts";

/** A step of the way that something in a workflow has come. */
export interface Step {
  readonly workflow: string;
  readonly revision: string;
  readonly line: number | undefined;
  readonly operation: string;
}

/** The steps of a place in a workflow, oldest first. */
function stepsOf(trail: Json | undefined): readonly Step[] {
  if (trail === undefined || !isList(trail)) return [];
  return trail.filter(isMap).map((step) => ({
    workflow: textAt(step, "wf") ?? "",
    revision: writeJson(step["rev"] ?? ""),
    line: typeof step["line"] === "number" ? step["line"] : undefined,
    operation: textAt(step, "op") ?? "",
  }));
}

/** A step in words: `override in team_release, line 32`. */
function stepText({ workflow, revision, line, operation }: Step): string {
  return `${operation} in ${workflow}@${revision}${line === undefined ? "" : `, line ${line}`}`;
}

/**
 * Where a task of a workflow comes from: everything in it from parents, some of it, or nothing.
 *
 * @param own the name of the workflow itself
 * @param provenance as the service tells it, by JSON pointer
 */
export function originOf(task: string, own: string, provenance: JsonMap): Origin {
  const root = pointerTo(task);
  const first = stepsOf(provenance[root])[0];
  if (first === undefined || first.workflow === own) return "new";
  const isChanged = Object.entries(provenance).some(
    ([pointer, trail]) =>
      (pointer === root || pointer.startsWith(`${root}/`)) && stepsOf(trail).at(-1)?.workflow === own,
  );
  const gone = Object.entries(mapAt(provenance, "-"));
  const isReduced = gone.some(
    ([pointer, trail]) => pointer.startsWith(`${root}/`) && stepsOf(trail).at(-1)?.workflow === own,
  );
  return isChanged || isReduced ? "overridden" : "inherited";
}

/** All that is known of where a task comes from, a line for each place that the workflow itself or a parent has set. */
export function taskTrail(task: string, provenance: JsonMap): string {
  const root = pointerTo(task);
  return Object.entries(provenance)
    .filter(([pointer]) => pointer === root || pointer.startsWith(`${root}/`))
    .map(([pointer, trail]) => {
      const steps = stepsOf(trail).map(stepText).join(", then ");
      return `${pointer === root ? "task" : pointer.slice(root.length + 1).replaceAll("/", ".")}: ${steps}`;
    })
    .join("\n");
}

/** Tasks of parents that are not in the workflow any more. */
export function removedTasks(provenance: JsonMap): readonly string[] {
  return Object.keys(mapAt(provenance, "-")).flatMap((pointer) => {
    const [, part, name, ...rest] = pointer.split("/");
    const isTask = part === "tasks" && name !== undefined && rest.length === 0;
    return isTask ? [name.replaceAll("~1", "/").replaceAll("~0", "~")] : [];
  });
}

/** Whether a workflow has ancestors at all: something in it comes from elsewhere. */
export function hasParents(own: string, provenance: JsonMap): boolean {
  return Object.values(provenance).some((trail) =>
    stepsOf(trail).some(({ workflow }) => workflow !== own && workflow !== ""),
  );
}

function pointerTo(task: string): string {
  return `/tasks/${task.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}
