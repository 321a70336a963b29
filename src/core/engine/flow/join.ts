import { pythonRepr } from "../../expressions/index.ts";
import type { TaskSpec } from "../../language/index.ts";
import { isFinal, type TaskRecord, type Trigger } from "../../model/index.ts";
import { setKey } from "../data/maps.ts";
import { endRound, notesOf, sourceOf, withNotes, type EngineNotes } from "../data/rounds.ts";
import { rejectFailures } from "../task/attempt.ts";
import { completeTask } from "../task/complete.ts";
import { createTask, setRuntime, setTaskState, triggers } from "../task/record.ts";
import { runOn } from "../task/run.ts";
import type { Draft } from "../state/draft.ts";
import { isInLoop, leadsOnly, reachableNames } from "./route.ts";

const waitingText = "Task is waiting.";

/**
 * Tells a join that a task leads to it. The first time it is created, WAITING; later it is only looked at again. A join that
 * has run runs again, as the same execution, when an inbound task comes that it has already counted, and `one` or a number
 * also for one that comes late (Mistral 15, semantics 6.6). In a loop each round has an execution of its own.
 */
export function reachJoin(draft: Draft, spec: TaskSpec, trigger: Trigger | null): void {
  draft.isStirred = true;
  const join = draft.latest(spec.name);
  if (join === undefined) {
    createTask(draft, spec, "WAITING", waitingText, trigger);
    return;
  }
  if (join.state === "WAITING" || trigger === null) return;
  if (join.state === "ERROR" && !isInLoop(draft, spec.name)) {
    tryAgain(draft, join);
    return;
  }
  const used = notesOf(join).used ?? [];
  const source = draft.tasks.get(trigger.taskId);
  if (used.includes(source.id)) return;
  if (used.some((id) => draft.tasks.get(id).name === source.name)) {
    const usedBefore = countedBy(draft, join);
    if (isFinal(join.state) && !isInLoop(draft, spec.name)) {
      waitAgain(draft, join, { used: [], usedBefore });
      return;
    }
    const next = createTask(draft, spec, "WAITING", waitingText, trigger);
    draft.changeTask(next.id, { runtimeContext: withNotes(next, { usedBefore }) });
    return;
  }
  const notes = { used: [...used, source.id] };
  if (spec.join !== "all" && join.state === "SUCCESS") waitAgain(draft, join, notes);
  else draft.changeTask(join.id, { runtimeContext: withNotes(join, notes) });
}

/** A join that has failed gets another chance when somebody leads to it, above all a task that was rerun. */
function tryAgain(draft: Draft, join: TaskRecord): void {
  if (verdictOf(draft, join, inboundOf(draft, join)) !== "lost") waitAgain(draft, join, { used: [] });
}

/** The same execution is to run once more. */
function waitAgain(draft: Draft, join: TaskRecord, notes: EngineNotes): void {
  draft.changeTask(join.id, { runtimeContext: endRound(join, withNotes(join, notes)) });
  setTaskState(draft, join.id, "WAITING", waitingText);
}

/**
 * Looks at all joins that wait: which can start, and which can never. One that starts may lead to another, and so may the
 * `on-error` of one that fails: what can still be led to is not given up.
 */
export function examineJoins(draft: Draft): void {
  const { ended } = draft;
  draft.ended = [];
  const examined = draft.select("waiting").filter((join) => {
    return draft.timersOf(join.id).length === 0 && !isStillBlocked(draft, join, ended);
  });
  const lost = examined.filter((join) => isExaminable(draft) && examineJoin(draft, join) === "lost");
  if (lost.length === 0 || !isExaminable(draft)) return;
  const names = lost.map(({ name }) => name);
  for (const join of lost) {
    if (!isExaminable(draft)) return;
    draft.state.joinBlockers.delete(join.id);
    if (names.some((name) => leadsOnly(draft, name, join.name))) draft.isStirred = true;
    else failJoin(draft, join);
  }
}

function isExaminable(draft: Draft): boolean {
  if (!draft.isOver && !draft.isPaused) return true;
  draft.state.joinBlockers.clear();
  return false;
}

/** Spares a join of many tasks from being looked at as a whole whenever one of them has led to it. */
function isStillBlocked(draft: Draft, join: TaskRecord, ended: readonly string[]): boolean {
  const blocker = draft.tasks.find(draft.state.joinBlockers.get(join.id) ?? "");
  if (blocker === undefined || isFinal(blocker.state)) return false;
  const inbound = draft.graph.inbound.get(join.name) ?? [];
  const isExpected = ({ name, next }: TaskRecord) =>
    next.some((chosen) => chosen.name === join.name) || !inbound.includes(name);
  return ended.every((id) => isExpected(draft.tasks.get(id)));
}

function examineJoin(draft: Draft, join: TaskRecord): Inbound["state"] {
  const inbound = inboundOf(draft, join);
  noteBlocker(draft, join, inbound);
  const verdict = verdictOf(draft, join, inbound);
  if (verdict === "ready") {
    start(
      draft,
      join,
      inbound.filter(({ state }) => state === "ready"),
    );
  }
  return verdict;
}

/** Fails a join, unless one that has started meanwhile can still lead to what it waits for. */
function failJoin(draft: Draft, join: TaskRecord): void {
  const inbound = inboundOf(draft, join);
  if (verdictOf(draft, join, inbound) !== "lost") return;
  const lost = inbound.filter(({ state }) => state === "lost");
  const isForAll = draft.specOf(join).join === "all";
  setRuntime(draft, join.id, { triggered_by: isForAll ? triggers(lost.flatMap(untriggered)) : [] });
  noteUsed(draft, join.id, inbound);
  const names = pythonRepr(lost.map(({ name }) => name));
  completeTask(draft, join.id, "ERROR", `Failed by tasks: ${names}`, { type: "complete" });
}

