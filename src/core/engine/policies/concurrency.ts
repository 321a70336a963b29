import { setRuntime } from "../task/record.ts";
import { wholeNumber } from "./number.ts";
import type { Policy, Subject } from "./policy.ts";

/** Notes how many items of a with-items task may run at once. */
export const concurrency: Policy = {
  before(subject) {
    const limit = limitOf(subject);
    if (limit !== undefined && limit > 0) setRuntime(subject.draft, subject.taskId, { concurrency: limit });
  },
  after(subject) {
    limitOf(subject);
  },
};

function limitOf({ spec, place }: Subject): number | undefined {
  const { concurrency: value } = spec.policies;
  return value === undefined || value === 0
    ? undefined
    : wholeNumber(value, "ConcurrencyPolicy", "concurrency", place).value;
}
