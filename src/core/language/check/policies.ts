import { isMap } from "../../base/index.ts";
import type { Json, JsonMap } from "../../base/index.ts";
import { splitInline } from "../inline.ts";
import { get } from "../map.ts";
import { faultsOf } from "../shape/schema.ts";
import { retry as retryShape } from "../shape/task.ts";
import type { Path } from "../yaml/path.ts";
import { badCall } from "./call.ts";
import type { Report } from "./report.ts";

/**
 * Checks the policies of a task or of `task-defaults` whose shape is right.
 *
 * @param body the body that holds them
 * @param path its path
 */
export function checkPolicies(report: Report, body: JsonMap, path: Path): void {
  for (const key of ["wait-before", "wait-after", "timeout", "pause-before", "concurrency", "fail-on"]) {
    report.expressions(text(get(body, key)), [...path, key]);
  }
  checkRetry(report, get(body, "retry"), [...path, "retry"]);
}

function checkRetry(report: Report, retry: Json | undefined, path: Path): void {
  if (retry === undefined || retry === "") return;
  let map = retry;
  if (typeof retry === "string") {
    const inline = splitInline(retry);
    if (inline === undefined) {
      report.add("bad-call", badCall(retry), path);
      return;
    }
    map = inline.parameters;
    if (report.faults(faultsOf(map, retryShape), path)) return;
  }
  if (!isMap(map)) return;
  const isInline = map !== retry;
  for (const key of ["count", "delay", "break-on", "continue-on"]) {
    report.expressions(text(get(map, key)), isInline ? path : [...path, key]);
  }
}

function text(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
