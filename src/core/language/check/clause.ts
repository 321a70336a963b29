import { isMap } from "../../base/index.ts";
import type { Json } from "../../base/index.ts";
import { pythonRepr } from "../../expressions/index.ts";
import { isLongForm } from "../build/clause.ts";
import { splitInline } from "../inline.ts";
import { get } from "../map.ts";
import type { Path } from "../yaml/path.ts";
import { badCall } from "./call.ts";
import type { Report } from "./report.ts";

/**
 * Checks the publishing and the guard of an on-clause whose shape is right.
 *
 * @param clause what stands under `on-success` and its like
 * @param path its path
 */
export function checkClausePublish(report: Report, clause: Json | undefined, path: Path): void {
  if (clause === undefined || !isMap(clause) || !isLongForm(clause)) return;
  const publish = get(clause, "publish");
  if (publish === undefined || !isMap(publish)) return;
  const scopes = ["branch", "global", "atomic"];
  if (!scopes.some((scope) => get(publish, scope) !== undefined)) {
    const message = "Either 'branch', 'global' or 'atomic' must be specified: ";
    report.add("empty-publish", message, [...path, "publish"]);
  }
  for (const scope of scopes) report.expressions(get(publish, scope), [...path, "publish", scope]);
}

/**
 * Checks the targets and the guards of an on-clause whose shape is right, and warns of a guard that Mistral would lose.
 *
 * @param clause what stands under `on-success` and its like
 * @param path its path
 */
export function checkTransitions(report: Report, clause: Json | undefined, path: Path): void {
  if (clause === undefined) return;
  if (!isMap(clause)) {
    checkNext(report, clause, path);
    return;
  }
  const next = isLongForm(clause) ? get(clause, "next") : clause;
  const nextPath = next === clause ? path : [...path, "next"];
  if (next === undefined) return;
  if (isMap(next)) warnOfMap(report, Object.keys(next), nextPath);
  checkNext(report, next, nextPath);
}

function warnOfMap(report: Report, targets: readonly string[], path: Path): void {
  const [target = ""] = targets;
  const message = `A guard directly under the clause is lost by Mistral, which starts ${pythonRepr(target)} at once or without the guard; here it is one guarded transition. Write a list: [{${target}: ...}]`;
  report.add("INH-W9", message, path);
}

function checkNext(report: Report, next: Json, path: Path): void {
  if (typeof next === "string") checkTarget(report, next, path);
  if (Array.isArray(next)) next.forEach((item: Json, index) => checkNext(report, item, [...path, index]));
  if (!isMap(next)) return;
  for (const [target, guard] of Object.entries(next)) {
    checkTarget(report, target, [...path, target]);
    if (typeof guard !== "string") continue;
    report.expressions(guard, [...path, target]);
    if (isConstant(guard)) {
      report.add("constant-guard", `The guard ${guard.trim()} always gives the same answer`, [...path, target]);
    }
  }
}

function checkTarget(report: Report, text: string, path: Path): void {
  const inline = splitInline(text);
  if (inline === undefined) report.add("bad-call", badCall(text), path, "key");
  report.expressions(inline?.name, path);
  if (inline !== undefined) report.lateExpressions(inline.parameters, path);
}

/** Whether an expression has neither a variable nor a call. */
function isConstant(guard: string): boolean {
  const bare = guard.replaceAll(/"[^"]*"|'[^']*'/g, "");
  return /^\s*(?:<%|\{\{)/.test(bare) && !/[$_(]/.test(bare);
}
