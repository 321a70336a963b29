import { Float, isMap } from "../../base/index.ts";
import type { Json, JsonMap } from "../../base/index.ts";
import { splitInline } from "../inline.ts";
import { get } from "../map.ts";
import type { PoliciesSpec, RetrySpec } from "../spec.ts";

/**
 * Reads the policies of a task. A value of the task that switches nothing on (0, false) leaves the default in force; only
 * a `retry` of its own, whatever its count, replaces the default one (Mistral 15, semantics 11.2).
 *
 * @param task the body of the task
 * @param defaults the body of `task-defaults`, empty when there is none
 */
export function buildPolicies(task: JsonMap, defaults: JsonMap): PoliciesSpec {
  const pick = (key: string): Json | undefined => switchedOn(get(task, key)) ?? switchedOn(get(defaults, key));
  return {
    pauseBefore: pick("pause-before"),
    waitBefore: pick("wait-before"),
    waitAfter: pick("wait-after"),
    timeout: pick("timeout"),
    concurrency: pick("concurrency"),
    failOn: pick("fail-on"),
    retry: buildRetry(get(task, "retry")) ?? buildRetry(get(defaults, "retry")),
  };
}

/**
 * The map form of a `retry`.
 *
 * @param retry a map, or the one-line form `count=3 delay=5`
 */
function retryMap(retry: Json): JsonMap | undefined {
  if (typeof retry === "string") return splitInline(retry)?.parameters;
  return isMap(retry) ? retry : undefined;
}

function buildRetry(retry: Json | undefined): RetrySpec | undefined {
  const map = retry === undefined ? undefined : retryMap(retry);
  if (map === undefined) return undefined;
  return {
    count: get(map, "count") ?? 0,
    delay: get(map, "delay"),
    breakOn: get(map, "break-on"),
    continueOn: get(map, "continue-on"),
  };
}

function switchedOn(value: Json | undefined): Json | undefined {
  if (value instanceof Float && value.value === 0) return undefined;
  return value === 0 || value === false || value === null ? undefined : value;
}
