import { isFinal } from "../../model/index.ts";
import type { Draft } from "../state/draft.ts";
import { readPurpose } from "../state/timer.ts";
import { completeTask } from "../task/complete.ts";
import { runOn } from "../task/run.ts";
import type { EventOf } from "./request.ts";

/** Does what a timer was set for. An execution that is over starts nothing any more (Mistral 15, semantics 14.6). */
export function onTimerFired(draft: Draft, event: EventOf<"timerFired">): void {
  const timer = draft.timer(event.timerId);
  const purpose = timer && readPurpose(timer.purpose);
  if (timer === undefined || purpose === undefined) return;
  draft.cancelTimer(timer.id);
  const { taskId } = purpose;
  const task = draft.tasks.find(taskId);
  if (task === undefined || isFinal(task.state)) return;
  switch (purpose.type) {
    case "continue":
      if (!draft.isOver && task.state === "DELAYED") runOn(draft, taskId);
      return;
    case "join":
      draft.isStirred = true;
      return;
    case "complete":
      completeTask(draft, taskId, purpose.state, purpose.stateInfo, { type: "complete" });
      return;
    case "timeout":
      completeTask(draft, taskId, "ERROR", `Task timed out [timeout(s)=${purpose.seconds}].`, { type: "complete" });
  }
}
