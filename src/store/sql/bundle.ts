import type { ChildRecord, MessageRecord } from "../../core/model/index.ts";
import type { ExecutionBundle } from "../port.ts";
import { actionTable, executionTable, messageTable, taskTable, timerTable } from "../rows/executions.ts";
import type { Row } from "../rows/table.ts";

/** The columns of a sub-workflow that its parent sees. */
export const childColumns = executionTable.columns
  .filter(({ field }) =>
    ["id", "parentTaskId", "workflowName", "index", "state", "stateInfo", "output", "accepted", "createdAt"].includes(
      field,
    ),
  )
  .map((column) => column.name);

/** The rows of one execution, in the order that {@link ExecutionBundle} promises. */
export interface BundleRows {
  readonly execution: Row;
  readonly tasks: readonly Row[];
  readonly actions: readonly Row[];
  readonly children: readonly Row[];
  readonly timers: readonly Row[];
  readonly messages: readonly Row[];
}

export function bundleOf(rows: BundleRows): ExecutionBundle {
  const messages = rows.messages.map((row) => messageTable.toRecord(row));
  const unheard = new Set(messages.flatMap(finishedChild));
  return {
    execution: executionTable.toRecord(rows.execution),
    tasks: rows.tasks.map((row) => taskTable.toRecord(row)),
    actions: rows.actions.map((row) => actionTable.toRecord(row)),
    children: rows.children.map((row) => childOf(row, unheard)),
    timers: rows.timers.map((row) => timerTable.toRecord(row)),
    messages,
  };
}

function finishedChild({ event }: MessageRecord): string[] {
  return event.type === "childFinished" ? [event.childId] : [];
}

/** A child whose end is still on its way has not ended for its parent. */
function childOf(row: Row, unheard: ReadonlySet<string>): ChildRecord {
  const child = executionTable.toRecord(row);
  const hasEnded = !unheard.has(child.id);
  return {
    id: child.id,
    taskId: child.parentTaskId ?? "",
    workflowName: child.workflowName,
    index: child.index,
    state: hasEnded ? child.state : "RUNNING",
    stateInfo: hasEnded ? child.stateInfo : null,
    output: hasEnded ? child.output : null,
    accepted: child.accepted,
    createdAt: child.createdAt,
  };
}
