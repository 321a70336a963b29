import type { End, Exec, State } from "./state.ts";
import type { Terrain } from "../terrain.ts";

/** A state that is being changed. */
export class Board {
  readonly terrain: Terrain;
  /** In the order of creation, as far as executions of one task are concerned. */
  readonly execs: Exec[];
  readonly doomed: readonly number[];
  readonly dead: readonly number[];
  hasFailed: boolean;
  end: End | undefined;
  isForced: boolean;

  /** @param state where it begins */
  constructor(terrain: Terrain, state: State) {
    this.terrain = terrain;
    this.execs = [...state.execs];
    this.doomed = state.doomed;
    this.dead = state.dead;
    this.hasFailed = state.hasFailed;
    this.end = state.end;
    this.isForced = state.isForced;
  }

  at(id: number): Exec {
    const exec = this.execs[id];
    if (exec === undefined) throw new Error(`There is no execution ${id}`);
    return exec;
  }

  change(id: number, set: Partial<Exec>): void {
    this.execs[id] = { ...this.at(id), ...set };
  }

  add(task: number, phase: Exec["phase"], before: readonly number[] = []): void {
    this.execs.push({ task, phase, isBad: false, chose: [], used: [], before });
  }

  /** The place of the newest execution of a task; -1 for none. */
  latest(task: number): number {
    for (let id = this.execs.length - 1; id >= 0; id -= 1) if (this.execs[id]?.task === task) return id;
    return -1;
  }
}
