import type { JsonMap } from "../../core/base/index.ts";
import {
  directResult,
  prepareDirectAction,
  sizeFault,
  type DirectAction,
  type World,
} from "../../core/engine/index.ts";
import type { ActionRecord, ActionResult, Caller } from "../../core/model/index.ts";
import type { Store } from "../../store/index.ts";
import type { Executor } from "./executor.ts";
import { Refused } from "../problems.ts";

/** An action that is to be run without a workflow. */
export interface ActionRequest {
  readonly caller: Caller;
  readonly name: string;
  readonly namespace: string;
  readonly input: JsonMap;
  readonly description: string;
  /** Whether the answer must have the result; it has it too when nothing is saved and the action allows it. */
  readonly runSync: boolean;
  /** Whether it is stored; if not, the answer has the result and there is no id. An asynchronous one is always stored. */
  readonly saveResult: boolean;
  readonly timeoutSeconds?: number;
  readonly target?: string;
}

export interface DirectActionsOptions {
  readonly store: Store;
  readonly executor: Executor;
  readonly nodeId: string;
  readonly now: () => number;
  readonly newId: () => string;
  readonly withWorld: <T>(project: string, work: (world: World) => T) => Promise<T>;
}

const done = { dispatch: "none", claimedBy: null } as const;

/** Actions that are run without a workflow (Mistral 15, semantics 12.9). */
export class DirectActions {
  readonly #options: DirectActionsOptions;

  constructor(options: DirectActionsOptions) {
    this.#options = options;
  }

  /**
   * Runs an action.
   *
   * @returns its record: finished when it was waited for, else RUNNING and stored
   * @throws Refused (Mistral's text) for an unknown action, input that does not fit, or waiting for an asynchronous action
   */
  async run(request: ActionRequest): Promise<ActionRecord> {
    const { store, executor } = this.#options;
    const { name, namespace, input, saveResult, runSync } = request;
    const prepared = await this.#options.withWorld(request.caller.project, (world) =>
      prepareDirectAction(name, namespace, input, world),
    );
    if ("refusal" in prepared) throw new Refused(prepared.refusal);
    if (runSync && prepared.isAsync) throw new Refused("Action does not support synchronous execution.");
    const isWaitedFor = (runSync || !saveResult) && !prepared.isAsync;
    const action = this.#recordOf(request, prepared, isWaitedFor && !saveResult);
    if (isWaitedFor) {
      const result = await executor.perform(action);
      const fault = await this.#options.withWorld(action.projectId, (world) =>
        sizeFault("output", { result: result.value }, world),
      );
      if (fault !== undefined) throw new Refused(fault);
      // A result that is waited for is the base's own; it is stored as not accepted.
      const ended = { ...action, ...done, state: result.state, output: { result: result.value } };
      if (saveResult) await store.createAction(ended);
      return ended;
    }
    const isClaimed = executor.reserve(action.id);
    const stored: ActionRecord = isClaimed ? action : { ...action, dispatch: "queued", claimedBy: null };
    try {
      await store.createAction(stored);
    } finally {
      if (isClaimed) executor.release([action.id]);
    }
    if (isClaimed) executor.run(stored);
    return stored;
  }

  /**
   * Stores the result of an action that nobody waits for, with the outputs of the ad-hoc actions around it.
   *
   * @returns whether it was stored; false when the action is finished or gone
   */
  async finish(action: ActionRecord, result: ActionResult): Promise<boolean> {
    const whole = await this.#options.withWorld(action.projectId, (world) => directResult(action, result, world));
    const output = { result: whole.value };
    return this.#options.store.changeAction(action.id, { ...done, state: whole.state, output, accepted: true });
  }

  /** An asynchronous action was handed over: nobody runs it any more. */
  async handOver(action: ActionRecord, dispatch: "none" | "offered"): Promise<void> {
    await this.#options.store.changeAction(action.id, { dispatch, claimedBy: null });
  }

  #recordOf(request: ActionRequest, prepared: DirectAction, isTransient: boolean): ActionRecord {
    const { now, newId, nodeId } = this.#options;
    const at = now();
    return {
      id: isTransient ? "None" : newId(),
      projectId: request.caller.project,
      executionId: null,
      rootId: null,
      taskId: null,
      taskName: null,
      workflowName: null,
      workflowNamespace: request.namespace,
      name: prepared.name,
      description: request.description,
      tags: null,
      state: "RUNNING",
      stateInfo: null,
      accepted: false,
      input: prepared.input,
      output: null,
      index: 0,
      run: {
        action: prepared.systemAction,
        input: prepared.systemInput,
        adhoc: prepared.adhoc,
        timeoutSeconds: request.timeoutSeconds ?? null,
      },
      dispatch: "claimed",
      claimedBy: nodeId,
      target: request.target ?? null,
      isSafeToRerun: false,
      createdAt: at,
      updatedAt: at,
    };
  }
}
