import { isMap } from "../../base/index.ts";
import { setRuntime, setTaskState } from "../task/record.ts";
import { wholeNumber } from "./number.ts";
import type { Policy, Subject } from "./policy.ts";

const key = "wait_after_policy";

/** Delays the transitions, once for each start of the task: not again after another attempt of a retry. */
export const waitAfter: Policy = {
  before(subject) {
    delayOf(subject);
  },
  after(subject) {
    const { draft, taskId } = subject;
    const delay = delayOf(subject);
    const { state, stateInfo, runtimeContext } = draft.tasks.get(taskId);
    if (delay === undefined || delay.value === 0 || isMap(runtimeContext[key]) || draft.isOver) return;
    if (state !== "SUCCESS" && state !== "ERROR" && state !== "CANCELLED") return;
    setRuntime(draft, taskId, { [key]: { skip: true } });
    setTaskState(draft, taskId, "DELAYED", `Delayed by 'wait-after' policy [delay=${delay.text}]`);
    draft.setTimer({ type: "complete", taskId, state, stateInfo }, delay.value);
  },
};

function delayOf({ spec, place }: Subject) {
  const { waitAfter: value } = spec.policies;
  return value === undefined ? undefined : wholeNumber(value, "WaitAfterPolicy", "delay", place);
}
