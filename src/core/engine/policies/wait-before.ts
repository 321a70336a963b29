import { setRuntime, setTaskState } from "../task/record.ts";
import { wholeNumber } from "./number.ts";
import type { Policy, Subject } from "./policy.ts";

/** Delays the start. A task that pause-before holds is not delayed. */
export const waitBefore: Policy = {
  before(subject) {
    const { draft, taskId } = subject;
    const delay = delayOf(subject);
    if (delay === undefined || delay.value === 0 || draft.tasks.get(taskId).state === "IDLE") return;
    setRuntime(draft, taskId, { wait_before_policy: { skip: true } });
    setTaskState(draft, taskId, "DELAYED", `Delayed by 'wait-before' policy [delay=${delay.text}]`);
    draft.setTimer({ type: "continue", taskId }, delay.value);
  },
  after(subject) {
    delayOf(subject);
  },
};

function delayOf({ spec, place }: Subject) {
  const { waitBefore: value } = spec.policies;
  return value === undefined ? undefined : wholeNumber(value, "WaitBeforePolicy", "delay", place);
}
