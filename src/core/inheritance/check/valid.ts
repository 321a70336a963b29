import { clauseNames, commandNames, directOnly, reverseOnly } from "../canon/attributes.ts";
import { itemsOf, nextOf } from "../canon/next.ts";
import type { Flow, Parts } from "../canon/node.ts";
import { entryPath } from "../edit/remove-path.ts";
import type { Report } from "../report/problem.ts";
import { hint } from "../report/suggest.ts";
import { graphOf, isStart } from "./graph.ts";
import { sections } from "./transitions.ts";

/**
 * Checks what flattening can make of two valid texts and Mistral would refuse (INH-024), in the order of the result.
 *
 * @param flow the result
 * @param report gets the errors
 */
export function checkValid(flow: Flow, report: Report): void {
  if (flow.tasks.size === 0) {
    report.add(
      "INH-024",
      ["tasks"],
      "the result is no valid workflow: Workflow doesn't have any tasks; keep or add one",
    );
    return;
  }
  for (const [place, parts] of sections(flow)) {
    checkAttributes(place, parts, flow, report);
    checkRetry(place, parts, report);
    checkTargets(place, parts, flow, report);
  }
  if (flow.type === "reverse") return;
  const graph = graphOf(flow);
  if ([...flow.tasks.keys()].some((name) => isStart(graph, name))) return;
  report.add(
    "INH-024",
    ["tasks"],
    "the result is no valid workflow: Failed to find start tasks in direct workflow. There must be at least one task without inbound transition.; remove a transition",
  );
}

function checkAttributes(place: readonly string[], parts: Parts, { type }: Flow, report: Report): void {
  if (place.length === 1) return;
  const foreign = type === "reverse" ? directOnly : reverseOnly;
  for (const attribute of parts.keys()) {
    if (!foreign.has(attribute)) continue;
    const path = [...place, attribute];
    report.add(
      "INH-024",
      path,
      `the result is no valid workflow: '${attribute}' is no attribute of a task in a ${type} workflow; remove '${path.join(".")}'`,
    );
  }
}

function checkRetry(place: readonly string[], parts: Parts, report: Report): void {
  const retry = parts.get("retry");
  if (retry?.kind !== "entries") return;
  const missing = ["count", "delay"].filter((field) => !retry.entries.has(field));
  if (missing.length === 0) return;
  report.add(
    "INH-024",
    [...place, "retry"],
    `the result is no valid workflow: 'retry' has no ${missing.map((field) => `'${field}'`).join(" and no ")}, which is a required property; add it`,
  );
}

function checkTargets(place: readonly string[], parts: Parts, flow: Flow, report: Report): void {
  const names = [...flow.tasks.keys()];
  const refuse = (path: readonly string[], target: string): void => {
    report.add(
      "INH-024",
      path,
      `the result is no valid workflow: Task '${target}' not found.${hint(target, names, "Tasks")}`,
    );
  };
  if (flow.type === "reverse") {
    for (const { key } of itemsOf(parts, "requires"))
      if (!flow.tasks.has(key)) refuse([...place, "requires", key], key);
    return;
  }
  for (const clause of clauseNames) {
    for (const { key } of nextOf(parts, clause)?.items ?? []) {
      if (!commandNames.has(key) && !flow.tasks.has(key)) refuse(entryPath(place, clause, key), key);
    }
  }
}
