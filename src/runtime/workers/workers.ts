import { CallSecrets, type SecretSource } from "../../actions/index.ts";
import type { JsonMap } from "../../core/base/index.ts";
import type { ActionRecord, ActionResult, Caller } from "../../core/model/index.ts";
import type { Store } from "../../store/index.ts";
import { NotFound, Refused } from "../problems.ts";
import { workerLeaseMs, workerNodeId } from "./worker-id.ts";

export interface WorkersOptions {
  readonly store: Store;
  readonly secretSources: readonly SecretSource[];
  /** Whether workers serve an action of that name. */
  readonly isServed: (name: string) => boolean;
  readonly newId: () => string;
  /** Tells the result of an action. */
  readonly complete: (actionId: string, result: ActionResult) => Promise<void>;
  /** Calls back once after a delay in milliseconds, and returns a function that takes it back. */
  readonly after: (delayMs: number, callback: () => void) => () => void;
}

/** What a worker asks for. */
export interface WorkerPoll {
  /** Names of the actions that it can do. */
  readonly names: readonly string[];
  /** Most actions that it takes now. */
  readonly limit: number;
  /** How long the answer may wait for an action, in milliseconds. */
  readonly waitMs: number;
  /** Actions of all projects, which is for admins. */
  readonly ofAllProjects: boolean;
}

/** An action that a worker is to do, with the secrets in its input. */
export interface WorkerTask {
  readonly action: ActionRecord;
  readonly input: JsonMap;
}

/** A wake may be lost, and another node may have put an action back. */
const lookAgainMs = 5000;

/**
 * Programs outside of the service that do actions: they fetch them, give signs of life, and tell the results. A worker holds a
 * lease like a node, so an action whose worker is gone is treated like one whose node is gone.
 */
export class Workers {
  readonly #options: WorkersOptions;
  readonly #waiting = new Set<() => void>();
  /** What ends the polls of each worker. */
  readonly #polls = new Map<string, Set<() => void>>();
  #isClosed = false;

  constructor(options: WorkersOptions) {
    this.#options = options;
  }

  /** Makes a worker known. @returns its id, and how long it may be silent */
  async register(): Promise<{ readonly id: string; readonly leaseMs: number }> {
    const id = this.#options.newId();
    await this.#renew(id);
    return { id, leaseMs: workerLeaseMs };
  }

