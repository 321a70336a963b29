import type { Json } from "../../base/index.ts";
import { taskAttributes } from "../canon/attributes.ts";
import { isList, textOf } from "../canon/value.ts";

/** A path of `remove`, understood. */
export interface RemovePath {
  /** Its place in the list. */
  readonly index: number;
  /** As written, for reports. */
  readonly segments: readonly string[];
  readonly target: RemoveTarget;
}

/** What a path names; `path` is within the attributes: `[attribute, key]`, `[clause, "next", target]` ... */
export type RemoveTarget =
  | { readonly area: "flow"; readonly path: readonly string[] }
  | { readonly area: "defaults"; readonly path: readonly string[] }
  /** `task` undefined stands for every task; an empty path is the task itself. */
  | { readonly area: "task"; readonly task: string | undefined; readonly path: readonly string[] };

/** The segments of an element of `remove`, as far as it has any. */
export function segmentsOf(written: Json): string[] {
  if (typeof written === "string") return written.split(".");
  return isList(written) ? written.map(textOf) : [textOf(written)];
}

/**
 * Reads an element of `remove` (design, section 5).
 *
 * @param written a dotted text, or a list of segments that are taken literally
 * @returns undefined when the path is outside of the grammar
 */
export function parseRemovePath(written: Json): RemoveTarget | undefined {
  const isText = typeof written === "string";
  if (!isText && !(Array.isArray(written) && written.every((segment) => typeof segment === "string"))) return undefined;
  const segments = segmentsOf(written);
  if (segments.some((segment) => segment === "")) return undefined;
  const isWild = isText && segments[0] === "tasks" && segments[1] === "*" && segments.length > 2;
  if (isText && segments.some((segment, index) => segment.includes("*") && !(isWild && index === 1))) return undefined;
  return parseSegments(segments, isWild);
}

function parseSegments([first = "", ...rest]: readonly string[], isWild: boolean): RemoveTarget | undefined {
  switch (first) {
    case "description":
      return rest.length === 0 ? { area: "flow", path: [first] } : undefined;
    case "input":
      return rest.length === 1 ? { area: "flow", path: [first, ...rest] } : undefined;
    case "tags":
    case "output":
    case "output-on-error":
    case "vars":
      return rest.length <= 1 ? { area: "flow", path: [first, ...rest] } : undefined;
    case "task-defaults": {
      const path = rest.length === 0 ? [] : parsePart(rest);
      return path === undefined ? undefined : { area: "defaults", path };
    }
    case "tasks": {
      const [task, ...part] = rest;
      const path = part.length === 0 ? [] : parsePart(part);
      if (task === undefined || path === undefined) return undefined;
      return { area: "task", task: isWild ? undefined : task, path };
    }
    default:
      return undefined;
  }
}

function parsePart(segments: readonly string[]): readonly string[] | undefined {
  const [attribute = "", ...rest] = segments;
  const kind = taskAttributes.get(attribute);
  if (kind === undefined) return undefined;
  if (kind === "leaf") return rest.length === 0 ? segments : undefined;
  if (kind !== "clause") return rest.length <= 1 ? segments : undefined;
  if (rest[0] === "publish") return rest.length <= 3 ? segments : undefined;
  if (rest[0] === "next") return rest.length <= 2 ? segments : undefined;
  return rest.length === 0 ? segments : rest.length === 1 ? [attribute, "next", ...rest] : undefined;
}

/**
 * The path of an entry of an on-clause, in the form that `remove` takes.
 *
 * @param place the path of the task, or `task-defaults`
 * @param clause the clause
 * @param target the target of the entry
 */
export function entryPath(place: readonly string[], clause: string, target: string): string[] {
  const needsNext = target === "publish" || target === "next";
  return [...place, clause, ...(needsNext ? ["next"] : []), target];
}

/** Whether a removal takes away the whole of a unit (design, section 8.3). */
export function covers(target: RemoveTarget, unit: readonly string[]): boolean {
  const [area = "", ...rest] = unit;
  if (target.area === "flow") return startsWith(unit, target.path);
  if (target.area === "defaults") return area === "task-defaults" && startsWith(rest, slot(target.path));
  if (area !== "tasks" || (target.task !== undefined && target.task !== rest[0])) return false;
  return startsWith(rest.slice(1), slot(target.path));
}

/** `action` and `workflow` are one unit, which is called `action`. */
function slot(path: readonly string[]): readonly string[] {
  return path[0] === "workflow" ? ["action"] : path;
}

function startsWith(path: readonly string[], head: readonly string[]): boolean {
  return head.length <= path.length && head.every((segment, index) => segment === path[index]);
}
