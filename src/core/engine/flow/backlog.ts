import type { Json, JsonMap } from "../../base/index.ts";
import type { Draft } from "../state/draft.ts";
import type { Step } from "../state/step.ts";

/** Keeps a step that a pause holds back, for the resume (Mistral 15, semantics 5.4). */
export function saveToBacklog(draft: Draft, step: Step): void {
  const { backlog } = draft.execution;
  const saved: Json = { ...step } as unknown as JsonMap;
  draft.changeExecution({ backlog: [...(Array.isArray(backlog) ? (backlog as readonly Json[]) : []), saved] });
}

/** Takes out what a pause has held back. */
export function takeBacklog(draft: Draft): readonly Step[] {
  const { backlog } = draft.execution;
  if (!Array.isArray(backlog) || backlog.length === 0) return [];
  draft.changeExecution({ backlog: null });
  return backlog as readonly unknown[] as readonly Step[];
}
