import type { JsonMap } from "../../../core/base/index.ts";
import type { ActionResult } from "../../../core/model/index.ts";
import type { Action, ActionContext } from "../../action.ts";
import { ActionThread, type ThreadOptions } from "./thread.ts";

export interface ActionThreadsOptions extends ThreadOptions {
  /** Most actions that run at the same time; further ones wait. */
  readonly threads: number;
}

/**
 * Runs the actions of modules, each in a thread that it has for itself meanwhile: one that throws, blocks, or breaks its
 * thread fails alone.
 */
export class ActionThreads {
  /** The actions of the modules, to be run like any other. */
  readonly actions: readonly Action[];
  readonly #options: ActionThreadsOptions;
  readonly #idle: ActionThread[];
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #isClosed = false;

  private constructor(options: ActionThreadsOptions, first: ActionThread) {
    this.#options = options;
    this.#idle = [first];
    this.actions = first.actions.map((manifest) => ({
      ...manifest,
      run: (input, context) => this.#run(manifest.name, input, context),
    }));
  }

  /**
   * Loads the modules.
   *
   * @throws Error that names the module that cannot be used
   */
  static async start(options: ActionThreadsOptions): Promise<ActionThreads> {
    return new ActionThreads(options, await ActionThread.start(options));
  }

  /** Ends all idle threads; those that run something are ended when it is over. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#idle.splice(0).map((thread) => thread.end()));
  }

  async #run(name: string, input: JsonMap, context: ActionContext): Promise<ActionResult> {
    await this.#place(context.signal);
    try {
      const thread = this.#idle.pop() ?? (await ActionThread.start(this.#options));
      const { result, isUsable } = await thread.run(name, input, context);
      if (isUsable && !this.#isClosed) this.#idle.push(thread);
      else await thread.end();
      if (result instanceof Error) throw result;
      return result;
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }

  async #place(signal: AbortSignal): Promise<void> {
    while (this.#running >= this.#options.threads) {
      await new Promise<void>((resolve) => void this.#waiting.push(resolve));
    }
    this.#running += 1;
    if (!signal.aborted) return;
    this.#running -= 1;
    this.#waiting.shift()?.();
    throw signal.reason;
  }
}
