import { wholeNumber } from "./number.ts";
import type { Policy, Subject } from "./policy.ts";

/**
 * Fails a task that has not ended in time. The time runs from the start of the task, a delay of wait-before included; each
 * attempt of a retry gets its own.
 */
export const timeout: Policy = {
  before(subject) {
    startClock(subject);
  },
  after({ spec, place }) {
    if (spec.policies.timeout !== undefined) wholeNumber(spec.policies.timeout, "TimeoutPolicy", "delay", place);
  },
};

/** Sets the timer of a task with a timeout. @throws Invalid, ExpressionError */
export function startClock({ draft, taskId, spec, place }: Subject): void {
  const { timeout: value } = spec.policies;
  if (value === undefined) return;
  const limit = wholeNumber(value, "TimeoutPolicy", "delay", place);
  if (limit.value > 0) draft.setTimer({ type: "timeout", taskId, seconds: limit.text }, limit.value);
}
