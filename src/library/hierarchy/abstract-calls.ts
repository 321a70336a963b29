import { isMap } from "../../core/base/index.ts";
import type { Json, JsonMap } from "../../core/base/index.ts";
import { isExpression } from "../../core/expressions/index.ts";
import type { DefinitionStore } from "../../store/index.ts";
import { visibleTo } from "../access.ts";
import type { FlattenPlace, Target } from "./target.ts";
import type { FoundParent } from "./parents/parents.ts";

/**
 * Which of the workflows that a document calls by name are abstract, for the warning INH-W4. They are found as a task would
 * find them: in the workbook, in the namespace, in the default one.
 */
export async function abstractCalls(
  definitions: DefinitionStore,
  targets: readonly Target[],
  parents: readonly (FoundParent | "missing" | "ambiguous")[],
  { caller, namespace, workbook }: FlattenPlace,
): Promise<(workflow: string) => boolean> {
  const bodies = [
    ...targets.map(({ source }) => source.body),
    ...parents.flatMap((parent) => (typeof parent === "string" ? [] : [parent.definition.flattened.body])),
  ];
  const called = new Set(bodies.flatMap(callsIn).filter((name) => !name.includes("\0")));
  if (called.size === 0) return () => false;
  const names = [...called].flatMap((name) => (workbook === undefined ? [name] : [`${workbook.name}.${name}`, name]));
  const rows = await definitions.workflows.list({
    visibility: visibleTo(caller),
    filters: [
      { field: "name", op: "in", value: names },
      { field: "namespace", op: "in", value: [...new Set([namespace, ""])] },
    ],
    fields: ["id", "name", "namespace", "isAbstract"],
  });
  return (workflow) => {
    const candidates = workbook === undefined ? [workflow] : [`${workbook.name}.${workflow}`, workflow];
    for (const name of candidates) {
      const found = [namespace, ""].flatMap(
        (space) => rows.find((row) => row.name === name && row.namespace === space) ?? [],
      );
      if (found[0] !== undefined) return found[0].isAbstract;
    }
    return false;
  };
}

function callsIn(body: JsonMap): string[] {
  return ["tasks", "override"].flatMap((key) => {
    const tasks = Object.hasOwn(body, key) ? body[key] : undefined;
    return tasks !== undefined && isMap(tasks) ? Object.values(tasks).flatMap(callOf) : [];
  });
}

function callOf(task: Json): string[] {
  const workflow = isMap(task) && Object.hasOwn(task, "workflow") ? task["workflow"] : undefined;
  if (typeof workflow !== "string" || isExpression(workflow)) return [];
  const [name = ""] = workflow.split(/[\s(]/);
  return [name];
}
