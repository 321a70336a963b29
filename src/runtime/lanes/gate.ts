import { Busy } from "../problems.ts";
import { Turns, type Weights } from "../turns.ts";

export interface GateOptions {
  /** Most lanes that are decided about at the same time: enough that a commit finds many to share it. */
  readonly mostRunning: number;
  /** How many may wait before further starts are refused. One project may take up half of it. */
  readonly queueLimit: number;
  readonly weights: Weights;
  /** Told of each start that was refused. */
  readonly onBusy: () => void;
}

const retryAfterSeconds = 2;

/**
 * Lets lanes run, so many at a time; the others wait, and projects take turns. What an execution has to deal with always gets
 * its turn; only new executions are refused, so that what is there can be finished.
 */
export class Gate {
  readonly #options: GateOptions;
  readonly #running = new Set<Promise<void>>();
  readonly #ready: Turns<() => Promise<void>>;
  /** Starts that are under way, by projects. */
  readonly #starting = new Map<string, number>();
  #allStarting = 0;

  constructor(options: GateOptions) {
    this.#options = options;
    this.#ready = new Turns(options.weights);
  }

  get running(): number {
    return this.#running.size;
  }

  /** How many wait for their turn. */
  get ready(): number {
    return this.#ready.size;
  }

  /** Lets a lane run, now or when it is its turn. */
  pass(project: string, run: () => Promise<void>): void {
    if (this.#running.size < this.#options.mostRunning) this.#begin(run);
    else this.#ready.add(project, run);
  }

  /**
   * Lets an execution be started at once.
   *
   * @returns what `start` returns
   * @throws Busy when too many wait, of this project or of all; and whatever `start` throws
   */
  async admit<T>(project: string, start: () => Promise<T>): Promise<T> {
    const { queueLimit, onBusy } = this.#options;
    const starting = this.#starting.get(project) ?? 0;
    const isFull = this.#ready.size + this.#allStarting >= queueLimit;
    if (isFull || 2 * (this.#ready.of(project) + starting) >= queueLimit) {
      onBusy();
      const whose = isFull ? "of the service" : "of the project";
      throw new Busy(`Too many executions ${whose} wait for their turn`, retryAfterSeconds);
    }
    this.#starting.set(project, starting + 1);
    this.#allStarting += 1;
    try {
      return await start();
    } finally {
      this.#allStarting -= 1;
      const left = (this.#starting.get(project) ?? 1) - 1;
      if (left > 0) this.#starting.set(project, left);
      else this.#starting.delete(project);
    }
  }

  /** Waits until none runs or waits. */
  async settle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  #begin(run: () => Promise<void>): void {
    const running = run();
    this.#running.add(running);
    void running.finally(() => {
      this.#running.delete(running);
      const next = this.#running.size < this.#options.mostRunning ? this.#ready.take() : undefined;
      if (next !== undefined) this.#begin(next);
    });
  }
}
