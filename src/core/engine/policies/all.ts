import type { TaskSpec } from "../../language/index.ts";
import type { TaskRecord } from "../../model/index.ts";
import { taskPlace } from "../data/scope.ts";
import type { Draft } from "../state/draft.ts";
import { concurrency } from "./concurrency.ts";
import { failOn } from "./fail-on.ts";
import { pauseBefore } from "./pause-before.ts";
import type { Policy, Subject } from "./policy.ts";
import { retry } from "./retry.ts";
import { timeout } from "./timeout.ts";
import { waitAfter } from "./wait-after.ts";
import { waitBefore } from "./wait-before.ts";

/** In the order in which they act (Mistral 15, semantics 11.1). */
const policies: readonly Policy[] = [pauseBefore, waitBefore, waitAfter, failOn, retry, timeout, concurrency];

/** Lets the policies act before a task starts. @throws Invalid, ExpressionError */
export function runPoliciesBefore(draft: Draft, task: TaskRecord): void {
  const subject = subjectOf(draft, task);
  if (subject !== undefined) for (const policy of policies) policy.before(subject);
}

/** Lets the policies act after a task has ended. @throws Invalid, ExpressionError */
export function runPoliciesAfter(draft: Draft, task: TaskRecord): void {
  const subject = subjectOf(draft, task);
  if (subject !== undefined) for (const policy of policies) policy.after(subject);
}

const withPolicies = new WeakMap<TaskSpec, boolean>();

function hasPolicies(spec: TaskSpec): boolean {
  const known = withPolicies.get(spec);
  if (known !== undefined) return known;
  const has = Object.values(spec.policies).some((value) => value !== undefined);
  withPolicies.set(spec, has);
  return has;
}

function subjectOf(draft: Draft, task: TaskRecord): Subject | undefined {
  const spec = draft.specOf(task);
  if (!hasPolicies(spec)) return undefined;
  return { draft, taskId: task.id, spec, place: taskPlace(draft, task) };
}
