import { pythonText } from "../../expressions/index.ts";
import type { JsonMap } from "../../base/index.ts";
import type { TaskRecord } from "../../model/index.ts";
import { faultOf } from "../calls/invalid.ts";
import type { Draft } from "../state/draft.ts";
import { cancelChildren, cancelExecution, failExecution, succeedExecution } from "./finish.ts";

/** Ends the execution if it is running and no task of it is left to end. */
export function checkCompletion(draft: Draft): void {
  if (draft.isOver || draft.isPaused || draft.unfinished > 0) return;
  try {
    complete(draft);
  } catch (error) {
    const { id, workflowName } = draft.execution;
    failExecution(draft, `Failed to check and complete [wf_ex_id=${id}, wf_name=${workflowName}]: ${faultOf(error)}\n`);
  }
}

/** Cancellation wins over errors, errors over success (Mistral 15, semantics 14.5). */
function complete(draft: Draft): void {
  const cancelled = draft.select("cancelled");
  if (cancelled.length > 0) {
    const message = `Cancelled tasks: ${byName(cancelled)
      .map(({ name }) => name)
      .join(", ")}`;
    cancelExecution(draft, message);
    cancelChildren(draft, message);
    return;
  }
  const failed = draft.select("failed");
  if (failed.every((task) => isHandled(draft, task))) succeedExecution(draft, null);
  else failExecution(draft, failureText(draft, failed));
}

/** A reverse workflow has nothing that could handle an error (Mistral 15, semantics 13.2). */
function isHandled(draft: Draft, task: TaskRecord): boolean {
  return draft.spec.type === "direct" && task.isErrorHandled;
}

/** Mistral 15, semantics section 15. A task that has an `on-error` clause is not listed, though its guards may be false. */
function failureText(draft: Draft, failed: readonly TaskRecord[]): string {
  const listed = byName(
    failed.filter((task) => draft.spec.type === "reverse" || draft.specOf(task).onError.next.length === 0),
  );
  const head = `Failure caused by error in tasks: ${listed.map(({ name }) => name).join(", ")}\n`;
  return head + listed.map((task) => taskText(draft, task)).join("");
}

function taskText(draft: Draft, task: TaskRecord): string {
  const head = `\n  ${task.name} [task_ex_id=${task.id}] -> ${task.stateInfo ?? "None"}\n`;
  const actions = draft
    .actionsOf(task.id)
    .map((action, i) => ({ ...action, line: `action_ex_id=${action.id}, idx=${i}` }));
  const children = draft.childrenOf(task.id).map((child, i) => ({ ...child, line: `wf_ex_id=${child.id}, idx=${i}` }));
  const lines = [...actions, ...children]
    .filter(({ state }) => state === "ERROR")
    .map(({ line, output }) => `    [${line}]: ${resultText(output)}\n`);
  return head + lines.join("");
}

function resultText(output: JsonMap | null): string {
  return output !== null && Object.hasOwn(output, "result") ? pythonText(output["result"] ?? null) : "Unknown";
}

function byName(tasks: readonly TaskRecord[]): TaskRecord[] {
  return tasks.toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
}