  /**
   * Fetches actions, and waits for one where there is none. A sign of life, too.
   *
   * @param signal ends the waiting
   * @returns none when the time is over
   * @throws Refused when it asks for an action that no worker serves
   */
  async poll(workerId: string, caller: Caller, poll: WorkerPoll, signal: AbortSignal): Promise<WorkerTask[]> {
    const unknown = poll.names.find((name) => !this.#options.isServed(name));
    if (unknown !== undefined) {
      throw new Refused(`Workers do not serve the action '${unknown}': it is not among the setting worker_actions`);
    }
    let isOver = poll.waitMs <= 0;
    const end = () => {
      isOver = true;
      this.offered();
    };
    const stopTimer = this.#options.after(Math.min(poll.waitMs, workerLeaseMs / 2), end);
    signal.addEventListener("abort", end, { once: true });
    const polls = this.#polls.get(workerId) ?? new Set();
    this.#polls.set(workerId, polls.add(end));
    try {
      await this.#renew(workerId);
      for (;;) {
        const change = this.#nextChange();
        const tasks = await this.#claim(workerId, caller, poll, signal);
        if (tasks.length > 0 || isOver || this.#isClosed) return await this.#delivered(workerId, tasks, signal);
        await change;
      }
    } finally {
      stopTimer();
      signal.removeEventListener("abort", end);
      polls.delete(end);
      if (polls.size === 0) this.#polls.delete(workerId);
    }
  }

  /**
   * A sign of life.
   *
   * @param actionIds what it is doing
   * @returns those of them that it need not do any more: finished, cancelled, or given to another
   */
  async heartbeat(workerId: string, caller: Caller, actionIds: readonly string[]): Promise<string[]> {
    await this.#renew(workerId);
    const own = new Set<string>();
    for (const id of actionIds) if ((await this.#ownAction(workerId, caller, id)) !== undefined) own.add(id);
    return actionIds.filter((id) => !own.has(id));
  }

  /**
   * Tells the result of an action. Secrets of its input are taken out of it.
   *
   * @throws NotFound when the worker does not do such an action (any more)
   */
  async finish(workerId: string, caller: Caller, actionId: string, result: ActionResult): Promise<void> {
    const action = await this.#ownAction(workerId, caller, actionId);
    if (action === undefined) throw new NotFound(`The worker does not do the action ${actionId} any more`);
    const secrets = this.#secretsOf(action, new AbortController().signal);
    await secrets.resolve(action.run.input).catch(() => undefined);
    await this.#options.complete(actionId, { ...result, value: secrets.scrub(result.value) });
  }

  /** A worker goes: what it has not done is offered to others. */
  async leave(workerId: string): Promise<void> {
    const { store } = this.#options;
    const id = workerNodeId(workerId);
    await store.removeNode(id);
    for (const end of this.#polls.get(workerId) ?? []) end();
    await this.#giveBack(workerId, await store.actionsClaimedBy(id));
  }

  /** To be called when actions were offered. */
  offered(): void {
    for (const wake of this.#waiting) wake();
  }

  /** Answers all that wait. */
  close(): void {
    this.#isClosed = true;
    this.offered();
  }

  async #claim(workerId: string, caller: Caller, poll: WorkerPoll, signal: AbortSignal): Promise<WorkerTask[]> {
    if (signal.aborted || this.#isClosed) return [];
    const claimed = await this.#options.store.claimOffered({
      workerId: workerNodeId(workerId),
      names: poll.names,
      project: poll.ofAllProjects ? undefined : caller.project,
      limit: poll.limit,
    });
    const tasks: WorkerTask[] = [];
    for (const action of claimed) {
      try {
        tasks.push({ action, input: await this.#secretsOf(action, signal).resolve(action.run.input) });
      } catch (error) {
        const value = error instanceof Error ? error.message : String(error);
        await this.#options.complete(action.id, { state: "ERROR", value });
      }
    }
    return tasks;
  }

  /** Who hung up while it was looked for has not got what was found. */
  async #delivered(workerId: string, tasks: WorkerTask[], signal: AbortSignal): Promise<WorkerTask[]> {
    if (!signal.aborted) return tasks;
    await this.#giveBack(
      workerId,
      tasks.map(({ action }) => action),
    );
    return [];
  }

  async #giveBack(workerId: string, actions: readonly ActionRecord[]): Promise<void> {
    const { store } = this.#options;
    const ids = actions.map(({ id }) => id);
    const queued = await store.requeueActions(ids, workerNodeId(workerId));
    if (queued.length > 0) await store.wake({ type: "actionsQueued" });
  }

  async #ownAction(workerId: string, caller: Caller, actionId: string): Promise<ActionRecord | undefined> {
    const visibility = caller.roles.includes("admin") ? "all" : { project: caller.project, withPublic: false };
    const action = await this.#options.store.actions.get(actionId, visibility);
    const isOwn = action?.dispatch === "claimed" && action.claimedBy === workerNodeId(workerId);
    return isOwn ? action : undefined;
  }

  #secretsOf({ projectId }: ActionRecord, signal: AbortSignal): CallSecrets {
    return new CallSecrets(this.#options.secretSources, projectId, signal);
  }

  #renew(workerId: string): Promise<void> {
    return this.#options.store.holdLease(workerNodeId(workerId), workerLeaseMs);
  }

  #nextChange(): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        stopTimer();
        this.#waiting.delete(wake);
        resolve();
      };
      const stopTimer = this.#options.after(lookAgainMs, wake);
      this.#waiting.add(wake);
    });
  }
}
