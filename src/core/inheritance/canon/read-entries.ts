import { isMap } from "../../base/index.ts";
import type { Json } from "../../base/index.ts";
import type { Path } from "../../language/index.ts";
import type { Entries, Leaf } from "./node.ts";
import { stepOf } from "./pen.ts";
import type { Pen } from "./pen.ts";

/** A map as mergeable entries; anything else (an expression) as one value. */
export function readEntries(value: Json, pen: Pen, op: string, at: Path): Entries | Leaf {
  if (!isMap(value)) return leafOf(value, pen, op, at);
  const entries = new Map<string, Leaf>();
  for (const [key, item] of Object.entries(value)) entries.set(key, leafOf(item, pen, op, [...at, key]));
  return { kind: "entries", entries };
}

/** A value that is replaced as a whole. */
export function leafOf(value: Json, pen: Pen, op: string, at: Path): Leaf {
  return { kind: "leaf", value, trail: [stepOf(pen, op, at)], origins: [pen.id] };
}
