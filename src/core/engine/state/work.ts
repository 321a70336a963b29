import type { ActionResult } from "../../model/index.ts";
import type { Entry, Step } from "./step.ts";

/** Something that the present decision still has to do. Nothing of it is lost with the decision: it follows from the state. */
export type Work =
  /** Carries out what a task chose, in order; an error is the fault of that task. */
  | { readonly type: "dispatch"; readonly steps: readonly Step[]; readonly origin: Origin | undefined }
  /** An action without side effects was started: its answer is to be taken. */
  | { readonly type: "answer"; readonly actionId: string; readonly result: ActionResult }
  /** Starts items of a with-items task as far as there is room. */
  | { readonly type: "grow"; readonly taskId: string };

/** The task whose completion led to some steps, and how an error among them is told. */
export interface Origin {
  readonly taskId: string;
  readonly entry: Entry;
}

/** Work in the order in which it is done: steps first, then answers and items, each first in, first out. */
export class WorkQueue {
  readonly #urgent = new Line<Work>();
  readonly #later = new Line<Work>();

  add(work: Work): void {
    (work.type === "dispatch" ? this.#urgent : this.#later).add(work);
  }

  take(): Work | undefined {
    return this.#urgent.take() ?? this.#later.take();
  }

  get isEmpty(): boolean {
    return this.#urgent.isEmpty && this.#later.isEmpty;
  }
}

/** First in, first out, at constant cost. */
class Line<T> {
  #items: (T | undefined)[] = [];
  #head = 0;

  add(item: T): void {
    this.#items.push(item);
  }

  get isEmpty(): boolean {
    return this.#head >= this.#items.length;
  }

  take(): T | undefined {
    const item = this.#items[this.#head];
    if (item === undefined) return undefined;
    this.#items[this.#head] = undefined;
    this.#head += 1;
    if (this.#head > 1000 && this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return item;
  }
}
