import { Board } from "./board.ts";
import { Joins } from "./joins.ts";
import { command } from "./net.ts";
import type { Entry } from "./net.ts";
import { isOver } from "./state.ts";
import type { State } from "./state.ts";
import type { Terrain } from "../terrain.ts";
import { tidy } from "./tidy.ts";

/** Says of a guard's text whether it holds. */
export interface Guards {
  /** The guards of another task come: what is true of one of them does not bind them. */
  begin(): void;
  isTrue(atom: number): boolean;
}

/**
 * An execution on its way from one state to the next: what the engine decides upon one event, as far as the order of tasks
 * goes (`decide` of the engine; a test compares the two).
 */
export class Play {
  private readonly terrain: Terrain;
  private readonly board: Board;
  private readonly blocked: ReadonlySet<number>;
  private readonly guards: Guards;
  private readonly joins: Joins;

  /**
   * @param state where it begins
   * @param blocked tasks that must not be reached
   */
  constructor(terrain: Terrain, state: State, blocked: ReadonlySet<number>, guards: Guards) {
    this.terrain = terrain;
    this.board = new Board(terrain, state);
    this.blocked = blocked;
    this.guards = guards;
    this.joins = new Joins(this.board);
  }

  /** Starts the workflow. */
  start(): State {
    for (const task of this.terrain.net.starts) this.enter(task, undefined);
    return this.settle();
  }

  /**
   * Ends a task that runs.
   *
   * @param id its place in the state
   * @param isGivenUp whether it is a join that never started
   */
  finish(id: number, isError: boolean, isGivenUp = false): State {
    this.complete(id, isError, isGivenUp);
    return this.settle();
  }

  /**
   * Ends a task, and lets begin what follows. An error that nothing handles is the end: what other branches still do before
   * the execution is ERROR is not looked at (design, section 11).
   */
  private complete(id: number, isError: boolean, isGivenUp: boolean): void {
    const { terrain, board } = this;
    const { task } = board.at(id);
    const node = terrain.node(task);
    const taken = this.takenOf(isError ? node.onError : node.onSuccess);
    const targets = taken.map(({ to }) => to);
    const isBad = isError && !taken.some(({ handles }) => handles);
    if (isBad && !isGivenUp) {
      board.end = "ERROR";
      board.isForced = true;
      return;
    }
    const joins = targets.filter((to) => terrain.isJoin[to] === true);
    const chose = joins.length < 2 ? joins : [...new Set(joins)].toSorted((a, b) => a - b);
    board.change(id, { phase: isError ? "error" : "success", isBad, chose });
    for (const to of targets) {
      if (to === command.fail || to === command.succeed) {
        board.end = to === command.fail ? "ERROR" : "SUCCESS";
        board.isForced = true;
        return;
      }
      if (to >= 0) this.enter(to, id);
    }
  }

  private takenOf(entries: readonly Entry[]): Entry[] {
    this.guards.begin();
    return entries.filter(({ atom, isNegated }) => atom < 0 || this.guards.isTrue(atom) !== isNegated);
  }

  private enter(task: number, source: number | undefined): void {
    if (this.blocked.has(task)) {
      if (this.board.latest(task) < 0) this.board.add(task, "stuck");
    } else if (this.terrain.isJoin[task] === true) {
      this.joins.reach(task, source);
    } else {
      this.board.add(task, "running");
    }
  }

  private settle(): State {
    const { board } = this;
    while (board.end === undefined && this.joins.examine((id) => this.complete(id, true, true)));
    if (board.end === undefined && board.execs.every(isOver)) {
      board.end = board.hasFailed || board.execs.some(({ isBad }) => isBad) ? "ERROR" : "SUCCESS";
    }
    return tidy(board);
  }
}