/** `all` needs every inbound task, a number so many (Mistral 15, semantics 6.3). */
function verdictOf(draft: Draft, join: TaskRecord, inbound: readonly Inbound[]): Inbound["state"] {
  const { join: wanted } = draft.specOf(join);
  const needed = wanted === "all" ? inbound.length : (wanted ?? 0);
  const count = (state: Inbound["state"]) => inbound.filter((one) => one.state === state).length;
  if (count("ready") >= needed) return "ready";
  return count("lost") > inbound.length - needed ? "lost" : "open";
}

/**
 * How an inbound task stands to a join: it chose it, it may still do so, or it never will (Mistral 15, semantics 6.2). What
 * it chose in an earlier round counts where it cannot come again.
 */
interface Inbound {
  readonly name: string;
  readonly state: "ready" | "open" | "lost";
  /** Its executions in this round of the join, oldest first. */
  readonly tasks: readonly TaskRecord[];
  readonly chosen: readonly TaskRecord[];
}

function inboundOf(draft: Draft, join: TaskRecord): Inbound[] {
  const waitsForAll = draft.specOf(join).join === "all";
  const chose = (task: TaskRecord) => isFinal(task.state) && task.next.some(({ name }) => name === join.name);
  let reachable: ReadonlySet<string> | undefined;
  return (draft.graph.inbound.get(join.name) ?? []).map((name) => {
    const tasks = roundOf(draft, join, name);
    const chosen = tasks.filter(chose);
    const isOpen = tasks.some((task) => !isFinal(task.state));
    if (chosen.length > 0 && !(waitsForAll && isOpen)) return { name, tasks, chosen, state: "ready" };
    if (isOpen) return { name, tasks, chosen, state: "open" };
    reachable ??= reachableNames(draft);
    if (reachable.has(name)) return { name, tasks, chosen, state: "open" };
    const last = draft.latest(name);
    const isKept = tasks.length === 0 && last !== undefined && chose(last);
    return isKept ? { name, tasks, chosen: [last], state: "ready" } : { name, tasks, chosen, state: "lost" };
  });
}

/** The executions of an inbound task that no earlier round of the join has counted. */
function roundOf(draft: Draft, join: TaskRecord, name: string): TaskRecord[] {
  const before = notesOf(join).usedBefore;
  const ids = draft.named(name, before?.counts[name] ?? 0);
  return ids.filter((id) => before?.ids.includes(id) !== true).map((id) => draft.tasks.get(id));
}

/** What the next round of a join is not to count again. */
function countedBy(draft: Draft, join: TaskRecord): NonNullable<EngineNotes["usedBefore"]> {
  const { used = [], usedBefore } = notesOf(join);
  const known = new Set([...used, ...(usedBefore?.ids ?? [])]);
  const counts: Record<string, number> = {};
  const ids: string[] = [];
  for (const name of draft.graph.inbound.get(join.name) ?? []) {
    const from = usedBefore?.counts[name] ?? 0;
    const candidates = draft.named(name, from);
    const open = candidates.findIndex((id) => !known.has(id));
    const passed = open < 0 ? candidates.length : open;
    setKey(counts, name, from + passed);
    ids.push(...candidates.slice(passed).filter((id) => known.has(id)));
  }
  return { counts, ids };
}

/** Gives a join that is rerun the contexts of those that have led to it by now. */
export function adoptInbound(draft: Draft, join: TaskRecord): void {
  const sources = sourcesOf(inboundOf(draft, join));
  if (sources.length > 0) draft.changeTask(join.id, { sources });
}

function sourcesOf(inbound: readonly Inbound[]): string[] {
  const chosen = inbound.flatMap((one) => one.chosen).toSorted((a, b) => a.ordinal - b.ordinal);
  return chosen.map(sourceOf);
}

function start(draft: Draft, join: TaskRecord, ready: readonly Inbound[]): void {
  const causes = ready.flatMap(({ chosen: tasks }) => tasks.slice(-1)).map((task) => triggerOf(task, join.name));
  setRuntime(draft, join.id, { triggered_by: triggers(causes) });
  noteUsed(draft, join.id, ready);
  draft.changeTask(join.id, { sources: sourcesOf(ready) });
  rejectFailures(draft, join.id);
  runOn(draft, join.id);
}

function noteBlocker(draft: Draft, join: TaskRecord, inbound: readonly Inbound[]): void {
  const blockers = draft.state.joinBlockers;
  const isComplete = draft.specOf(join).join === "all" && inbound.every(({ tasks }) => tasks.length > 0);
  const blocker = isComplete ? inbound.flatMap(({ tasks }) => tasks).find((task) => !isFinal(task.state)) : undefined;
  if (blocker === undefined) blockers.delete(join.id);
  else blockers.set(join.id, blocker.id);
}

function noteUsed(draft: Draft, id: string, inbound: readonly Inbound[]): void {
  const used = inbound.flatMap(({ tasks }) => tasks.filter((task) => isFinal(task.state)).map((task) => task.id));
  const join = draft.tasks.get(id);
  draft.changeTask(id, { runtimeContext: withNotes(join, { used }) });
}

function triggerOf(task: TaskRecord, joinName: string): Trigger {
  const event = task.next.findLast(({ name }) => name === joinName)?.event ?? "not triggered";
  return { taskId: task.id, event };
}

function untriggered({ tasks }: Inbound): Trigger[] {
  return tasks.slice(-1).map((task) => ({ taskId: task.id, event: "not triggered" }));
}
