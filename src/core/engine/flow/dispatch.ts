import type { TaskSpec } from "../../language/index.ts";
import { faultOf } from "../calls/invalid.ts";
import { pauseExecution } from "../control/pause.ts";
import type { Draft } from "../state/draft.ts";
import type { Step } from "../state/step.ts";
import type { Origin } from "../state/work.ts";
import { guarded } from "../task/fault.ts";
import { runAgain } from "../task/again.ts";
import { runNew } from "../task/run.ts";
import { saveToBacklog } from "./backlog.ts";
import { failExecution, succeedExecution } from "./finish.ts";
import { isJoin } from "./join-spec.ts";
import { adoptInbound, reachJoin } from "./join.ts";
import { requiredSources } from "./reverse.ts";

/**
 * Carries out a list of steps as Mistral does (semantics 4.8, 5): tasks from the last to the first, then the first command
 * of the list that changes the execution. What comes after `pause` waits in the backlog, what comes after another is lost.
 *
 * @param origin the task that chose them, which an error in `output` is blamed on; undefined at a start or resume
 */
export function dispatch(draft: Draft, steps: readonly Step[], origin: Origin | undefined): void {
  for (const step of arrange(draft, steps)) {
    if (draft.isOver) return;
    if (draft.isPaused) saveToBacklog(draft, step);
    else if (step.type !== "command") runTask(draft, step);
    else if (origin === undefined) runHeldCommand(draft, step);
    else guarded(draft, origin.taskId, origin.entry, () => runCommand(draft, step));
  }
}

/** The task that chose a command of the backlog is long done: an error in `output` only fails the execution. */
function runHeldCommand(draft: Draft, step: Extract<Step, { type: "command" }>): void {
  try {
    runCommand(draft, step);
  } catch (error) {
    failExecution(draft, faultOf(error));
  }
}

function arrange(draft: Draft, steps: readonly Step[]): readonly Step[] {
  const effective = steps.filter((step) => step.type !== "command" || step.name !== "noop");
  const at = effective.findIndex((step) => step.type === "command");
  if (at < 0) return inOrder(draft, effective);
  const command = effective.slice(at, at + 1);
  const [first] = command;
  const isPause = first?.type === "command" && first.name === "pause";
  return [...inOrder(draft, effective.slice(0, at)), ...command, ...(isPause ? effective.slice(at + 1) : [])];
}

/** The last first; joins at the end, by name. */
function inOrder(draft: Draft, steps: readonly Step[]): Step[] {
  const joinName = (step: Step) => {
    const spec = step.type === "run" ? draft.spec.tasks.get(step.task) : undefined;
    return spec !== undefined && draft.spec.type === "direct" && isJoin(spec) ? spec.name : undefined;
  };
  const joins = steps.filter((step) => joinName(step) !== undefined);
  const plain = steps.filter((step) => joinName(step) === undefined).toReversed();
  return [...plain, ...joins.toSorted((a, b) => compare(joinName(a) ?? "", joinName(b) ?? ""))];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function runTask(draft: Draft, step: Exclude<Step, { type: "command" }>): void {
  if (step.type === "runAgain") {
    const task = draft.tasks.get(step.taskId);
    if (step.isRerun && draft.spec.type === "direct" && isJoin(draft.specOf(task))) adoptInbound(draft, task);
    runAgain(draft, step);
    return;
  }
  const spec = specNamed(draft, step.task);
  if (draft.spec.type === "reverse") {
    // Two of its requirements that ended while the execution was paused both lead to it, and it runs once.
    if (draft.latest(spec.name) === undefined) runNew(draft, spec, null, requiredSources(draft, spec.name));
  } else if (isJoin(spec)) reachJoin(draft, spec, step.trigger);
  else runNew(draft, spec, step.trigger);
}

function runCommand(draft: Draft, { name, message }: Extract<Step, { type: "command" }>): void {
  switch (name) {
    case "fail":
      failExecution(draft, message);
      return;
    case "succeed":
      succeedExecution(draft, message);
      return;
    case "pause":
      pauseExecution(draft, message, false);
      break;
    case "noop":
      break;
  }
}

function specNamed(draft: Draft, name: string): TaskSpec {
  const spec = draft.spec.tasks.get(name);
  if (spec === undefined) throw new Error(`The workflow ${draft.spec.name} has no task ${name}`);
  return spec;
}
