import { Float } from "../../base/index.ts";
import { clausesOf, type TaskSpec, type TransitionSpec } from "../../language/index.ts";

/** Whether two parts of specifications say the same; the order of keys does not count, `2` and `2.0` are different. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (a instanceof Float || b instanceof Float) {
    return a instanceof Float && b instanceof Float && Object.is(a.value, b.value);
  }
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => isSame(item, b[i]));
  }
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  return left.size === right.size && [...left].every(([key, value]) => right.has(key) && isSame(value, right.get(key)));
}

/** Whether two transitions lead to the same under the same guard; how they are written does not count. */
export function isSameTransition(a: TransitionSpec, b: TransitionSpec): boolean {
  return a.guard === b.guard && isSame(a.target, b.target);
}

export function areSameTransitions(a: readonly TransitionSpec[], b: readonly TransitionSpec[]): boolean {
  return a.length === b.length && a.every((one, i) => isSameTransition(one, b[i] ?? one));
}

/**
 * What of a task's effective definition differs, transitions left out: descriptions and tags are no part of what is run.
 *
 * @returns attributes as the language names them
 */
export function differencesOf(from: TaskSpec, to: TaskSpec): string[] {
  const found = new Set<string>();
  const compare = (name: string, a: unknown, b: unknown): void => {
    if (!isSame(a, b)) found.add(name);
  };
  compare(to.call.kind, from.call, to.call);
  compare("input", from.input, to.input);
  compare("with-items", from.withItems, to.withItems);
  compare("join", from.join, to.join);
  compare("requires", from.requires.toSorted(), to.requires.toSorted());
  compare("target", from.target, to.target);
  compare("keep-result", from.keepResult, to.keepResult);
  compare("safe-rerun", from.safeRerun, to.safeRerun);
  compare("publish", from.publish, to.publish);
  compare("publish-on-error", from.publishOnError, to.publishOnError);
  compare("publish-on-skip", from.publishOnSkip, to.publishOnSkip);
  compare("pause-before", from.policies.pauseBefore, to.policies.pauseBefore);
  compare("wait-before", from.policies.waitBefore, to.policies.waitBefore);
  compare("wait-after", from.policies.waitAfter, to.policies.waitAfter);
  compare("timeout", from.policies.timeout, to.policies.timeout);
  compare("concurrency", from.policies.concurrency, to.policies.concurrency);
  compare("fail-on", from.policies.failOn, to.policies.failOn);
  compare("retry", from.policies.retry, to.policies.retry);
  const now = new Map(clausesOf(to));
  for (const [name, { publish }] of clausesOf(from)) compare(`${name}.publish`, publish, now.get(name)?.publish);
  return [...found];
}
