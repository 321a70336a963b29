import type { Board } from "./board.ts";
import { isOver } from "./state.ts";
import type { Exec } from "./state.ts";

/** How an inbound task stands to a join: it chose it, it may still do so, or it never will. */
type Standing = "ready" | "open" | "lost";

/** The joins of an execution: the rules of the engine's `flow/join.ts`, which says why they are so. */
export class Joins {
  private readonly board: Board;

  constructor(board: Board) {
    this.board = board;
  }

  /** A task leads to a join. @param source undefined at the start */
  reach(join: number, source: number | undefined): void {
    const { board } = this;
    if (board.dead.includes(join)) return;
    const id = board.latest(join);
    if (id < 0) {
      board.add(join, "waiting");
      return;
    }
    const exec = board.at(id);
    if (exec.phase === "waiting" || source === undefined) return;
    const isInLoop = board.terrain.isInLoop(join);
    if (exec.phase === "error" && !isInLoop) {
      if (this.verdictOf(exec) !== "lost") board.change(id, { phase: "waiting", used: [] });
      return;
    }
    if (exec.used.includes(source)) return;
    if (exec.used.some((one) => board.at(one).task === board.at(source).task)) {
      const before = [...new Set([...exec.before, ...exec.used])].toSorted((a, b) => a - b);
      if (isOver(exec) && !isInLoop) board.change(id, { phase: "waiting", used: [], before });
      else board.add(join, "waiting", before);
      return;
    }
    const isLate = !board.terrain.node(join).isForAll && exec.phase === "success";
    board.change(id, { used: [...exec.used, source], phase: isLate ? "waiting" : exec.phase });
  }

  /**
   * Starts the joins that can start and fails those that never can.
   *
   * @param fail ends one of those in error
   * @returns whether there was any
   */
  examine(fail: (id: number) => void): boolean {
    const { board } = this;
    const lost: number[] = [];
    let isChanged = false;
    for (const id of this.waiting()) {
      const verdict = this.verdictOf(board.at(id));
      if (verdict === "lost") lost.push(id);
      if (verdict !== "ready") continue;
      const exec = board.at(id);
      const isReady = (source: number): boolean => this.standingOf(exec, source) === "ready";
      board.change(id, { phase: "running", used: this.endedOf(exec, isReady) });
      isChanged = true;
    }
    const tasks = lost.map((id) => board.at(id).task);
    for (const id of lost) {
      const exec = board.at(id);
      if (board.end !== undefined || tasks.some((other) => this.leadsOnly(other, exec.task))) continue;
      if (this.verdictOf(exec) !== "lost") continue;
      board.change(id, { used: this.endedOf(exec, () => true) });
      fail(id);
      isChanged = true;
    }
    return isChanged;
  }

  /** Whether a join would fail if it were looked at. @param exec its execution, or what it would be */
  verdictOf(exec: Pick<Exec, "task" | "before">): Standing {
    if (this.board.doomed.includes(exec.task)) return "lost";
    const { needed, inbound } = this.board.terrain.node(exec.task);
    let [ready, lost] = [0, 0];
    for (const source of inbound) {
      const standing = this.standingOf(exec, source);
      if (standing === "ready") ready += 1;
      else if (standing === "lost") lost += 1;
      if (lost > inbound.length - needed) return "lost";
    }
    return ready >= needed ? "ready" : "open";
  }

  private waiting(): number[] {
    const { execs } = this.board;
    const found: number[] = [];
    for (let id = 0; id < execs.length; id += 1) if (execs[id]?.phase === "waiting") found.push(id);
    return found;
  }

  /** Places of the executions in this round of a join that are over, of some of its inbound tasks. */
  private endedOf({ task, before }: Exec, isAsked: (source: number) => boolean): number[] {
    const { terrain, execs } = this.board;
    const sources = new Set(terrain.node(task).inbound.filter(isAsked));
    return [...execs.keys()].filter((id) => {
      const exec = this.board.at(id);
      return sources.has(exec.task) && isOver(exec) && !before.includes(id);
    });
  }

  private leadsOnly(from: number, to: number): boolean {
    const { terrain } = this.board;
    return from !== to && terrain.leads(from, to) && !terrain.leads(to, from);
  }

  private standingOf({ task, before }: Pick<Exec, "task" | "before">, source: number): Standing {
    const { execs, terrain } = this.board;
    let [isThere, isOpen, isChosen] = [false, false, false];
    for (let id = 0; id < execs.length; id += 1) {
      const exec = execs[id];
      if (exec?.task !== source || before.includes(id)) continue;
      isThere = true;
      if (!isOver(exec)) isOpen = true;
      else if (exec.chose.includes(task)) isChosen = true;
    }
    if (isChosen && !(isOpen && terrain.node(task).isForAll)) return "ready";
    if (isOpen || this.canBeReached(source)) return "open";
    const last = isThere ? -1 : this.board.latest(source);
    return last >= 0 && this.chose(last, task) ? "ready" : "lost";
  }

  private chose(id: number, join: number): boolean {
    const exec = this.board.at(id);
    return isOver(exec) && exec.chose.includes(join);
  }

  /** Joins that only wait are not under way: they wait for others. */
  private canBeReached(task: number): boolean {
    for (const { phase, task: from } of this.board.execs) {
      if ((phase === "running" || phase === "stuck") && this.board.terrain.leads(from, task)) return true;
    }
    return false;
  }
}
