import { Worker } from "node:worker_threads";
import { parseJson, writeJson, type Json } from "../../core/base/index.ts";
import type { Answer, Program } from "./program.ts";

export interface SandboxLimits {
  /** Most programs that run at the same time; further ones wait. */
  readonly threads: number;
  /** How much processor time one program may use. */
  readonly timeoutMs: number;
  /** How much memory one program may use; at least 16 MiB. */
  readonly memoryBytes: number;
}

interface Job {
  readonly program: Program;
  readonly signal: AbortSignal;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
}

/** A thread that its engine does not stop is ended by force, after so many times the limit: other threads may be slowing it. */
const patience = 5;
/** A new thread needs time to load. */
const startMs = 10_000;

/**
 * Runs JavaScript that nobody vouches for. Each program has an engine and a memory of its own, in a thread that can be
 * ended; an idle thread does not keep the process alive.
 */
export class Sandbox {
  readonly #limits: SandboxLimits;
  readonly #idle: Worker[] = [];
  readonly #waiting: Job[] = [];
  readonly #busy = new Set<Worker>();
  #isClosed = false;

  constructor(limits: SandboxLimits) {
    this.#limits = limits;
  }

  /**
   * Runs a program.
   *
   * @param code JavaScript; its last value is the result, or what that promise resolves to
   * @param data what the program sees as `$`
   * @returns the result as JSON has it: `undefined` is null
   * @throws Error with the program's own error, or the limit it met; the reason of the signal
   */
  async run(code: string, data: Json, signal: AbortSignal): Promise<Json> {
    const { timeoutMs, memoryBytes } = this.#limits;
    const program = { code, data: writeJson(data), timeoutMs, memoryBytes };
    const answer = await new Promise<Answer>((resolve, reject) => {
      signal.throwIfAborted();
      if (this.#isClosed) throw new Error("the service is stopping");
      this.#waiting.push({ program, signal, resolve, reject });
      this.#next();
    });
    if (answer.type === "error") throw new Error(answer.message);
    return parseJson(answer.json);
  }

  /** Ends all threads; programs that run or wait fail. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const job of this.#waiting.splice(0)) job.reject(new Error("the service is stopping"));
    await Promise.all([...this.#idle.splice(0), ...this.#busy].map((worker) => worker.terminate()));
  }

  #next(): void {
    while (this.#waiting.length > 0 && this.#busy.size < this.#limits.threads) {
      const job = this.#waiting.shift();
      if (job?.signal.aborted === true) job.reject(job.signal.reason);
      else if (job !== undefined) this.#begin(job, this.#idle.pop() ?? newThread());
    }
  }

  #begin({ program, signal, resolve, reject }: Job, worker: Worker): void {
    this.#busy.add(worker);
    worker.ref();
    const end = (isUsable: boolean, settle: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", aborted);
      worker.off("message", answered).off("error", fail).off("exit", exited);
      worker.unref();
      this.#busy.delete(worker);
      if (isUsable && !this.#isClosed) this.#idle.push(worker);
      else void worker.terminate();
      settle();
      this.#next();
    };
    const fail = (reason: unknown) => end(false, () => reject(reason));
    const answered = (answer: Answer) => end(true, () => resolve(answer));
    const aborted = () => fail(signal.reason);
    const exited = () => fail(new Error("the script ended its thread"));
    const late = `the script ran longer than ${program.timeoutMs / 1000} seconds`;
    const timer = setTimeout(() => fail(new Error(late)), program.timeoutMs * patience + startMs);
    signal.addEventListener("abort", aborted, { once: true });
    worker.on("message", answered).on("error", fail).on("exit", exited);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
    worker.postMessage(program);
  }
}

function newThread(): Worker {
  const extension = import.meta.url.slice(-3);
  return new Worker(new URL(`./sandbox-thread${extension}`, import.meta.url), {
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 128 },
  });
}
