import { Worker } from "node:worker_threads";
import type { JsonMap } from "../../../core/base/index.ts";
import type { ActionResult } from "../../../core/model/index.ts";
import { reasonOf, type ActionContext } from "../../action.ts";
import { toPlain } from "../plain.ts";
import type { Manifest, Reply, Request, ThreadData } from "./messages.ts";

const startMs = 60_000;
/** An action that is told to stop has so long before its thread is ended. */
const graceMs = 5000;

export interface ThreadOptions extends ThreadData {
  /** The largest heap, in MiB. */
  readonly memoryMb: number;
}

/** One thread with the modules' actions loaded. It runs one action at a time, and may be ended by force at any moment. */
export class ActionThread {
  readonly actions: readonly Manifest[];
  readonly #worker: Worker;
  readonly #blockedMs: number;

  private constructor(worker: Worker, actions: readonly Manifest[], blockedMs: number) {
    this.#worker = worker;
    this.#blockedMs = blockedMs;
    this.actions = actions;
  }

  /**
   * Starts a thread and loads the modules in it.
   *
   * @throws Error that names the module that cannot be used
   */
  static async start({ memoryMb, ...data }: ThreadOptions): Promise<ActionThread> {
    const extension = import.meta.url.slice(-3);
    const worker = new Worker(new URL(`./action-thread${extension}`, import.meta.url), {
      workerData: data satisfies ThreadData,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    });
    try {
      const actions = await loaded(worker);
      worker.unref();
      return new ActionThread(worker, actions, data.blockedMs);
    } catch (error) {
      await worker.terminate();
      throw error;
    }
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  /**
   * Runs an action.
   *
   * @returns its result, and whether the thread can go on
   */
  async run(
    action: string,
    input: JsonMap,
    { signal, secret, ...context }: ActionContext,
  ): Promise<{ readonly result: ActionResult | Error; readonly isUsable: boolean }> {
    const worker = this.#worker;
    const blockedMs = this.#blockedMs;
    const settled = Promise.withResolvers<{ readonly result: ActionResult | Error; readonly isUsable: boolean }>();
    const broken = (message: string) => settled.resolve({ result: new Error(message), isUsable: false });
    let watch = setTimeout(() => broken(`The action blocked its thread for ${blockedMs / 1000} seconds`), blockedMs);
    const heard = (reply: Reply) => {
      watch.refresh();
      if (reply.type === "finished") settled.resolve({ result: reply.result, isUsable: true });
      if (reply.type === "thrown") settled.resolve({ result: new Error(reply.message), isUsable: true });
      if (reply.type === "secret") void this.#answer(reply.ask, secret(reply.reference));
    };
    const crashed = (error: unknown) => broken(`The action broke its thread: ${reasonOf(error)}`);
    const exited = (code: number) => broken(`The action ended its thread with code ${code}`);
    const aborted = () => {
      this.#send({ type: "abort", reason: reasonOf(signal.reason) });
      clearTimeout(watch);
      watch = setTimeout(() => broken("The action did not stop"), graceMs);
    };
    worker.ref();
    worker.on("message", heard).on("error", crashed).on("exit", exited);
    signal.addEventListener("abort", aborted, { once: true });
    const plain = toPlain(input);
    this.#send({ type: "run", action, input: plain as JsonMap, context });
    try {
      return await settled.promise;
    } finally {
      clearTimeout(watch);
      worker.off("message", heard).off("error", crashed).off("exit", exited);
      signal.removeEventListener("abort", aborted);
      worker.unref();
    }
  }

  async #answer(ask: number, secret: Promise<string>): Promise<void> {
    try {
      this.#send({ type: "secret", ask, secret: await secret });
    } catch (error) {
      this.#send({ type: "noSecret", ask, reason: reasonOf(error) });
    }
  }

  #send(request: Request): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
    this.#worker.postMessage(request);
  }
}

function loaded(worker: Worker): Promise<readonly Manifest[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly Manifest[]>();
  const timer = setTimeout(() => reject(new Error(`modules were not loaded in ${startMs / 1000} seconds`)), startMs);
  const heard = (reply: Reply) => {
    if (reply.type === "ready") resolve(reply.actions);
    if (reply.type === "problem") reject(new Error(reply.message));
  };
  const exited = (code: number) => reject(new Error(`a module ended the thread with code ${code} while it was loaded`));
  worker.on("message", heard).on("error", reject).on("exit", exited);
  return promise.finally(() => {
    clearTimeout(timer);
    worker.off("message", heard).off("error", reject).off("exit", exited);
    // What breaks an idle thread shows when it is used next.
    worker.on("error", () => {});
  });
}
