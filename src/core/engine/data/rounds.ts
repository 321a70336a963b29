import { isMap, type Json, type JsonMap } from "../../base/index.ts";
import type { TaskRecord } from "../../model/index.ts";

/**
 * A finished task may run again (rerun, a join that is reached once more). Those that followed it the first time keep the
 * context they were given, so a source names the task and the round: `ID` for the first one, `ID#1` for the second.
 */
export interface Source {
  readonly taskId: string;
  readonly round: number;
}

/** What the engine remembers of a task beside Mistral's own runtime context. */
export interface EngineNotes {
  /** Rounds that are over, oldest first. */
  readonly past?: readonly PastRound[];
  /** Executions of inbound tasks that a join has taken account of in this round. */
  readonly used?: readonly string[];
  /** Those of earlier rounds: for each inbound task how many of its oldest executions, and beyond these the ids. */
  readonly usedBefore?: { readonly counts: Readonly<Record<string, number>>; readonly ids: readonly string[] };
  /** Actions and sub-workflows of earlier attempts that may still answer and do not count. */
  readonly abandoned?: readonly string[];
}

interface PastRound {
  readonly published: JsonMap | null;
  readonly sources: readonly string[];
}

const key = "engine";

/** The source that the task is now, for those who follow it. */
export function sourceOf(task: TaskRecord): string {
  const round = notesOf(task).past?.length ?? 0;
  return round === 0 ? task.id : `${task.id}#${round}`;
}

export function parseSource(source: string): Source {
  const cut = source.indexOf("#");
  return cut < 0
    ? { taskId: source, round: 0 }
    : { taskId: source.slice(0, cut), round: Number(source.slice(cut + 1)) };
}

export function publishedIn(task: TaskRecord, round: number): JsonMap | null {
  const past = notesOf(task).past?.[round];
  return past === undefined ? task.published : past.published;
}

export function sourcesIn(task: TaskRecord, round: number): readonly string[] {
  return notesOf(task).past?.[round]?.sources ?? task.sources;
}

export function notesOf(task: TaskRecord): EngineNotes {
  const notes = task.runtimeContext[key];
  return isMap(notes) ? notes : {};
}

/** The task's runtime context with other notes. */
export function withNotes(task: TaskRecord, set: EngineNotes): JsonMap {
  return { ...task.runtimeContext, [key]: { ...notesOf(task), ...set } as Json };
}

/** A runtime context with nothing of Mistral's left in it: a rerun begins afresh. */
export function cleanContext(task: TaskRecord): JsonMap {
  const notes = task.runtimeContext[key];
  return notes === undefined ? {} : { [key]: notes };
}

/** Closes the present round, if anybody may have followed it. @returns the runtime context to set */
export function endRound(task: TaskRecord, runtimeContext: JsonMap): JsonMap {
  if (task.next.length === 0) return runtimeContext;
  const notes = runtimeContext[key];
  const past = [...(notesOf(task).past ?? []), { published: task.published, sources: task.sources }];
  return { ...runtimeContext, [key]: { ...(isMap(notes) ? notes : {}), past } as unknown as Json };
}
