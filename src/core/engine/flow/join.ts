import { pythonRepr } from "../../expressions/index.ts";
import type { TaskSpec } from "../../language/index.ts";
import { isFinal, type TaskRecord, type Trigger } from "../../model/index.ts";
import { setKey } from "../data/maps.ts";
import { endRound, notesOf, sourceOf, withNotes } from "../data/rounds.ts";
import { completeTask } from "../task/complete.ts";
import { createTask, setRuntime, setTaskState, triggers } from "../task/record.ts";
import { runOn } from "../task/run.ts";
import type { Draft } from "../state/draft.ts";
import { reachableNames } from "./route.ts";

const waitingText = "Task is waiting.";

/**
 * Tells a join that a task leads to it. The first time it is created, WAITING; later it is only looked at again. A join that
 * has run begins another round when an inbound task comes that it has already counted (a loop); one that it has not yet
 * counted makes `one` or a number run the same execution again (Mistral 15, semantics 6.6).
 */
export function reachJoin(draft: Draft, spec: TaskSpec, trigger: Trigger | null): void {
  draft.isStirred = true;
  const join = draft.latest(spec.name);
  if (join === undefined) {
    createTask(draft, spec, "WAITING", waitingText, trigger, []);
    return;
  }
  if (join.state === "WAITING" || trigger === null) return;
  const used = notesOf(join).used ?? [];
  const source = draft.tasks.get(trigger.taskId);
  if (used.includes(source.id)) return;
  if (used.some((id) => draft.tasks.get(id).name === source.name)) {
    nextRound(draft, spec, join, trigger);
    return;
  }
  draft.changeTask(join.id, { runtimeContext: withNotes(join, { used: [...used, source.id] }) });
  if (spec.join !== "all" && join.state === "SUCCESS") startAgain(draft, join.id, trigger);
}

/** Looks at all joins that wait: which can start, and which can never. */
export function examineJoins(draft: Draft): void {
  const { ended } = draft;
  draft.ended = [];
  for (const join of draft.select("waiting")) {
    if (draft.isOver || draft.isPaused) {
      draft.state.joinBlockers.clear();
      return;
    }
    if (draft.timersOf(join.id).length === 0 && !isStillBlocked(draft, join, ended)) examineJoin(draft, join);
  }
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

function examineJoin(draft: Draft, join: TaskRecord): void {
  const spec = draft.specOf(join);
  const inbound = inboundOf(draft, join);
  const ready = inbound.filter(({ state }) => state === "ready");
  const lost = inbound.filter(({ state }) => state === "lost");
  noteBlocker(draft, join, inbound);
  const needed = spec.join === "all" ? inbound.length : (spec.join ?? 0);
  if (ready.length >= needed) {
    start(draft, join, ready);
  } else if (lost.length > inbound.length - needed) {
    setRuntime(draft, join.id, { triggered_by: spec.join === "all" ? triggers(lost.flatMap(untriggered)) : [] });
    noteUsed(draft, join.id, inbound);
    const names = pythonRepr(lost.map(({ name }) => name));
    completeTask(draft, join.id, "ERROR", `Failed by tasks: ${names}`, { type: "complete" });
  }
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

/** Begins the next round of a join: what the last one has counted does not count again. */
function nextRound(draft: Draft, spec: TaskSpec, last: TaskRecord, trigger: Trigger): void {
  const { used = [], usedBefore } = notesOf(last);
  const known = new Set([...used, ...(usedBefore?.ids ?? [])]);
  const counts: Record<string, number> = {};
  const ids: string[] = [];
  for (const name of draft.graph.inbound.get(spec.name) ?? []) {
    const from = usedBefore?.counts[name] ?? 0;
    const candidates = draft.named(name, from);
    const open = candidates.findIndex((id) => !known.has(id));
    const passed = open < 0 ? candidates.length : open;
    setKey(counts, name, from + passed);
    ids.push(...candidates.slice(passed).filter((id) => known.has(id)));
  }
  const join = createTask(draft, spec, "WAITING", waitingText, trigger, []);
  draft.changeTask(join.id, { runtimeContext: withNotes(join, { usedBefore: { counts, ids } }) });
}

function start(draft: Draft, join: TaskRecord, ready: readonly Inbound[]): void {
  const chosen = ready.flatMap((inbound) => inbound.chosen).toSorted((a, b) => a.ordinal - b.ordinal);
  const causes = ready.flatMap(({ chosen: tasks }) => tasks.slice(-1)).map((task) => triggerOf(task, join.name));
  setRuntime(draft, join.id, { triggered_by: triggers(causes) });
  noteUsed(draft, join.id, ready);
  draft.changeTask(join.id, { sources: chosen.map(sourceOf) });
  runOn(draft, join.id);
}

/** The same execution runs once more, with what has come in since. */
function startAgain(draft: Draft, id: string, trigger: Trigger): void {
  const join = draft.tasks.get(id);
  const sources = [...join.sources, sourceOf(draft.tasks.get(trigger.taskId))];
  draft.changeTask(id, { runtimeContext: endRound(join, join.runtimeContext), sources });
  setTaskState(draft, id, "WAITING", waitingText);
  runOn(draft, id);
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
