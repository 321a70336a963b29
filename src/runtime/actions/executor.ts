import { CallSecrets, withDefaults, type Action, type ActionRegistry, type SecretSource } from "../../actions/index.ts";
import type { ActionRecord, ActionResult } from "../../core/model/index.ts";
import type { RuntimeObserver } from "../statistics.ts";
import { traceAction } from "../tracing/spans.ts";
import type { DynamicActions } from "./dynamic-actions.ts";

/** What became of an action that was run. */
export type Report =
  | { readonly type: "finished"; readonly action: ActionRecord; readonly result: ActionResult }
  /** An asynchronous action was handed over, or is to be offered to workers; its result comes from outside. */
  | { readonly type: "handedOver"; readonly action: ActionRecord; readonly dispatch: "none" | "offered" };

export interface ExecutorOptions {
  readonly actions: ActionRegistry;
  /** Further actions, by name, namespace and project. */
  readonly dynamic: DynamicActions | undefined;
  /** Where secrets are that inputs refer to. */
  readonly secretSources: readonly SecretSource[];
  /** Most actions that run at the same time. */
  readonly slots: number;
  /** The address a receiver of an asynchronous action answers to; null when the service has none. */
  readonly callbackUrl: (actionId: string) => string | null;
  readonly report: (report: Report) => void;
  readonly now: () => number;
  readonly observer: RuntimeObserver;
  /** Called whenever a place became free. */
  readonly onFree: () => void;
}

/** Runs actions, each in one of a bounded number of places. It knows nothing of workflows. */
export class Executor {
  readonly #options: ExecutorOptions;
  readonly #running = new Map<string, AbortController>();
  /** Those that somebody waits for; one that is not stored has no id of its own. */
  readonly #waitedFor = new Set<AbortController>();
  readonly #reserved = new Set<string>();
  /** Begun here; what has ended stays until the database knows. */
  readonly #begun = new Set<string>();
  readonly #idle: (() => void)[] = [];
  readonly #notBegun: string[] = [];
  #isDraining = false;

  constructor(options: ExecutorOptions) {
    this.#options = options;
  }

  get running(): number {
    return this.#running.size + this.#waitedFor.size;
  }

  /** Actions that somebody waits for; they run beside the places. */
  get waitedFor(): number {
    return this.#waitedFor.size;
  }

  get free(): number {
    return this.#isDraining ? 0 : Math.max(0, this.#options.slots - this.#reserved.size - this.running);
  }

  /** Takes a place for an action that is about to be committed. */
  reserve(actionId: string): boolean {
    if (this.free === 0) return false;
    this.#reserved.add(actionId);
    return true;
  }

  /** Gives back places: the actions are there, or did not come. */
  release(actionIds: readonly string[]): void {
    for (const id of actionIds) this.#reserved.delete(id);
  }

  /** Whether the action was begun here, or is about to be. */
  knows(actionId: string): boolean {
    return this.#begun.has(actionId) || this.#reserved.has(actionId);
  }

  /** Actions that were begun here and have ended, though the database may not know yet. */
  ended(): readonly string[] {
    return [...this.#begun].filter((id) => !this.#running.has(id));
  }

  /** To be called when the database knows that actions have ended. */
  forget(actionIds: readonly string[]): void {
    for (const id of actionIds) this.#begun.delete(id);
  }

  /**
   * Runs an action in the background and reports what became of it.
   *
   * @param action claimed by this node
   */
  run(action: ActionRecord): void {
    if (this.#isDraining) return void this.#notBegun.push(action.id);
    const abort = new AbortController();
    this.#begun.add(action.id);
    this.#running.set(action.id, abort);
    void this.#perform(action, abort.signal).then((report) => {
      if (report !== undefined) this.#options.report(report);
      this.#running.delete(action.id);
      this.#ended();
    });
  }

  #ended(): void {
    this.#options.onFree();
    if (this.running === 0) for (const wake of this.#idle.splice(0)) wake();
  }

  /**
   * Runs an action that somebody waits for, beside the places of the others.
   *
   * @returns its result; CANCELLED when the service stops meanwhile
   */
  async perform(action: ActionRecord): Promise<ActionResult> {
    const abort = new AbortController();
    this.#waitedFor.add(abort);
    try {
      const report = await this.#perform(action, abort.signal);
      if (report === undefined) return { state: "CANCELLED", value: "The service is stopping" };
      return report.type === "finished" ? report.result : { state: "SUCCESS", value: null };
    } finally {
      this.#waitedFor.delete(abort);
      this.#ended();
    }
  }

