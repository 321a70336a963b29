import type { Flow } from "../canon/node.ts";
import { expressionsIn } from "../check/reads.ts";
import type { FlattenContext, LoadedParent } from "../parents/definition.ts";
import type { Report } from "../report/problem.ts";
import { warnOfDefaults } from "./defaults.ts";
import { warnOfLostVariables } from "./variables.ts";

interface Extending {
  readonly parents: readonly LoadedParent[];
}

/** From this depth on a hierarchy is hard to follow. */
const comfortableDepth = 3;

/**
 * Warns of what is allowed in the result of flattening but may not be meant: W1 to W7 (design, section 9).
 *
 * @param child its parents
 * @param was what is inherited
 * @param flow the result
 * @param context knows actions and abstract workflows
 * @param report gets the warnings
 */
export function warnOfResult(child: Extending, was: Flow, flow: Flow, context: FlattenContext, report: Report): void {
  warnOfDynamicCalls(child, flow, report);
  warnOfArguments(flow, context, report);
  warnOfLostVariables(was, flow, report);
  warnOfAbstractCalls(flow, context, report);
  const depth = Math.max(...child.parents.map(({ flattened }) => flattened.depth)) + 1;
  if (depth > comfortableDepth) {
    report.warn(
      "INH-W5",
      ["extends"],
      `${depth} levels of inheritance are hard to follow; extend a workflow further up`,
    );
  }
  warnOfDefaults(
    child.parents.map((parent) => parent.flow),
    flow,
    report,
  );
  for (const { path, reference, flattened, latestRevision } of child.parents) {
    if (latestRevision <= flattened.revision) continue;
    report.warn(
      "INH-W7",
      path,
      `'${reference.name}' has revision ${latestRevision}, and this workflow stays at ${flattened.revision}; rebase it to follow`,
    );
  }
}

/** Warns of static calls to workflows that cannot be run (W4). */
export function warnOfAbstractCalls(flow: Flow, context: FlattenContext, report: Report): void {
  for (const [name, { parts }] of flow.tasks) {
    const call = parts.get("workflow");
    if (call?.kind !== "leaf" || typeof call.value !== "string" || context.isAbstract?.(call.value) !== true) continue;
    report.warn(
      "INH-W4",
      ["tasks", name, "workflow"],
      `task '${name}' calls '${call.value}', which is abstract and cannot be run; call a workflow that implements it`,
    );
  }
}

/** Calls in a parent's text that could not be bound to its workbook (W1). */
function warnOfDynamicCalls({ parents }: Extending, flow: Flow, report: Report): void {
  for (const { unboundCalls } of parents) {
    for (const { task, attribute, name } of unboundCalls) {
      const call = flow.tasks.get(task)?.parts.get(attribute);
      if (call?.kind !== "leaf" || call.value !== name) continue;
      report.warn(
        "INH-W1",
        ["tasks", task, attribute],
        `task '${task}' calls ${name}, a name that cannot be bound to the workbook it was written in; check what it means here`,
      );
    }
  }
}

function warnOfArguments(flow: Flow, context: FlattenContext, report: Report): void {
  for (const [name, { parts }] of flow.tasks) {
    const action = parts.get("action");
    const input = parts.get("input");
    if (action?.kind !== "leaf" || typeof action.value !== "string" || input?.kind !== "entries") continue;
    if (expressionsIn(action.value).next().done !== true) continue;
    const known = context.parametersOf?.(action.value);
    if (known === undefined) continue;
    for (const key of input.entries.keys()) {
      if (known.includes(key)) continue;
      report.warn(
        "INH-W2",
        ["tasks", name, "input", key],
        `action '${action.value}' of task '${name}' has no parameter '${key}'; remove 'tasks.${name}.input.${key}'`,
      );
    }
  }
}
