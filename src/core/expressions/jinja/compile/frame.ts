import type { Value } from "../../python/index.ts";
import type { Evaluation } from "../evaluation/evaluation.ts";

/** The variables of one scope while it runs; a slot that is undefined was not assigned yet. */
export class Frame {
  readonly slots: (Value | undefined)[];
  readonly parent: Frame | undefined;
  readonly evaluation: Evaluation;

  constructor(size: number, parent: Frame | undefined, evaluation: Evaluation) {
    this.slots = [];
    for (let slot = 0; slot < size; slot += 1) this.slots.push(undefined);
    this.parent = parent;
    this.evaluation = evaluation;
  }

  /** A frame for a scope inside of this one. */
  inner(size: number): Frame {
    return new Frame(size, this, this.evaluation);
  }

  /** The frame of the whole template. */
  root(): Frame {
    return this.parent === undefined ? this : this.parent.root();
  }
}

/** Gives the value of an expression. */
export type Evaluate = (frame: Frame) => Value;

/** Runs statements, which write text. */
export type Execute = (frame: Frame, output: Output) => void;

/** Stores a value where an assignment says. */
export type Assign = (frame: Frame, value: Value) => void;

/** The text that a template has written so far. */
export class Output {
  readonly #evaluation: Evaluation;
  #text = "";
  #pieces = 0;

  constructor(evaluation: Evaluation) {
    this.#evaluation = evaluation;
  }

  get text(): string {
    return this.#text;
  }

  /** How many times something was written. */
  get pieces(): number {
    return this.#pieces;
  }

  /** @throws PyError BudgetExceeded when the text grows too long */
  write(text: string): void {
    this.#text += text;
    this.#pieces += 1;
    this.#evaluation.meter.size(this.#text.length);
  }
}
