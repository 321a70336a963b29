import { isMap } from "../../base/index.ts";
import type { Json, JsonMap } from "../../base/index.ts";
import { namedTasks } from "../../expressions/index.ts";
import { suggest } from "../spelling.ts";
import type { Path } from "../yaml/path.ts";
import type { Report } from "./report.ts";

/**
 * Warns of expressions that ask for a task of the workflow that it does not have: `task(x)` is null then.
 *
 * @param body the body of the workflow
 * @param tasks the names of its tasks
 */
export function checkTaskNames(report: Report, body: JsonMap, tasks: ReadonlySet<string>): void {
  const visit = (value: Json, path: Path): void => {
    if (typeof value === "string") {
      if (!value.includes("task")) return;
      for (const { name } of namedTasks(value)) if (!tasks.has(name)) warn(name, path);
    } else if (Array.isArray(value)) {
      value.forEach((item: Json, index) => visit(item, [...path, index]));
    } else if (isMap(value)) {
      for (const [key, item] of Object.entries(value)) visit(item, [...path, key]);
    }
  };
  const warn = (name: string, path: Path): void => {
    const near = suggest(name, tasks);
    report.add("unknown-task-name", `task('${name}') is null: no such task${near === "" ? "" : `. ${near}`}`, path);
  };
  for (const [key, part] of Object.entries(body)) if (key !== "input") visit(part, [key]);
}
