import type { Flow, Gone, Item, Parts, Step, Task } from "../canon/node.ts";
import { withParts } from "../canon/next.ts";
import { rememberValue, stepOf } from "../canon/pen.ts";
import type { Pen } from "../canon/pen.ts";

/** A new task that says where it belongs. */
export interface Anchored {
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** A workflow while a task is placed in it. */
export class Placement {
  readonly name: string;
  readonly pen: Pen;
  readonly flow: Flow;
  readonly tasks: Map<string, Task>;
  readonly gone = new Map<string, Gone>();
  private readonly step: Step;

  /**
   * @param flow the workflow; the task is in it already, with what it says itself
   * @param name the task to be placed
   * @param pen the child that places it
   */
  constructor(flow: Flow, name: string, pen: Pen) {
    this.flow = flow;
    this.name = name;
    this.pen = pen;
    this.tasks = new Map(flow.tasks);
    this.step = stepOf(pen, `insert:${name}`, ["tasks", name]);
  }

  partsOf(task: string): Parts {
    return this.tasks.get(task)?.parts ?? new Map();
  }

  setParts(name: string, parts: Parts): void {
    const task = this.tasks.get(name);
    if (task !== undefined) this.tasks.set(name, withParts(task, parts));
  }

  /** An entry that the placing writes. */
  written(target: string): Item {
    return { value: target, key: target, guard: undefined, trail: [this.step] };
  }

  /** An entry that now leads elsewhere and keeps its guard. */
  redirected(item: Item, target: string): Item {
    const trail = [...rememberValue(item.trail, item.key), this.step];
    const value = item.guard === undefined ? target : Object.fromEntries([[target, item.guard]]);
    return { value, key: target, guard: item.guard, trail };
  }

  /** An entry that moves to the new task. */
  moved(item: Item): Item {
    return { ...item, trail: [...item.trail, this.step] };
  }

  result(): Flow {
    const gone = this.gone.size === 0 ? this.flow.gone : new Map([...this.flow.gone, ...this.gone]);
    return { ...this.flow, tasks: this.tasks, gone };
  }
}
