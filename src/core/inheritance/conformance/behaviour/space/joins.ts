import type { Board } from "./board.ts";
import { isOver } from "./state.ts";
import type { Exec } from "./state.ts";

/** How an inbound task stands to a join: it chose it, it may still do so, or it never will. */
interface Inbound {
  readonly standing: "ready" | "open" | "lost";
  /** Places of its executions in this round of the join. */
  readonly ids: readonly number[];
}

/** The joins of an execution: the rules of the engine's `flow/join.ts`, which says why they are so. */
export class Joins {
  private readonly board: Board;

  constructor(board: Board) {
    this.board = board;
  }

  /** A task leads to a join. @param source undefined at the start */
  reach(join: number, source: number | undefined): void {
    const { board } = this;
    if (board.dead.has(join)) return;
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
      const ready = this.inboundOf(board.at(id)).filter(({ standing }) => standing === "ready");
      board.change(id, { phase: "running", used: this.endedOf(ready) });
      isChanged = true;
    }
    const tasks = lost.map((id) => board.at(id).task);
    for (const id of lost) {
      const exec = board.at(id);
      if (board.end !== undefined || tasks.some((other) => this.leadsOnly(other, exec.task))) continue;
      if (this.verdictOf(exec) !== "lost") continue;
      board.change(id, { used: this.endedOf(this.inboundOf(exec)) });
      fail(id);
      isChanged = true;
    }
    return isChanged;
  }

  /** Whether a join would fail if it were looked at. @param exec its execution, or what it would be */
  verdictOf(exec: Pick<Exec, "task" | "before">): Inbound["standing"] {
    const { task } = exec;
    if (this.board.doomed.has(task)) return "lost";
    const { needed } = this.board.terrain.node(task);
    const inbound = this.inboundOf(exec);
    const count = (wanted: Inbound["standing"]): number => inbound.filter(({ standing }) => standing === wanted).length;
    if (count("ready") >= needed) return "ready";
    return count("lost") > inbound.length - needed ? "lost" : "open";
  }

  private waiting(): number[] {
    return this.board.execs.flatMap(({ phase }, id) => (phase === "waiting" ? [id] : []));
  }

  private endedOf(inbound: readonly Inbound[]): number[] {
    return inbound.flatMap(({ ids }) => ids.filter((id) => isOver(this.board.at(id)))).toSorted((a, b) => a - b);
  }

  private leadsOnly(from: number, to: number): boolean {
    const { terrain } = this.board;
    return from !== to && terrain.leads(from, to) && !terrain.leads(to, from);
  }

  private inboundOf(join: Pick<Exec, "task" | "before">): Inbound[] {
    const { execs, terrain } = this.board;
    const { inbound, isForAll } = terrain.node(join.task);
    const rounds = new Map(inbound.map((task) => [task, [] as number[]]));
    for (const [id, { task }] of execs.entries()) {
      if (!join.before.includes(id)) rounds.get(task)?.push(id);
    }
    return inbound.map((task) => {
      const ids = rounds.get(task) ?? [];
      const isOpen = ids.some((id) => !isOver(this.board.at(id)));
      const isChosen = ids.some((id) => this.chose(id, join.task));
      if (isChosen && !(isForAll && isOpen)) return { standing: "ready", ids };
      if (isOpen || this.canBeReached(task)) return { standing: "open", ids };
      const last = this.board.latest(task);
      const isKept = ids.length === 0 && last >= 0 && this.chose(last, join.task);
      return { standing: isKept ? "ready" : "lost", ids };
    });
  }

  private chose(id: number, join: number): boolean {
    const exec = this.board.at(id);
    return isOver(exec) && exec.chose.includes(join);
  }

  /** Joins that only wait are not under way: they wait for others. */
  private canBeReached(task: number): boolean {
    return this.board.execs.some(
      (exec) => (exec.phase === "running" || exec.phase === "stuck") && this.board.terrain.leads(exec.task, task),
    );
  }
}