  /** Interrupts an action; nothing is reported of it. */
  interrupt(actionId: string): void {
    this.#running.get(actionId)?.abort(new Interrupted());
  }

  /**
   * Begins no further action and waits until none runs.
   *
   * @param expired resolves when waiting is over; what still runs then is interrupted and stays unreported, as after a
   *   crash, so that the rule for lost actions applies to it
   */
  async drain(expired: Promise<void>): Promise<void> {
    this.#isDraining = true;
    if (this.running === 0) return;
    const idle = new Promise<void>((resolve) => void this.#idle.push(resolve));
    await Promise.race([idle, expired]);
    for (const abort of [...this.#running.values(), ...this.#waitedFor]) abort.abort(new Interrupted());
  }

  /** Actions that were claimed too late to be begun: they are somebody else's to run. */
  takeNotBegun(): readonly string[] {
    return this.#notBegun.splice(0);
  }

  async #perform(record: ActionRecord, interrupt: AbortSignal): Promise<Report | undefined> {
    const action = await this.#find(record);
    if (typeof action === "string") {
      return { type: "finished", action: record, result: { state: "ERROR", value: action } };
    }
    const { now, observer } = this.#options;
    const { timeoutSeconds } = record.run;
    // A task's own timer is to say first that it timed out.
    const graceMs = record.executionId === null ? 0 : 1000;
    const timeout = timeoutSeconds === null ? undefined : AbortSignal.timeout(timeoutSeconds * 1000 + graceMs);
    const signal = timeout === undefined ? interrupt : AbortSignal.any([interrupt, timeout]);
    const begunAt = now();
    const result = await traceAction(record, (headers) => this.#attempt(action, record, signal, headers));
    if (interrupt.aborted) return undefined;
    const isHandedOver = action.isAsync && result.state === "SUCCESS";
    observer.actionEnded?.(action.name, isHandedOver ? "HANDED_OVER" : result.state, now() - begunAt);
    if (isHandedOver) {
      return { type: "handedOver", action: record, dispatch: action.isOffered === true ? "offered" : "none" };
    }
    return { type: "finished", action: record, result };
  }

  /** The action, or why there is none. */
  async #find(record: ActionRecord): Promise<Action | string> {
    const { actions, dynamic } = this.#options;
    const { run, workflowNamespace, projectId } = record;
    try {
      const action = actions.get(run.action) ?? (await dynamic?.find(run.action, workflowNamespace, projectId));
      return action ?? `Failed to find action [action_name=${run.action}]`;
    } catch (error) {
      return errorText(record, error);
    }
  }

  async #attempt(
    action: Action,
    record: ActionRecord,
    signal: AbortSignal,
    traceHeaders: Readonly<Record<string, string>>,
  ): Promise<ActionResult> {
    const { id: actionId, taskId, executionId, workflowName } = record;
    const callbackUrl = this.#options.callbackUrl(actionId);
    const secrets = new CallSecrets(this.#options.secretSources, record.projectId, signal);
    try {
      // One that could have been answered within the decision has no use for secrets, and never got them there; a worker
      // gets them when it fetches its action.
      const needsSecrets = action.answer === undefined && action.isOffered !== true;
      const input = needsSecrets ? await secrets.resolve(record.run.input) : record.run.input;
      const work = action.run(withDefaults(action, input), {
        actionId,
        taskId,
        executionId,
        workflowName,
        callbackUrl,
        traceHeaders,
        signal,
        secret: (reference) => secrets.read(reference),
      });
      const result = await Promise.race([work, rejection(signal)]);
      return { ...result, value: secrets.scrub(result.value) };
    } catch (error) {
      return { state: "ERROR", value: secrets.scrub(errorText(record, error)) };
    }
  }
}

class Interrupted extends Error {
  constructor() {
    super("The action was interrupted");
    this.name = "Interrupted";
  }
}

/** An action that does not heed its signal must not keep its place for ever. */
function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const fail = () => reject(signal.reason instanceof Error ? signal.reason : new Interrupted());
    if (signal.aborted) fail();
    else signal.addEventListener("abort", fail, { once: true });
  });
}

function errorText(record: ActionRecord, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return `The action raised an exception [action=${record.run.action}, action_ex_id=${record.id}, msg='${message}']`;
}
