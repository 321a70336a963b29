import { Chooser } from "./guards.ts";
import type { Valuation } from "./guards.ts";
import type { Role } from "./net.ts";
import { Play } from "./play.ts";
import { initialState, keyOf } from "./state.ts";
import type { Exec, State } from "./state.ts";
import type { Terrain } from "../terrain.ts";

/** How much may be looked at. */
export interface Budget {
  /** States of one side. */
  readonly maxStates: number;
  /** Whether the time is up. */
  readonly isOver: () => boolean;
  /** Is told of each state that is found. */
  readonly found?: () => void;
}

/** Thrown when a state space is larger than allowed, or the time is up. */
export class TooLarge extends Error {}

/** An event that nobody sees; others are numbered by {@link eventOf}. */
export const silent = -1;

/** The number of an event: a task has ended well or badly. */
export function eventOf(task: number, isError: boolean): number {
  return task * 2 + (isError ? 1 : 0);
}

/** A labelled state space; the first state is the beginning. */
export interface Space {
  /** For each state its moves: event, state, event, state... */
  readonly moves: readonly (readonly number[])[];
  /** For each state how the execution has ended, empty where it has not. */
  readonly ends: readonly string[];
  /** For each state what is seen of it as long as it lasts. */
  readonly signals: readonly string[];
  /** For each state the tasks that run in it. */
  readonly running: readonly (readonly number[])[];
}

/** How a side is looked at. */
export interface View {
  readonly roles: readonly Role[];
  /** Tasks that must not be reached. */
  readonly blocked: ReadonlySet<number>;
  readonly valuation: Valuation;
  /** What is seen of a state as long as it lasts; nothing if left out. */
  readonly signal?: ((state: State) => string) | undefined;
}

/** Where an error leads that nothing can handle. */
const errorOnly: readonly State[] = [{ ...initialState, end: "ERROR", isForced: true }];

/**
 * The state space of one side, made as far as somebody looks. Whatever is asked of it throws TooLarge, or Unvalued when a guard
 * is asked for that has no value.
 */
export class StateSpace {
  private readonly terrain: Terrain;
  private readonly view: View;
  private readonly budget: Budget;
  private readonly numbers = new Map<string, number>();
  private readonly states: State[] = [];
  private readonly moves: (readonly number[] | undefined)[] = [];
  private readonly ends: string[] = [];
  private readonly signals: string[] = [];
  private looks = 0;

  constructor(terrain: Terrain, view: View, budget: Budget) {
    this.terrain = terrain;
    this.view = view;
    this.budget = budget;
    const starts = this.outcomes(initialState, (play) => play.start());
    // A beginning that depends on free choices is a state of its own.
    if (starts.length !== 1) {
      this.ends.push("");
      this.signals.push("");
      this.states.push(initialState);
    }
    const begun = starts.map((state) => this.numberOf(state));
    if (starts.length !== 1) this.moves[0] = begun.flatMap((target) => [silent, target]);
  }

  /** Event, state, event, state... @param state its number; 0 is the beginning */
  movesOf(state: number): readonly number[] {
    const known = this.moves[state];
    if (known !== undefined) return known;
    this.looks += 1;
    if (this.looks % 64 === 0 && this.budget.isOver()) throw new TooLarge("the time is up");
    const moves = this.movesFrom(this.states[state] ?? initialState);
    this.moves[state] = moves;
    return moves;
  }

  /** How the execution has ended, empty where it has not. */
  endOf(state: number): string {
    return this.ends[state] ?? "";
  }

  whole(): Space {
    const moves: (readonly number[])[] = [];
    for (let state = 0; state < this.states.length; state += 1) moves.push(this.movesOf(state));
    const running = this.states.map(({ execs }) => execs.filter(isRunning).map(({ task }) => task));
    return { moves, ends: this.ends, signals: this.signals, running };
  }

  private movesFrom(state: State): number[] {
    const moves: number[] = [];
    const seen = new Set<string>();
    for (const [id, exec] of state.execs.entries()) {
      if (!isRunning(exec)) continue;
      const { task } = exec;
      for (const isError of [false, true]) {
        const event = this.eventAt(task, isError);
        if (event === undefined) continue;
        for (const next of this.nextOf(state, id, task, isError)) {
          const target = this.numberOf(next);
          const move = `${event} ${target}`;
          if (seen.has(move)) continue;
          seen.add(move);
          moves.push(event, target);
        }
      }
    }
    return moves;
  }

  private nextOf(state: State, id: number, task: number, isError: boolean): readonly State[] {
    const isGivenUp = this.view.roles[task] === "given-up";
    if (isError && !isGivenUp && this.terrain.node(task).onError.length === 0) return errorOnly;
    return this.outcomes(state, (play) => play.finish(id, isError, isGivenUp));
  }

  /** What is seen when a task ends so; undefined when it never does. */
  private eventAt(task: number, isError: boolean): number | undefined {
    switch (this.view.roles[task]) {
      case "seen":
        return eventOf(task, isError);
      case "exit":
        return isError ? undefined : eventOf(task, isError);
      case "given-up":
        return isError ? silent : undefined;
      case "hidden":
      case undefined:
        return isError ? undefined : silent;
    }
  }

  /** The states to which something leads, for all choices. */
  private outcomes(from: State, act: (play: Play) => State): State[] {
    const chooser = new Chooser(this.view.valuation);
    const states: State[] = [];
    do states.push(act(new Play(this.terrain, from, this.view.blocked, chooser)));
    while (chooser.advance());
    return states;
  }

  private numberOf(state: State): number {
    const key = keyOf(state);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.states.length;
    if (number >= this.budget.maxStates) throw new TooLarge(`there are more than ${this.budget.maxStates} states`);
    this.numbers.set(key, number);
    this.budget.found?.();
    this.states.push(state);
    this.ends.push(state.end ?? "");
    this.signals.push(this.view.signal?.(state) ?? "");
    return number;
  }
}

function isRunning({ phase }: Exec): boolean {
  return phase === "running";
}
