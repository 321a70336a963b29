import { Float } from "../../base/index.ts";
import { clausesOf, type TaskSpec, type WorkflowSpec } from "../../language/index.ts";

const expression = /<%[\s\S]*?%>|\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;
/** An expression that is nothing but the whole context. */
const whole = /^(?:<%\s*\$\s*%>|\{\{\s*_\s*\}\})$/;

/** Variables that a task publishes, at whatever end. */
export function publishedBy(task: TaskSpec): Set<string> {
  const clauses = clausesOf(task).flatMap(([, { publish }]) => [publish?.branch, publish?.global, publish?.atomic]);
  const maps = [task.publish, task.publishOnError, task.publishOnSkip, ...clauses];
  return new Set(maps.flatMap((map) => (map === undefined ? [] : Object.keys(map))));
}

/**
 * Whether an expression somewhere in a value might read a name: it says the word, or takes the context as a whole. What it
 * means by the word is not looked at, so that nothing that is read is missed.
 */
export function mentions(value: unknown, name: string): boolean {
  const says = /^[\p{L}\p{N}_-]+$/u.test(name)
    ? (text: string) => wordsOf(text).includes(name)
    : (text: string) => text.includes(name);
  return texts(value).some((text) => whole.test(text) || says(text));
}

/** All that is evaluated at the end of an execution. */
export function evaluatedAtEnd({ output, outputOnError }: WorkflowSpec): unknown {
  return [output, outputOnError];
}

function texts(value: unknown): readonly string[] {
  if (typeof value === "string") return value.match(expression) ?? [];
  if (typeof value !== "object" || value === null || value instanceof Float) return [];
  const known = found.get(value);
  if (known !== undefined) return known;
  const list = Array.isArray(value)
    ? value.flatMap(texts)
    : Object.entries(value).flatMap(([key, one]) => [...texts(key), ...texts(one)]);
  found.set(value, list);
  return list;
}

/** Specifications never change. */
const found = new WeakMap<object, readonly string[]>();

function wordsOf(text: string): string[] {
  return [...(text.match(/[\p{L}\p{N}_]+/gu) ?? []), ...(text.match(/[\p{L}\p{N}_-]+/gu) ?? [])];
}
