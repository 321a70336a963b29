import { isMap } from "../../base/index.ts";
import type { Json } from "../../base/index.ts";
import { isList } from "../canon/value.ts";

const expression = /<%[\s\S]*?%>|\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;
const unnamedTask = /(?<![\w.$])task\(\s*\)/;
const namedTask = /(?<![\w.$])task\(\s*(?:"([^"]*)"|'([^']*)'|([\p{L}\p{N}_.-]+))\s*\)/gu;
const variable = /(?<![\w$)\]])[$_]\.([\p{L}_][\p{L}\p{N}_]*)(?!\s*\()/gu;

/** All expressions in a value, however deep. */
export function* expressionsIn(value: Json): Generator<string> {
  if (typeof value === "string") {
    if (value.includes("<%") || value.includes("{{") || value.includes("{%")) {
      for (const [text] of value.matchAll(expression)) yield text;
    }
  } else if (isList(value)) {
    for (const item of value) yield* expressionsIn(item);
  } else if (isMap(value)) {
    for (const [key, item] of Object.entries(value)) {
      yield* expressionsIn(key);
      yield* expressionsIn(item);
    }
  }
}

/** The tasks that a value reads by name: `task(a)`, `task('a')`. */
export function tasksRead(value: Json): Set<string> {
  const names = new Set<string>();
  for (const text of expressionsIn(value)) {
    for (const [, double, single, bare] of text.matchAll(namedTask)) names.add(double ?? single ?? bare ?? "");
  }
  return names;
}

/** Whether a value says `task()` and means the task it belongs to. */
export function callsTaskUnnamed(value: Json): boolean {
  for (const text of expressionsIn(value)) if (unnamedTask.test(text)) return true;
  return false;
}

/** The variables that a value reads: `$.v`, `_.v`. */
export function variablesRead(value: Json): Set<string> {
  const names = new Set<string>();
  for (const text of expressionsIn(value)) {
    for (const [, name = ""] of text.matchAll(variable)) names.add(name);
  }
  return names;
}
