import type { WorkerAction } from "../api/shapes/index.ts";
import type { Json } from "../core/base/index.ts";
import { ServiceError } from "./error.ts";
import type { Workers } from "./workers.ts";

/** What an action of a worker knows besides its input. */
export interface WorkerContext {
  readonly action: Omit<WorkerAction, "input">;
  /** The same each time this very action is given out again, and for no other. */
  readonly idempotencyKey: string;
  /** Aborted when the action need not be done any more. */
  readonly signal: AbortSignal;
}

/**
 * Does an action.
 *
 * @returns its result, which must be JSON
 * @throws whatever it likes; the message is the error of the task, or `data` of the error where it has that
 */
export type WorkerHandler<Input = WorkerAction["input"]> = (
  input: Input,
  context: WorkerContext,
) => Json | undefined | Promise<Json | undefined>;

export interface WorkerOptions {
  /** What does which action, by name. */
  readonly handlers: Readonly<Record<string, WorkerHandler>>;
  /** Most actions at the same time; 1 if not said. */
  readonly concurrency?: number;
  /** Actions of all projects, which is for admins. */
  readonly allProjects?: boolean;
  /** Ends the worker: it takes no further action, and does to the end what it has. */
  readonly signal: AbortSignal;
  /** Told when the service cannot be reached or refuses something; the worker tries again. */
  readonly onTrouble?: (error: unknown) => void;
}

const waitSeconds = 20;
const pauseMs = 1000;

/**
 * Does actions until it is told to end. It goes on when the service is away for a while.
 *
 * @param workers of the service
 * @returns when all that it took is done
 * @throws ServiceError when the service refuses to register it, or does not know its actions
 */
export async function runWorker(workers: Workers, options: WorkerOptions): Promise<void> {
  const { signal, concurrency = 1, allProjects = false, onTrouble = () => {} } = options;
  const { id, lease_seconds: leaseSeconds } = await workers.register();
  const running = new Map<string, { readonly stop: AbortController; readonly done: Promise<void> }>();
  const beat = setInterval(() => void sayAlive().catch(onTrouble), (leaseSeconds * 1000) / 3);
  const ended = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
  try {
    while (!signal.aborted) {
      if (running.size >= concurrency) {
        await Promise.race([ended, ...[...running.values()].map(({ done }) => done)]);
        continue;
      }
      for (const action of await fetch(concurrency - running.size)) begin(action);
    }
    await Promise.all([...running.values()].map(({ done }) => done));
    await workers.leave(id);
  } finally {
    clearInterval(beat);
  }

  async function fetch(limit: number): Promise<readonly WorkerAction[]> {
    const actions = Object.keys(options.handlers);
    const asked = workers.poll(id, { actions, limit, wait_seconds: waitSeconds, all_projects: allProjects });
    try {
      return (await Promise.race([asked, ended])) ?? (await takenTooLate(asked));
    } catch (error) {
      if (error instanceof ServiceError && error.status >= 400 && error.status < 500) throw error;
      onTrouble(error);
      await Promise.race([ended, new Promise((resolve) => void setTimeout(resolve, pauseMs))]);
      return [];
    }
  }

  /** What comes after the end goes back when the worker leaves, so that its answer is not waited for. */
  async function takenTooLate(asked: Promise<unknown>): Promise<readonly WorkerAction[]> {
    asked.catch(onTrouble);
    return [];
  }

  function begin(action: WorkerAction): void {
    const stop = new AbortController();
    const done = perform(action, stop.signal)
      .catch(onTrouble)
      .finally(() => running.delete(action.id));
    running.set(action.id, { stop, done });
  }

  async function perform({ input, ...action }: WorkerAction, stopped: AbortSignal): Promise<void> {
    const handler = options.handlers[action.name];
    try {
      if (handler === undefined) throw new Error(`This worker has no action ${action.name}`);
      const context = { action, idempotencyKey: action.id, signal: stopped };
      const result = (await handler(input, context)) ?? null;
      if (!stopped.aborted) await workers.complete(id, action.id, result);
    } catch (error) {
      if (error instanceof ServiceError) throw error;
      if (!stopped.aborted) await workers.fail(id, action.id, errorData(error));
    }
  }

  async function sayAlive(): Promise<void> {
    const lost = await workers.heartbeat(id, [...running.keys()]);
    for (const actionId of lost) running.get(actionId)?.stop.abort(new Error("The action need not be done any more"));
  }
}

function errorData(error: unknown): Json {
  if (!(error instanceof Error)) return String(error);
  return "data" in error && error.data !== undefined ? (error.data as Json) : error.message;
}
