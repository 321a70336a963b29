import type { Flow, Leaf, Task } from "../canon/node.ts";
import type { Pen } from "../canon/pen.ts";
import { rememberValue, stepOf } from "../canon/pen.ts";
import { expressionsIn } from "../check/reads.ts";

/** A workbook with the names of its members, without its own name in front. */
export interface WorkbookMembers {
  readonly name: string;
  readonly workflows: ReadonlySet<string>;
  readonly actions: ReadonlySet<string>;
}

/**
 * Binds the names in a parent's text where they were written (design, section 7): a static name that meant a member of
 * the parent's workbook is written out, so that the child, which is not in that workbook, calls the same.
 *
 * @param flow the parent
 * @param workbook its workbook
 * @param pen the child
 * @returns the parent with bound names
 */
export function bindNames(flow: Flow, workbook: WorkbookMembers, pen: Pen): Flow {
  const tasks = new Map<string, Task>();
  for (const [name, task] of flow.tasks) tasks.set(name, bindTask(task, workbook, pen));
  return { ...flow, tasks };
}

/** A call whose name is an expression. */
export interface DynamicCall {
  readonly task: string;
  readonly attribute: "action" | "workflow";
  readonly name: string;
}

/** The calls whose name is an expression; they cannot be bound. */
export function dynamicCalls(flow: Flow): DynamicCall[] {
  const calls: DynamicCall[] = [];
  for (const [task, { parts }] of flow.tasks) {
    for (const attribute of ["action", "workflow"] as const) {
      const call = parts.get(attribute);
      if (call?.kind !== "leaf" || typeof call.value !== "string" || !isDynamic(call)) continue;
      calls.push({ task, attribute, name: call.value });
    }
  }
  return calls;
}

function bindTask(task: Task, workbook: WorkbookMembers, pen: Pen): Task {
  for (const attribute of ["action", "workflow"] as const) {
    const call = task.parts.get(attribute);
    if (call?.kind !== "leaf" || typeof call.value !== "string" || isDynamic(call)) continue;
    const members = attribute === "action" ? workbook.actions : workbook.workflows;
    if (!members.has(call.value)) continue;
    const trail = [...rememberValue(call.trail, call.value), stepOf(pen, "bind", ["extends"])];
    const bound: Leaf = { ...call, value: `${workbook.name}.${call.value}`, trail };
    return { ...task, parts: new Map(task.parts).set(attribute, bound) };
  }
  return task;
}

function isDynamic({ value }: Leaf): boolean {
  return !expressionsIn(value).next().done;
}
