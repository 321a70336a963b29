import { isMap } from "../../base/index.ts";
import type { Json, JsonMap } from "../../base/index.ts";
import { splitInline } from "../../language/index.ts";
import { scopeNames, taskAttributes } from "../canon/attributes.ts";
import { isExplicit, isOneKeyMap } from "../canon/read-clause.ts";
import { isSame } from "../canon/same.ts";
import { isList } from "../canon/value.ts";
import { superOf } from "../edit/splice.ts";
import type { Report } from "../report/problem.ts";
import { hint } from "../report/suggest.ts";

type Path = readonly string[];

const retryFields = ["count", "delay", "break-on", "continue-on"];
const expression = /^(?:<%[^\n]*?%>|\{\{[^\n]*\}\}|\{%[^\n]*%\})\s*$/;
const transition = /^(?:\S+|\w+ \w+=.*|\w+\(\w+=.*\))$/u;

/**
 * Checks the shape of a patch under `override`: the schema of a task with nothing required inside `retry`, and `super` in
 * lists. Every breach is INH-010, `action` together with `workflow` is INH-020.
 *
 * @param path the path of the patch
 * @param patch what is written there
 * @param report gets the problems
 */
export function checkPatch(path: Path, patch: Json, report: Report): void {
  if (!isMap(patch) || Object.keys(patch).length === 0) {
    report.add("INH-010", path, `'${path.join(".")}' must be a map of attributes; drop it if nothing changes`);
    return;
  }
  for (const [attribute, value] of Object.entries(patch)) {
    if (!taskAttributes.has(attribute)) refuseAttribute([...path, attribute], attribute, report);
    else checkValue([...path, attribute], attribute, value, report);
  }
  if (Object.hasOwn(patch, "action") && Object.hasOwn(patch, "workflow")) {
    report.add("INH-020", path, "sets both 'action' and 'workflow'; a task has one of them, drop the other");
  }
}

function refuseAttribute(path: Path, attribute: string, report: Report): void {
  if (attribute === "before" || attribute === "after") {
    report.add("INH-010", path, `'${attribute}' is for new tasks; an inherited task stays where it is`);
    return;
  }
  const guess = hint(attribute, [...taskAttributes.keys()], "Attributes").replace(/ Attributes: .*/, "");
  report.add("INH-010", path, `'${attribute}' is no attribute of a task.${guess}`);
}

function checkValue(path: Path, attribute: string, value: Json, report: Report): void {
  const kind = taskAttributes.get(attribute);
  if (attribute === "retry") return checkRetry(path, value, report);
  if (kind === "clause") return checkClause(path, value, report);
  if (kind === "list") return checkList(path, attribute, value, report);
  if (kind === "entries") {
    const isText = attribute === "input" && typeof value === "string" && value !== "";
    if (!isText && !isFilled(value)) refuse(path, "must be a map with at least one key", report);
    return undefined;
  }
  const problem = leafProblem(attribute, value);
  if (problem !== undefined) refuse(path, problem, report);
  return undefined;
}

function leafProblem(attribute: string, value: Json): string | undefined {
  switch (attribute) {
    case "description":
      return typeof value === "string" ? undefined : "must be a text";
    case "action":
    case "workflow":
    case "target":
      return typeof value === "string" && value !== "" ? undefined : "must be a text";
    case "join":
      return value === "all" || value === "one" || isCount(value) ? undefined : "must be all, one or a whole number";
    case "concurrency":
    case "wait-before":
    case "wait-after":
    case "timeout":
      return isCount(value) || isExpression(value) ? undefined : "must be a whole number or an expression";
    default:
      return typeof value === "boolean" || isExpression(value) ? undefined : "must be true, false or an expression";
  }
}

