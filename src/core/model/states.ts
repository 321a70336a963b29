/**
 * The state tables of Mistral 15 (REST reference, section 5). Everything else about states is derived from them: which
 * states are final is the absence of a move out of them but by a rerun, never a second list.
 */

export type ExecutionState = "IDLE" | "RUNNING" | "PAUSED" | "SUCCESS" | "ERROR" | "CANCELLED";
export type TaskState = ExecutionState | "WAITING" | "DELAYED" | "SKIPPED";
export type ActionState = ExecutionState;

/** For every state: where it may go by itself (`to`), and where only a person's rerun or skip may take it (`again`). */
const moves: Record<TaskState, { readonly to: readonly TaskState[]; readonly again: readonly TaskState[] }> = {
  IDLE: { to: ["RUNNING", "PAUSED", "DELAYED", "ERROR", "CANCELLED"], again: [] },
  WAITING: { to: ["RUNNING", "ERROR", "CANCELLED"], again: [] },
  RUNNING: { to: ["PAUSED", "DELAYED", "WAITING", "IDLE", "SUCCESS", "ERROR", "CANCELLED"], again: [] },
  DELAYED: { to: ["RUNNING", "SUCCESS", "ERROR", "CANCELLED"], again: [] },
  PAUSED: { to: ["RUNNING", "SUCCESS", "ERROR", "CANCELLED"], again: [] },
  SUCCESS: { to: [], again: [] },
  ERROR: { to: [], again: ["RUNNING", "SKIPPED"] },
  CANCELLED: { to: [], again: ["RUNNING"] },
  SKIPPED: { to: [], again: [] },
};

/** Whether nothing moves the state any more unless somebody asks for a rerun. */
export function isFinal(state: TaskState): boolean {
  return moves[state].to.length === 0;
}

/** Whether the state may become the other one; every state may stay as it is. */
export function canMove(from: TaskState, to: TaskState): boolean {
  return from === to || moves[from].to.includes(to) || moves[from].again.includes(to);
}
