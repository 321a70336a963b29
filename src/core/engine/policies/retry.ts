import { isMap } from "../../base/index.ts";
import { isTrue } from "../../expressions/index.ts";
import type { RetrySpec } from "../../language/index.ts";
import { isFinal } from "../../model/index.ts";
import { outboundOf, taskPlace } from "../data/scope.ts";
import { sourceOf } from "../data/rounds.ts";
import { setRuntime, setTaskState } from "../task/record.ts";
import { abandonAttempt } from "../task/attempt.ts";
import { isJoin } from "../flow/join-spec.ts";
import { wholeNumber } from "./number.ts";
import type { Policy, Subject } from "./policy.ts";

const key = "retry_task_policy";

/** Runs a task again that failed, or that succeeded and is to continue (Mistral 15, semantics 11.2). */
export const retry: Policy = {
  before({ spec, place }) {
    if (spec.policies.retry !== undefined) amounts(spec.policies.retry, place);
  },
  after(subject) {
    const { draft, taskId, spec, place } = subject;
    const { retry: policy } = spec.policies;
    if (policy === undefined) return;
    const { count, delay } = amounts(policy, place);
    if (count.value === 0) return;
    const ends = isOverAfter(subject, policy);
    const { state, runtimeContext } = draft.tasks.get(taskId);
    if (!isFinal(state) || state === "CANCELLED") return;
    // A client sees that the policy has acted, even where there was nothing to repeat.
    if (!Object.hasOwn(runtimeContext, key)) setRuntime(draft, taskId, { [key]: {} });
    if (ends || draft.isOver) return;
    const done = attemptsOf(subject);
    if (done >= count.value) return;
    abandonAttempt(draft, taskId);
    setRuntime(draft, taskId, { [key]: { retry_no: done + 1 } });
    const waits = isJoin(spec);
    setTaskState(draft, taskId, waits ? "WAITING" : "DELAYED", `Delayed by 'retry' policy [delay=${delay.text}]`);
    draft.setTimer({ type: waits ? "join" : "continue", taskId }, delay.value);
  },
};

function amounts(policy: RetrySpec, place: Subject["place"]) {
  const delay = wholeNumber(policy.delay ?? 0, "RetryPolicy", "delay", place);
  return { delay, count: wholeNumber(policy.count, "RetryPolicy", "count", place) };
}

function attemptsOf({ draft, taskId }: Subject): number {
  const notes = draft.tasks.get(taskId).runtimeContext[key];
  const number = isMap(notes) ? notes["retry_no"] : undefined;
  return typeof number === "number" ? number : 0;
}

/** `break-on` looks at errors only; a success is repeated only by `continue-on`, whose falsehood ends after an error, too. */
function isOverAfter({ draft, taskId }: Subject, policy: RetrySpec): boolean {
  const task = draft.tasks.get(taskId);
  const place = taskPlace(draft, task, { context: outboundOf(draft, sourceOf(task)) });
  const continues = isTrue(place.evaluate(policy.continueOn ?? null));
  const breaks = isTrue(place.evaluate(policy.breakOn ?? null));
  if (policy.continueOn !== undefined && isTrue(policy.continueOn)) {
    if (!continues) return true;
  } else if (task.state === "SUCCESS") {
    return true;
  }
  return task.state === "ERROR" && breaks;
}