function checkRetry(path: Path, value: Json, report: Report): void {
  const fields = typeof value === "string" ? splitInline(`retry ${value}`)?.parameters : value;
  if (fields === undefined || !isFilled(fields)) {
    refuse(path, "must be a map, or one line like count=3 delay=5", report);
    return;
  }
  for (const [field, item] of Object.entries(fields)) {
    const place = typeof value === "string" ? path : [...path, field];
    if (!retryFields.includes(field)) refuse(place, `must be one of ${retryFields.join(", ")}`, report);
    else if (!isExpression(item) && !((field === "count" || field === "delay") && isCount(item))) {
      refuse(
        place,
        field === "count" || field === "delay" ? "must be a whole number or an expression" : "must be an expression",
        report,
      );
    }
  }
}

function checkList(path: Path, attribute: string, value: Json, report: Report): void {
  if (attribute !== "tags" && typeof value === "string" && value !== "") return;
  const isFine = Array.isArray(value) && value.length > 0 && value.every((item: Json) => isText(item) || isSuper(item));
  if (!isFine || hasTwins(value)) refuse(path, "must be a list of different texts", report);
}

function checkClause(path: Path, value: Json, report: Report): void {
  if (!isMap(value) || !isExplicit(value)) return checkNext(path, value, report);
  if (Object.keys(value).length === 0) return refuse(path, "must not be empty", report);
  if (Object.hasOwn(value, "publish")) checkPublish([...path, "publish"], value["publish"] ?? null, report);
  if (Object.hasOwn(value, "next")) checkNext([...path, "next"], value["next"] ?? null, report);
  return undefined;
}

function checkPublish(path: Path, value: Json, report: Report): void {
  if (!isFilled(value)) return refuse(path, `must be a map of ${scopeNames.join(", ")}`, report);
  for (const [scope, variables] of Object.entries(value)) {
    const isKnown = scopeNames.some((name) => name === scope);
    if (!isKnown) refuse([...path, scope], `must be one of ${scopeNames.join(", ")}`, report);
    else if (!isFilled(variables)) refuse([...path, scope], "must be a map with at least one variable", report);
  }
  return undefined;
}

function checkNext(path: Path, value: Json, report: Report): void {
  if (typeof value === "string" || isOneKeyMap(value)) return checkEntry(path, value, report);
  if (!isList(value) || value.length === 0 || hasTwins(value)) {
    return refuse(path, "must be a task, one task with its guard, or a list of different ones", report);
  }
  for (const entry of value) checkEntry(path, entry, report);
  return undefined;
}

function checkEntry(path: Path, entry: Json, report: Report): void {
  if (isSuper(entry)) return undefined;
  if (typeof entry === "string") {
    return transition.test(entry) ? undefined : refuse(path, `has '${entry}', which names no task`, report);
  }
  if (!isOneKeyMap(entry)) return refuse(path, "may have only tasks and tasks with one guard", report);
  const [[text, guard] = ["", null]] = Object.entries(entry);
  if (!transition.test(text)) return refuse(path, `has '${text}', which names no task`, report);
  return isExpression(guard) ? undefined : refuse([...path, text], "must have an expression as guard", report);
}

function refuse(path: Path, problem: string, report: Report): void {
  report.add("INH-010", path, `'${path.join(".")}' ${problem}`);
}

function isSuper(item: Json): boolean {
  const mark = superOf(item);
  return mark !== undefined && (mark.parent === undefined || isText(mark.parent));
}

/** Whether two elements are equal; `super` written twice is another matter (INH-015). */
function hasTwins(values: readonly Json[]): boolean {
  const plain = values.filter((value) => superOf(value) === undefined);
  return plain.some((value, index) => plain.slice(0, index).some((other) => isSame(value, other)));
}

function isText(value: Json): boolean {
  return typeof value === "string" && value !== "";
}

function isFilled(value: Json): value is JsonMap {
  return isMap(value) && Object.keys(value).length > 0;
}

function isCount(value: Json): boolean {
  return typeof value === "bigint" ? value >= 0n : typeof value === "number" && Number.isInteger(value) && value >= 0;
}

function isExpression(value: Json): boolean {
  return typeof value === "string" && expression.test(value);
}
