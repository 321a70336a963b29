import { Worker } from "node:worker_threads";
import type { BehaviourAnswer, BehaviourQuestion, BehaviourRelation } from "../../../core/inheritance/index.ts";
import type { Job, Reply } from "./messages.ts";

export interface JudgeLimits {
  /** States of one side of a comparison. */
  readonly maxStates: number;
  /** How long a comparison of two workflows may take. */
  readonly timeoutMs: number;
  /** How much memory it may use, in MiB. */
  readonly memoryMb: number;
}

/** A new thread needs time to load. */
const startMs = 30_000;

/**
 * The share of the time in which the thread looks for an answer; the rest is for saying what differs. A thread that needs more
 * is ended by force.
 */
const share = 0.8;

/**
 * Compares the behaviour of workflows in a thread of its own, one pair after the other: whatever the comparison meets, the
 * service goes on, and what it could not decide is undecided.
 */
export class Judge {
  readonly #limits: JudgeLimits;
  #thread: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(limits: JudgeLimits) {
    this.#limits = limits;
  }

  /**
   * Compares two workflows.
   *
   * @returns an answer to each of the relations
   */
  decide(
    question: BehaviourQuestion,
    relations: readonly BehaviourRelation[],
  ): Promise<ReadonlyMap<BehaviourRelation, BehaviourAnswer>> {
    const decided = this.#last.then(() => this.#decide(question, relations));
    this.#last = decided;
    return decided;
  }

  /** Ends the thread; what it was asked stays undecided. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#thread?.terminate();
  }

  async #decide(
    question: BehaviourQuestion,
    relations: readonly BehaviourRelation[],
  ): Promise<ReadonlyMap<BehaviourRelation, BehaviourAnswer>> {
    const { maxStates, timeoutMs } = this.#limits;
    const answers = new Map<BehaviourRelation, BehaviourAnswer>();
    const job = { question, relations, maxStates, timeoutMs: timeoutMs * share };
    const reason = this.#isClosed
      ? "the service is stopping"
      : await this.#ask(job, answers).catch((error: unknown) => reasonOf(error, this.#limits.memoryMb));
    for (const relation of relations) {
      if (!answers.has(relation)) answers.set(relation, { type: "undecided", reason });
    }
    return answers;
  }

  /**
   * @param answers gets what the thread says
   * @returns why it said no more
   */
  async #ask(job: Job, answers: Map<BehaviourRelation, BehaviourAnswer>): Promise<string> {
    const { timeoutMs, memoryMb } = this.#limits;
    const thread = (this.#thread ??= this.#start());
    const { promise, resolve } = Promise.withResolvers<string>();
    let isUsable = false;
    let timer = setTimeout(() => resolve("the thread that compares does not start"), startMs);
    const heard = (reply: Reply) => {
      switch (reply.type) {
        case "begun":
          clearTimeout(timer);
          timer = setTimeout(() => resolve("the time is up"), timeoutMs);
          break;
        case "answer":
          answers.set(reply.relation, reply.answer);
          break;
        case "done":
          isUsable = true;
          resolve("");
          break;
      }
    };
    const failed = (error: unknown) => resolve(reasonOf(error, memoryMb));
    const exited = () => resolve(this.#isClosed ? "the service is stopping" : "the thread that compares ended");
    thread.on("message", heard).on("error", failed).on("exit", exited);
    thread.ref();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
    thread.postMessage(job);
    const reason = await promise;
    clearTimeout(timer);
    thread.off("message", heard).off("error", failed).off("exit", exited);
    thread.unref();
    if (!isUsable) await this.#drop(thread);
    return reason;
  }

  #start(): Worker {
    const thread = newThread(this.#limits.memoryMb);
    // One that dies while it has nothing to do is not missed.
    thread.on("error", () => {});
    thread.once("exit", () => {
      if (this.#thread === thread) this.#thread = undefined;
    });
    return thread;
  }

  async #drop(thread: Worker): Promise<void> {
    this.#thread = undefined;
    await thread.terminate();
  }
}

function reasonOf(error: unknown, memoryMb: number): string {
  const isMemory = error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
  if (isMemory) return `it takes more than ${memoryMb} MiB of memory`;
  return `the comparison failed: ${error instanceof Error ? error.message : String(error)}`;
}

function newThread(memoryMb: number): Worker {
  const extension = import.meta.url.slice(-3);
  return new Worker(new URL(`./judge-thread${extension}`, import.meta.url), {
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
}
