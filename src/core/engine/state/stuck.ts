import { isFinal, type TaskRecord } from "../../model/index.ts";
import { itemsProgress } from "./items.ts";
import type { LiveState } from "./live-state.ts";

/**
 * Looks for an execution that nothing will move any more: not finished, not paused, and without an action, sub-workflow,
 * timer or person that it waits for. There is never one; tests look after every decision.
 *
 * @returns what hangs, or undefined when all is well
 */
export function isStuck(state: LiveState): string | undefined {
  const { execution } = state;
  if (isFinal(execution.state) || execution.state === "PAUSED") return undefined;
  const unfinished = [...state.index.in("unfinished")].flatMap((id) => state.tasks.get(id) ?? []);
  if (unfinished.length === 0) return `execution ${execution.id} is ${execution.state} though no task is left to end`;
  const hanging = unfinished.find((task) => task.state !== "WAITING" && !isMoved(state, task));
  if (hanging !== undefined) return `task ${hanging.name} is ${hanging.state} and nothing will move it`;
  const isAlive = unfinished.some((task) => isMoved(state, task));
  return isAlive ? undefined : `only joins are left: ${unfinished.map(({ name }) => name).join(", ")}`;
}

function isMoved(state: LiveState, task: TaskRecord): boolean {
  if (state.timersOf(task.id).size > 0) return true;
  if (task.state === "PAUSED") return true;
  if (task.state === "WAITING" || task.state === "IDLE" || task.state === "DELAYED") return false;
  const progress = itemsProgress(task);
  if (progress !== undefined && state.index.in("growing").has(task.id)) return true;
  const isOpen = (id: string) => !isFinal((state.actions.get(id) ?? state.children.get(id))?.state ?? "ERROR");
  return state.actionsOf(task.id).some(isOpen) || state.childrenOf(task.id).some(isOpen);
}
