import { isMap } from "../../base/index.ts";
import type { Json, JsonMap } from "../../base/index.ts";
import { clauseNames, keywords, mistralKeys } from "../canon/attributes.ts";
import { isSame } from "../canon/same.ts";
import { isLevel, levelNames } from "../conformance/level.ts";
import { parseRemovePath, segmentsOf } from "../edit/remove-path.ts";
import { superOf } from "../edit/splice.ts";
import type { Report } from "../report/problem.ts";
import { editDistance } from "../report/suggest.ts";
import { refersToParents } from "./extends.ts";
import { checkPatch } from "./patch.ts";

/**
 * Checks what inheritance adds to the text of a workflow (design, section 2): INH-010 and INH-020, in the order of the
 * text, and warning W10.
 *
 * @param body the workflow as written
 * @param report gets the problems
 */
export function checkKeywords(body: JsonMap, report: Report): void {
  const isChild = Object.hasOwn(body, "extends");
  for (const [key, value] of Object.entries(body)) {
    if (key === "extends") checkExtends(value, report);
    else if (key === "abstract" || key === "final") checkMark(key, value, report);
    else if (key === "conforms") checkLevel(value, report);
    else if (key === "remove" || key === "override") {
      if (!isChild) report.add("INH-010", [key], `'${key}' needs 'extends'; name the parent, or drop '${key}'`);
      else if (key === "remove") checkRemove(value, report);
      else checkOverride(value, report);
    } else if (key === "tasks") checkTasks(value, isChild, report);
    else if (!mistralKeys.has(key)) checkUnknown(key, report);
    else if (isChild) checkEmpty([key], value, report);
    else if (key === "tags") checkNoSuper([key], value, report);
    if (key === "task-defaults" && isMap(value)) checkDefaults(value, isChild, report);
  }
}

function checkExtends(value: Json, report: Report): void {
  if (refersToParents(value)) return;
  report.add(
    "INH-010",
    ["extends"],
    "'extends' must be the name of a workflow, {name, namespace, revision} with a revision from 1, or a list of different ones",
  );
}

function checkMark(key: string, value: Json, report: Report): void {
  if (typeof value === "boolean" || isNameList(value)) return;
  report.add("INH-010", [key], `'${key}' must be true, false, or a list of different task names`);
}

function checkLevel(value: Json, report: Report): void {
  if (typeof value === "string" && isLevel(value)) return;
  report.add("INH-010", ["conforms"], `'conforms' must be one of ${levelNames.join(", ")}`);
}

function checkRemove(value: Json, report: Report): void {
  if (!Array.isArray(value) || value.length === 0 || hasTwins(value)) {
    report.add(
      "INH-010",
      ["remove"],
      "'remove' must be a list of one or more different paths; drop it if there is none",
    );
    return;
  }
  value.forEach((path: Json, index) => {
    if (parseRemovePath(path) !== undefined) return;
    const segments = segmentsOf(path);
    report.add(
      "INH-010",
      ["remove", ...segments],
      `remove '${segments.join(".")}' is no path that can be removed; write for instance tasks.t, tasks.t.input.x, tasks.*.on-error.t, input.p, vars.v`,
      { at: ["remove", index] },
    );
  });
}

function checkOverride(value: Json, report: Report): void {
  if (!isMap(value) || Object.keys(value).length === 0) {
    report.add(
      "INH-010",
      ["override"],
      "'override' must be a map of inherited tasks and their changes; drop it if there is none",
    );
    return;
  }
  for (const [task, patch] of Object.entries(value)) checkPatch(["override", task], patch, report);
}

function checkTasks(value: Json, isChild: boolean, report: Report): void {
  if (isChild) checkEmpty(["tasks"], value, report);
  if (!isMap(value)) return;
  for (const [name, task] of Object.entries(value)) {
    if (isChild && name === "super") {
      report.add(
        "INH-010",
        ["tasks", name],
        "'super' stands for what is inherited and cannot be the name of a task; take another name",
      );
    }
    if (isMap(task)) checkTask(name, task, isChild, Object.hasOwn(value, "super"), report);
  }
}

function checkTask(name: string, task: JsonMap, isChild: boolean, isSuperATask: boolean, report: Report): void {
  for (const [key, value] of Object.entries(task)) {
    const path = ["tasks", name, key];
    if (key !== "before" && key !== "after") {
      if (!isChild && !isSuperATask) checkNoSuper(path, value, report);
    } else if (!isChild) {
      report.add("INH-010", path, `'${key}' needs 'extends'; name the parent, or drop '${key}'`);
    } else if (typeof value !== "string" || value === "") {
      report.add("INH-010", path, `'${key}' must be the name of a task`);
    }
  }
}

function checkDefaults(defaults: JsonMap, isChild: boolean, report: Report): void {
  for (const [key, value] of Object.entries(defaults)) {
    if (isChild) checkEmpty(["task-defaults", key], value, report);
    else checkNoSuper(["task-defaults", key], value, report);
  }
}

function checkUnknown(key: string, report: Report): void {
  const meant = keywords.find((word) => editDistance(key, word, 2) <= 2);
  if (meant !== undefined)
    report.add("INH-010", [key], `'${key}' is no attribute of a workflow; did you mean '${meant}'?`);
  else report.warn("INH-W10", [key], `'${key}' is no attribute of a workflow and is ignored; drop it`);
}

function checkEmpty(path: readonly string[], value: Json, report: Report): void {
  const isEmpty =
    value === null || (Array.isArray(value) ? value.length === 0 : isMap(value) && Object.keys(value).length === 0);
  if (!isEmpty) return;
  const name = path.join(".");
  report.add("INH-010", path, `'${name}' is empty, which does not mean removal; write remove: [${name}], or drop it`);
}

/** In a workflow without parents there is nothing that `super` could stand for. */
function checkNoSuper(path: readonly string[], value: Json, report: Report): void {
  const name = path.at(-1) ?? "";
  if (!["tags", "requires", "with-items"].includes(name) && !clauseNames.some((clause) => clause === name)) return;
  const next = isMap(value) && Object.hasOwn(value, "next") ? value["next"] : value;
  const items: readonly Json[] = Array.isArray(next) ? next : next === undefined ? [] : [next];
  if (!items.some((item) => superOf(item) !== undefined)) return;
  report.add("INH-010", path, "'super' needs 'extends': here is no inherited list; name the parent, or drop 'super'");
}

function isNameList(value: Json): boolean {
  if (!Array.isArray(value) || value.length === 0) return false;
  return value.every((name) => typeof name === "string" && name !== "") && !hasTwins(value);
}

/** Whether two elements are equal. */
function hasTwins(values: readonly Json[]): boolean {
  return values.some((value, index) => values.slice(0, index).some((other) => isSame(value, other)));
}
