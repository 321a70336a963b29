import type { WorkflowSpec } from "../../language/index.ts";
import type { ExecutionRecord, TaskRecord } from "../../model/index.ts";
import { sourceOf } from "../data/rounds.ts";
import type { Draft } from "../state/draft.ts";
import type { Step } from "../state/step.ts";
import type { Chosen } from "./transitions.ts";

/** What of a reverse workflow leads to one target. */
interface Plan {
  /** Names of the tasks that are needed, each after what it requires. */
  readonly needed: readonly string[];
  /** Who requires a task, of those. */
  readonly dependents: ReadonlyMap<string, readonly string[]>;
}

const plans = new WeakMap<WorkflowSpec, Map<string, Plan>>();

/**
 * The tasks of a reverse workflow that it needs, that have not run and of which all requirements are fulfilled: at the start
 * those that require nothing.
 */
export function startInReverse(draft: Draft): Step[] {
  return planOf(draft)
    .needed.filter((name) => isReady(draft, name))
    .map(stepOf);
}

/** What can run after a task has ended. A failure ends the branch (Mistral 15, semantics 13.2). */
export function nextInReverse(draft: Draft, task: TaskRecord): Chosen {
  const dependents = task.state === "SUCCESS" ? (planOf(draft).dependents.get(task.name) ?? []) : [];
  const steps = dependents.filter((name) => isReady(draft, name)).map(stepOf);
  return { steps, next: [], isErrorHandled: false };
}

/** The task that a reverse workflow was started for. */
export function targetOf({ params }: ExecutionRecord): string {
  const name = params["task_name"];
  return typeof name === "string" ? name : "";
}

/** The executions of what a task requires. */
export function requiredSources(draft: Draft, name: string): string[] {
  const required = requirementsOf(draft.spec, name).flatMap((other) => draft.latest(other) ?? []);
  return required.toSorted((a, b) => a.ordinal - b.ordinal).map(sourceOf);
}

function stepOf(task: string): Step {
  return { type: "run", task, trigger: null };
}

function isReady(draft: Draft, name: string): boolean {
  if (draft.latest(name) !== undefined) return false;
  return requirementsOf(draft.spec, name).every((other) => draft.latest(other)?.state === "SUCCESS");
}

/** A task that requires itself runs (Mistral 15, semantics 13.3). */
function requirementsOf(spec: WorkflowSpec, name: string): string[] {
  return [...new Set(spec.tasks.get(name)?.requires)].filter((other) => other !== name && spec.tasks.has(other));
}

/** Names of the tasks of a reverse workflow that an execution needs for its target. */
export function neededNames(spec: WorkflowSpec, execution: ExecutionRecord): ReadonlySet<string> {
  return new Set(planOf({ spec, execution }).needed);
}

function planOf({ spec, execution }: Pick<Draft, "spec" | "execution">): Plan {
  const target = targetOf(execution);
  const known = plans.get(spec) ?? new Map<string, Plan>();
  plans.set(spec, known);
  const plan = known.get(target) ?? makePlan(spec, target);
  known.set(target, plan);
  return plan;
}

/** Walks back from the target without recursion, so that a chain may be of any length. */
function makePlan(spec: WorkflowSpec, target: string): Plan {
  const needed: string[] = [];
  const seen = new Set([target]);
  const dependents = new Map<string, string[]>();
  const open = [{ name: target, rest: requirementsOf(spec, target) }];
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const next = top.rest.shift();
    if (next === undefined) {
      needed.push(top.name);
      open.pop();
      continue;
    }
    const list = dependents.get(next);
    if (list === undefined) dependents.set(next, [top.name]);
    else list.push(top.name);
    if (seen.has(next)) continue;
    seen.add(next);
    open.push({ name: next, rest: requirementsOf(spec, next) });
  }
  return { needed, dependents };
}
