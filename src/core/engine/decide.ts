import type { WorkflowSpec } from "../language/index.ts";
import type { ExecutionEvent } from "../model/index.ts";
import { finishAction, onActionFinished, onChildFinished } from "./control/finished.ts";
import { onActionMoved, onChildMoved } from "./control/follow.ts";
import { onEnvUpdated, setRootEnvironment } from "./control/environment.ts";
import { notifyOfExecution } from "./control/notify.ts";
import { onChildRestarted, onRerunRequested, onSkipRequested } from "./control/rerun.ts";
import { onPauseRequested, onResumeRequested } from "./control/resume.ts";
import { onStopRequested } from "./control/stop.ts";
import { onTimerFired } from "./control/timer-fired.ts";
import { checkCompletion } from "./flow/completion.ts";
import { dispatch } from "./flow/dispatch.ts";
import { examineJoins } from "./flow/join.ts";
import { startInReverse } from "./flow/reverse.ts";
import type { Decided } from "./state/decided.ts";
import { Draft } from "./state/draft.ts";
import type { LiveState } from "./state/live-state.ts";
import type { Work } from "./state/work.ts";
import { guarded } from "./task/fault.ts";
import { growItems } from "./task/items.ts";
import type { World } from "./world.ts";

/** How many actions a decision starts and answers, unless the caller says otherwise. */
const defaultSteps = 1000;

/**
 * Decides what follows from what happened: goes on until nothing more can be decided without the outside world.
 *
 * @param spec the workflow that the execution runs, `task-defaults` applied
 * @param state the execution; stays as it is (but for what it keeps to save work)
 * @param events what happened, oldest first; none to go on with an unfinished decision
 * @param world time, ids, definitions
 * @param steps how many actions may be started and answered within this decision; keeps the decisions of others from waiting
 * @returns what is to be remembered and to be done, to be stored together before any of it is done
 * @throws MissingData when the world has to load something first; then nothing has happened
 */
export function decide(
  spec: WorkflowSpec,
  state: LiveState,
  events: readonly ExecutionEvent[],
  world: World,
  steps = defaultSteps,
): Decided {
  const draft = new Draft(spec, state, world, steps);
  for (const taskId of state.index.in("growing")) draft.work.add({ type: "grow", taskId });
  drain(draft);
  for (const event of events) {
    receive(draft, event);
    drain(draft);
  }
  return draft.finish();
}

function receive(draft: Draft, event: ExecutionEvent): void {
  switch (event.type) {
    case "started":
      onStarted(draft);
      return;
    case "actionFinished":
      onActionFinished(draft, event);
      return;
    case "actionMoved":
      onActionMoved(draft, event);
      return;
    case "childFinished":
      onChildFinished(draft, event);
      return;
    case "childMoved":
      onChildMoved(draft, event);
      return;
    case "childRestarted":
      onChildRestarted(draft, event);
      return;
    case "timerFired":
      onTimerFired(draft, event);
      return;
    case "pauseRequested":
      onPauseRequested(draft, event);
      return;
    case "resumeRequested":
      onResumeRequested(draft, event);
      return;
    case "stopRequested":
      onStopRequested(draft, event);
      return;
    case "rerunRequested":
      onRerunRequested(draft, event);
      return;
    case "skipRequested":
      onSkipRequested(draft, event);
      return;
    case "envUpdated":
      onEnvUpdated(draft, event);
      return;
    case "rootEnvironmentChanged":
      setRootEnvironment(draft, event.environment);
  }
}

function onStarted(draft: Draft): void {
  if (draft.isOver || draft.state.tasks.size > 0) return;
  notifyOfExecution(draft, null, "RUNNING");
  const steps =
    draft.spec.type === "reverse"
      ? startInReverse(draft)
      : draft.graph.starts.map((task) => ({ type: "run", task, trigger: null }) as const);
  draft.work.add({ type: "dispatch", steps, origin: undefined });
  draft.isStirred = true;
}

/** Joins and the end of the execution are looked at when nothing else is left, so that what ends together counts together. */
export function drain(draft: Draft): void {
  for (;;) {
    const work = draft.work.take();
    if (work !== undefined) {
      carryOut(draft, work);
    } else if (draft.isStirred) {
      draft.isStirred = false;
      examineJoins(draft);
      if (draft.work.isEmpty) checkCompletion(draft);
    } else {
      return;
    }
  }
}

function carryOut(draft: Draft, work: Work): void {
  switch (work.type) {
    case "dispatch":
      dispatch(draft, work.steps, work.origin);
      return;
    case "answer":
      finishAction(draft, draft.actions.get(work.actionId), work.result);
      return;
    case "grow":
      guarded(draft, work.taskId, { type: "run" }, () => growItems(draft, work.taskId));
  }
}
