import { isMap } from "../../core/base/index.ts";
import { isFinal, type ActionRecord, type TimerRecord } from "../../core/model/index.ts";
import type { ExecutionBundle } from "../../store/index.ts";
import type { Reason } from "./report.ts";
import { count, moment, spell } from "./words.ts";

/** Of one kind and task, so many are named; the rest is counted. A task with a thousand items waits for one thing. */
const named = 3;

/**
 * Says why an execution that is not finished waits.
 *
 * @param bundle the execution with all that belongs to it
 * @param alive ids of nodes and workers that hold a lease
 * @param now milliseconds since 1970-01-01T00:00:00Z
 * @returns at least one reason; one of the kind `nothing` alone means that it is stuck
 */
export function reasonsOf(bundle: ExecutionBundle, alive: ReadonlySet<string>, now: number): Reason[] {
  const { execution, messages } = bundle;
  const reasons: Reason[] = [];
  if (execution.state === "PAUSED") {
    const why = execution.stateInfo === null || execution.stateInfo === "" ? "" : ` (${execution.stateInfo})`;
    reasons.push(whole("paused", `is paused${why}; 'ostro execution resume ${execution.id}' lets it go on`));
  }
  const [first] = messages;
  if (first !== undefined) {
    const wait = spell(Math.max(0, now - first.createdAt));
    reasons.push(
      whole("message", `${count(messages.length, "event")} from other executions to be dealt with, for ${wait}`),
    );
  }
  reasons.push(
    ...fewOf(actionReasons(bundle, alive, now)),
    ...fewOf(childReasons(bundle)),
    ...fewOf(bundle.timers.map((timer) => timerReason(timer, bundle, now))),
    ...fewOf(joinReasons(bundle)),
  );
  if (reasons.every(({ kind }) => kind === "join")) {
    reasons.push(whole("nothing", "waits for nothing that will come: it is stuck, which is a defect of the service"));
  }
  return reasons;
}

function whole(kind: Reason["kind"], message: string): Reason {
  return { kind, task: null, message };
}

function actionReasons({ actions }: ExecutionBundle, alive: ReadonlySet<string>, now: number): Reason[] {
  return actions
    .filter(({ state }) => !isFinal(state))
    .map((action) => {
      const wait = `, for ${spell(Math.max(0, now - action.createdAt))}`;
      const [kind, text] = actionReason(action, alive);
      return { kind, task: action.taskName, message: `action ${action.run.action} (${action.id}) ${text}${wait}` };
    });
}

function actionReason(
  { dispatch, claimedBy, state, target, isSafeToRerun }: ActionRecord,
  alive: ReadonlySet<string>,
): readonly [Reason["kind"], string] {
  switch (dispatch) {
    case "queued":
      return [
        "queue",
        `waits for a free place${target === null ? "" : `, at a node that is called '${target}' if there is one`}`,
      ];
    case "offered":
      return ["worker", "waits for a worker that fetches it"];
    case "claimed": {
      const who = claimedBy?.includes(" ") === true ? claimedBy : `node ${claimedBy}`;
      if (alive.has(claimedBy ?? "")) return ["action", `runs at ${who}`];
      const next = isSafeToRerun ? "it will be run again" : "it will end with an error unless it may be run again";
      return ["action", `ran at ${who}, which is gone; ${next}`];
    }
    case "none":
      return ["answer", state === "PAUSED" ? "is paused" : "waits for its result from outside"];
  }
}

function childReasons({ children, tasks }: ExecutionBundle): Reason[] {
  const names = new Map(tasks.map(({ id, name }) => [id, name]));
  return children
    .filter(({ state }) => !isFinal(state))
    .map(({ id, taskId, workflowName, state }) => {
      const message = `sub-workflow ${workflowName} (${id}) is ${state}`;
      return { kind: "child", task: names.get(taskId) ?? null, message };
    });
}

function timerReason({ at, purpose }: TimerRecord, { tasks }: ExecutionBundle, now: number): Reason {
  const { type, taskId } = isMap(purpose) ? purpose : {};
  const task = tasks.find(({ id }) => id === taskId)?.name ?? null;
  return {
    kind: "timer",
    task,
    message: `${deeds.get(typeof type === "string" ? type : "") ?? "has a timer"} ${moment(at, now)}`,
  };
}

/** What the engine sets timers for. */
const deeds: ReadonlyMap<string, string> = new Map([
  ["continue", "goes on after its delay"],
  ["complete", "ends after its delay"],
  ["timeout", "fails if it has not ended"],
  ["join", "looks again at the tasks before it"],
]);

function joinReasons({ tasks }: ExecutionBundle): Reason[] {
  return tasks
    .filter(({ state }) => state === "WAITING")
    .map(({ name }) => ({ kind: "join", task: name, message: "waits for the tasks that it joins" }));
}

function fewOf(reasons: readonly Reason[]): Reason[] {
  return [...Map.groupBy(reasons, ({ kind, task }) => `${kind} ${task}`).values()].flatMap((alike) => {
    const rest = alike.length - named;
    const [first] = alike;
    if (first === undefined || rest <= 0) return alike;
    return [...alike.slice(0, named), { ...first, message: `and ${rest} more like that` }];
  });
}
