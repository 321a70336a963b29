import { isMap } from "../../base/index.ts";
import type { Json, JsonMap } from "../../base/index.ts";
import type { Parts, Task } from "../canon/node.ts";
import type { Pen } from "../canon/pen.ts";
import { own, readDefaults, readFlowParts, readTask } from "../canon/read-flow.ts";
import { readParts } from "../canon/read-parts.ts";
import type { Anchored } from "../insert/placement.ts";
import { parseRemovePath, segmentsOf } from "./remove-path.ts";
import type { RemovePath } from "./remove-path.ts";

/** The text of a child, understood: a diff. */
export interface Draft {
  readonly removes: readonly RemovePath[];
  readonly parts: Parts;
  readonly defaults: Parts;
  readonly overrides: ReadonlyMap<string, Parts>;
  readonly tasks: ReadonlyMap<string, Task>;
  readonly anchored: readonly Anchored[];
}

/** Reads the text of a child whose keywords have been checked. */
export function readDraft(body: JsonMap, pen: Pen): Draft {
  const overrides = new Map<string, Parts>();
  for (const [name, patch] of entriesOf(body, "override")) {
    overrides.set(name, isMap(patch) ? readParts(patch, pen, "set", ["override", name]) : new Map());
  }
  const tasks = new Map<string, Task>();
  const anchored: Anchored[] = [];
  for (const [name, task] of entriesOf(body, "tasks")) {
    if (!isMap(task)) continue;
    tasks.set(name, readTask(name, task, pen, "add"));
    const [before, after] = [nameOf(own(task, "before")), nameOf(own(task, "after"))];
    if (before !== undefined || after !== undefined) anchored.push({ name, before, after });
  }
  return {
    removes: readRemoves(own(body, "remove")),
    parts: readFlowParts(body, pen),
    defaults: readDefaults(body, pen),
    overrides,
    tasks,
    anchored,
  };
}

function readRemoves(written: Json | undefined): RemovePath[] {
  if (!Array.isArray(written)) return [];
  return written.flatMap((path: Json, index): RemovePath[] => {
    const target = parseRemovePath(path);
    return target === undefined ? [] : [{ index, segments: ["remove", ...segmentsOf(path)], target }];
  });
}

function entriesOf(body: JsonMap, key: string): [string, Json][] {
  const value = own(body, key);
  return value !== undefined && isMap(value) ? Object.entries(value) : [];
}

function nameOf(value: Json | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
