import type { Board } from "./board.ts";
import { Joins } from "./joins.ts";
import { initialState, isOver } from "./state.ts";
import type { Exec, State } from "./state.ts";

/**
 * The state of an execution without what cannot be seen any more, so that states which differ in nothing else are one: what only
 * joins need to know that nobody will lead to, and executions that stand for the same.
 */
export function tidy(board: Board): State {
  if (board.end !== undefined) return { ...initialState, end: board.end, isForced: board.isForced };
  const reachable = reachableJoins(board);
  const doomed = new Set<number>();
  const dead = new Set<number>();
  for (const join of reachable) {
    if (board.dead.includes(join)) dead.add(join);
    else settleFate(board, join, reachable, doomed, dead);
  }
  const open = new Set([...reachable].filter((join) => !doomed.has(join) && !dead.has(join)));
  let { hasFailed } = board;
  for (const [id, { task, isBad }] of board.execs.entries()) {
    if (!isBad) continue;
    const mayRunAgain = reachable.has(task) && !dead.has(task) && board.latest(task) === id;
    if (!mayRunAgain) hasFailed = true;
  }
  const kept = keptOf(board, open, reachable, dead);
  return {
    execs: renumber(board, kept, open, hasFailed),
    hasFailed,
    doomed: [...doomed].toSorted((a, b) => a - b),
    dead: [...dead].toSorted((a, b) => a - b),
    end: undefined,
    isForced: false,
  };
}

/** The joins that may still be led to, or wait or run. */
function reachableJoins({ terrain, execs }: Board): Set<number> {
  const joins = new Set<number>();
  for (const { task, phase } of execs) {
    if (phase !== "running" && phase !== "waiting") continue;
    for (const join of terrain.joinsFrom[task] ?? []) joins.add(join);
  }
  return joins;
}

/** Finds out whether a join can never start (again), which nothing can change any more. */
function settleFate(
  board: Board,
  join: number,
  reachable: ReadonlySet<number>,
  doomed: Set<number>,
  dead: Set<number>,
): void {
  const id = board.latest(join);
  const exec = id < 0 ? undefined : board.at(id);
  if (board.terrain.isInLoop(join) || (exec !== undefined && exec.phase !== "error")) return;
  if (!board.doomed.includes(join) && new Joins(board).verdictOf(exec ?? { task: join, before: [] }) !== "lost") return;
  const isWatched = (board.terrain.feeds[join] ?? []).some((other) => reachable.has(other));
  const isMute = board.hasFailed && board.terrain.node(join).onError.length === 0 && !isWatched;
  (exec !== undefined || isMute ? dead : doomed).add(join);
}

/** Places of the executions that somebody still asks for. */
function keptOf(
  board: Board,
  open: ReadonlySet<number>,
  reachable: ReadonlySet<number>,
  dead: ReadonlySet<number>,
): number[] {
  const kept: number[] = [];
  const seen = new Set<string>();
  for (const [id, exec] of board.execs.entries()) {
    const { task } = exec;
    const isLatest = board.latest(task) === id;
    if (!isOver(exec) || (reachable.has(task) && !dead.has(task) && isLatest)) {
      kept.push(id);
      continue;
    }
    const fed = (board.terrain.feeds[task] ?? []).filter((join) => open.has(join));
    if (isLatest) {
      if (fed.length > 0) kept.push(id);
      continue;
    }
    const known = fed.map((join) => standingOf(board, id, join));
    if (known.every((standing) => standing === "past")) continue;
    const key = `${task} ${known.join(" ")}`;
    if (seen.has(key) || isLikeLatest(board, id, fed)) continue;
    seen.add(key);
    kept.push(id);
  }
  return kept;
}

/** What an execution that is over is to a join. */
function standingOf(board: Board, id: number, join: number): string {
  const latest = board.latest(join);
  const known = latest < 0 ? undefined : board.at(latest);
  if (known?.before.includes(id) === true) return "past";
  return `${known?.used.includes(id) === true ? "used" : "new"}${board.at(id).chose.includes(join) ? "+" : "-"}`;
}

function isLikeLatest(board: Board, id: number, fed: readonly number[]): boolean {
  const latest = board.latest(board.at(id).task);
  return (
    isOver(board.at(latest)) && fed.every((join) => standingOf(board, id, join) === standingOf(board, latest, join))
  );
}

/** In an order that does not tell which of different tasks came first. */
function renumber(board: Board, kept: readonly number[], open: ReadonlySet<number>, hasFailed: boolean): Exec[] {
  const order = ordered(board, kept);
  const places = new Map(order.map((id, place) => [id, place] as const));
  const placed = (ids: readonly number[]): readonly number[] =>
    ids.length === 0 ? ids : ids.flatMap((id) => places.get(id) ?? []).toSorted((a, b) => a - b);
  return order.map((id): Exec => {
    const exec = board.at(id);
    const { used, before } = exec;
    const isBad = exec.isBad && !hasFailed;
    const chose = isOver(exec) ? exec.chose.filter((join) => open.has(join)) : [];
    const isSame = isBad === exec.isBad && chose.length === exec.chose.length;
    // Most stay the same, and what is known of the object then stays known.
    if (isSame && used.length === 0 && before.length === 0) return exec;
    return { ...exec, isBad, chose, used: placed(used), before: placed(before) };
  });
}

function ordered(board: Board, kept: readonly number[]): number[] {
  const byTask = kept.toSorted((a, b) => board.at(a).task - board.at(b).task);
  if (byTask.every((id, place) => board.execs[byTask[place + 1] ?? -1]?.task !== board.at(id).task)) return byTask;
  const isFirst = (id: number): number => (isOver(board.at(id)) && board.latest(board.at(id).task) !== id ? 0 : 1);
  const sortKey = (id: number): string => JSON.stringify(board.at(id).chose);
  return kept.toSorted((a, b) => {
    const difference = board.at(a).task - board.at(b).task || isFirst(a) - isFirst(b);
    if (difference !== 0) return difference;
    return isFirst(a) === 0 && sortKey(a) !== sortKey(b) ? (sortKey(a) < sortKey(b) ? -1 : 1) : a - b;
  });
}
