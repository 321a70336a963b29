import type { JsonMap } from "../core/base/index.ts";
import type {
  ActionRecord,
  ActionResult,
  ExecutionEvent,
  ExecutionRecord,
  WorkflowRecord,
} from "../core/model/index.ts";
import type { Wake } from "../store/index.ts";
import type { Outcome, Standing } from "./lanes/commit.ts";
import { Committer } from "./lanes/committer.ts";
import { Definitions } from "./lanes/definitions.ts";
import { Claims } from "./actions/claims.ts";
import { DirectActions, type ActionRequest } from "./actions/direct-actions.ts";
import { DynamicActions } from "./actions/dynamic-actions.ts";
import { Executor } from "./actions/executor.ts";
import { Results } from "./actions/results.ts";
import { storedReader } from "./lanes/function-reader.ts";
import { Lanes } from "./lanes/lanes.ts";
import { Busy, NotFound } from "./problems.ts";
import { findStrays } from "./actions/strays.ts";
import { Membership } from "./cluster/membership.ts";
import { migrateEach, migrateExecution, type MigrationOutcome, type MigrationRequest } from "./lanes/migration.ts";
import { beginExecution, checkStart, type StartRequest } from "./start.ts";
import type { RuntimeOptions } from "./options.ts";
import { allRoles } from "./cluster/roles.ts";
import { newTally, type RuntimeStatistics } from "./statistics.ts";
import { Timers } from "./timers.ts";
import { traceCommit } from "./tracing/spans.ts";
import { withWorld } from "./lanes/world.ts";

const usualQueueLimit = 10_000;

/** Executions kept in memory while they wait. */
const keptLanes = 5000;

/** Told after each commit of an execution. */
export type CommitListener = (executionId: string, outcome: Outcome, standing: Standing) => void;

/** The secretary: the only one that changes an execution. */
export class Runtime {
  readonly definitions: Definitions;
  readonly nodeId: string;
  readonly #options: RuntimeOptions;
  readonly #committer: Committer;
  readonly #executor: Executor;
  readonly #claims: Claims;
  readonly #membership: Membership;
  readonly #lanes: Lanes;
  readonly #timers: Timers;
  readonly #directActions: DirectActions;
  readonly #results: Results;
  readonly #tally = newTally();
  readonly #listeners = new Set<CommitListener>();
  readonly #background = new Set<Promise<unknown>>();
  #stopListening: () => void = () => {};
  #isStopping = false;

  constructor(options: RuntimeOptions) {
    const { store, actions, clock, chance, fieldSizeLimitKb, listeners, roles = allRoles, weights = () => 1 } = options;
    this.#options = options;
    this.nodeId = chance.newId();
    const isExecutor = roles.includes("executor");
    const name = options.name ?? this.nodeId;
    const targets = isExecutor ? [name, ...(options.targets ?? [])] : [];
    const dynamic = options.sandbox && new DynamicActions(store, options.sandbox);
    this.definitions = new Definitions(store, actions, dynamic);
    this.#committer = new Committer(store, () => clock.now(), options.observer ?? {});
    this.#executor = new Executor({
      actions,
      dynamic,
      secretSources: options.secretSources ?? [],
      slots: isExecutor ? options.slots : 0,
      callbackUrl: options.callbackUrl,
      report: (report) => this.#results.reported(report),
      now: () => clock.now(),
      observer: options.observer ?? {},
      onFree: () => this.#claims.claim(),
    });
    this.#claims = new Claims({
      store,
      executor: this.#executor,
      nodeId: this.nodeId,
      targets,
      weights,
      tally: this.#tally,
      inBackground: (what, work) => this.#inBackground(what, work),
    });
    this.#membership = new Membership({
      store,
      actions,
      clock,
      nodeId: this.nodeId,
      about: { name, roles, targets },
      leaseMs: options.leaseMs,
      rerunLostActions: options.rerunLostActions,
      tally: this.#tally,
      fail: (action, result) =>
        this.#post(action.executionId ?? "", { type: "actionFinished", actionId: action.id, result }),
      onQueued: () => this.#claims.look(),
      look: (executionId) => this.#lookAt(executionId),
      freeTurns: () => this.#lanes.freeTurns,
      onBeat: (pending) => {
        if (store.dialect === "postgres") this.definitions.forgetNames();
        if (pending.hasQueued) this.#claims.look();
        if (this.#isEngine) this.#timers.wake(pending.timersAt);
        options.onPending?.(pending);
      },
      findStrays: (hasClaimed) =>
        findStrays(
          hasClaimed,
          () => store.actionsClaimedBy(this.nodeId),
          this.#executor,
          () => this.#claims.answered(),
        ),
      inBackground: (what, work) => this.#inBackground(what, work),
    });
    this.#timers = new Timers(store, clock, (timer) => {
      this.#tally.timersFired += 1;
      const fired = this.#lanes.post(timer.executionId, { type: "timerFired", timerId: timer.id });
      this.#inBackground(
        "timer",
        fired.finally(() => this.#timers.settled(timer.id)),
      );
    });
    const { definitions } = this;
    const reader = storedReader(store, definitions);
    const surroundings = { definitions, reader, chance, fieldSizeLimitKb, listeners };
    this.#directActions = new DirectActions({
      store,
      executor: this.#executor,
      nodeId: this.nodeId,
      now: () => clock.now(),
      newId: () => chance.newId(),
      withWorld: (project, work) => withWorld(surroundings, project, clock.now(), work),
    });
    this.#results = new Results({
      store,
      clock,
      tally: this.#tally,
      directActions: this.#directActions,
      post: (executionId, event, from) => this.#lanes.post(executionId, event, from),
      offered: () => this.#offered(),
      isStopping: () => this.#isStopping,
      onTrouble: options.onTrouble,
      inBackground: (what, work) => this.#inBackground(what, work),
    });
    this.#lanes = new Lanes({
      nodeId: this.nodeId,
      store,
      clock,
      ...surroundings,
      committer: this.#committer,
      executor: this.#executor,
      reserve: (actionId, target) => this.#claims.reserve(actionId, target),
      weights,
      tally: this.#tally,
      queueLimit: options.queueLimit ?? usualQueueLimit,
      keptLanes,
      onCommitted: (executionId, outcome, standing) => this.#committed(executionId, outcome, standing),
      onTrouble: (executionId, error) => options.onTrouble(`execution ${executionId}`, error),
    });
  }

  /**
   * Takes up what an earlier process left: messages not dealt with, actions whose node is gone, timers, queued actions.
   *
   * @throws the database's error
   */
  async begin(): Promise<void> {
    this.#stopListening = this.#options.store.onWake((wake) => this.#woken(wake));
    await this.#membership.join();
    if (this.#isEngine) this.#timers.start();
    this.#claims.look();
    // What waits in the queue comes before what is begun from now on.
    await this.#claims.answered();
  }

  /**
   * Stops in order: no new work, running actions may end until the deadline, what was decided is stored.
   *
   * @param deadlineMs milliseconds that running actions still have
   */
  async stop(deadlineMs: number): Promise<void> {
    this.#isStopping = true;
    this.#claims.stop();
    this.#stopListening();
    await this.#timers.stop();
    let takeBack = () => {};
    const expired = new Promise<void>((resolve) => {
      if (deadlineMs <= 0) resolve();
      else takeBack = this.#options.clock.after(deadlineMs, resolve);
    });
    await this.#executor.drain(expired);
    takeBack();
    this.#membership.stop();
    const isAnyLeft = await this.#lanes.stop();
    await this.#committer.settle();
    await Promise.allSettled(this.#background);
    // Where the database is away the lease ends by itself, and nothing is to keep the process from ending.
    await this.#membership
      .leave(this.#executor.takeNotBegun(), isAnyLeft)
      .catch((error: unknown) => this.#options.onTrouble("leave", error));
  }

  /**
   * Starts a workflow.
   *
   * @returns the execution as it was started, or the existing one when the request names an id that exists
   * @throws NotFound, Refused (Mistral's text), Busy
   */
  start(request: StartRequest): Promise<ExecutionRecord> {
    if (this.#isStopping) throw new Busy("The service is stopping", 5);
    return beginExecution(request, this.#options, this.definitions, this.#lanes);
  }

  /** Checks whether a workflow could be started with an input. @throws Refused (Mistral's text) */
  checkStart(workflow: WorkflowRecord, input: JsonMap): Promise<void> {
    return checkStart(workflow, input, this.definitions);
  }

  /**
   * Asks something of an execution: pause, resume, stop, rerun, skip, another environment.
   *
   * @returns when the decision about it is stored; whether that ran an action or a sub-workflow
   * @throws NotFound, Refused (Mistral's text)
   */
  tell(executionId: string, event: ExecutionEvent): Promise<boolean> {
    return this.#lanes.post(executionId, event, { isRequest: true });
  }

  /**
   * Moves an execution to another revision of its workflow, or to a relative of it.
   *
   * @returns what was found, task by task, as JSON
   * @throws MigrationRefused, NotFound, Refused, Busy
   */
  migrate(executionId: string, request: MigrationRequest): Promise<JsonMap> {
    if (this.#isStopping) throw new Busy("The service is stopping", 5);
    return migrateExecution(executionId, request, this.definitions, this.#lanes);
  }

  /**
   * Moves many executions of one workflow, each for itself; what speaks against one does not keep the others.
   *
   * @returns what became of each, in order
   * @throws Busy, or the database's error; those that have been moved by then stay so
   */
  migrateEach(executionIds: readonly string[], request: MigrationRequest): Promise<MigrationOutcome[]> {
    return migrateEach(executionIds, request.isDryRun, async (id) => this.migrate(id, request));
  }

  /** Changes the description of an execution. @throws NotFound */
  async describe(executionId: string, description: string): Promise<void> {
    const change = { type: "executionChanged", id: executionId, set: { description } } as const;
    await this.#lanes.post(executionId, undefined, { isRequest: true, changes: [change] });
  }

  /**
   * Tells the result of an asynchronous action.
   *
   * @throws NotFound when there is no such action, Refused when it is finished already
   */
  completeAction(actionId: string, result: ActionResult): Promise<void> {
    return this.#results.complete(actionId, result);
  }

  /** Tells that an asynchronous action pauses, or goes on. @throws NotFound, Refused */
  moveAction(actionId: string, state: "PAUSED" | "RUNNING"): Promise<void> {
    return this.#results.move(actionId, state);
  }

  /**
   * Runs an action without a workflow.
   *
   * @returns its record: finished when it was waited for, else RUNNING and stored
   * @throws Refused (Mistral's text), Busy
   */
  runAction(request: ActionRequest): Promise<ActionRecord> {
    if (this.#isStopping) throw new Busy("The service is stopping", 5);
    if (this.#executor.waitedFor >= this.#options.slots) {
      this.#tally.refusedAsBusy += 1;
      throw new Busy("Too many actions are waited for", 2);
    }
    return this.#directActions.run(request);
  }

  /** Deletes an execution and everything under it. @throws NotFound */
  async deleteExecution(executionId: string): Promise<void> {
    const { store } = this.#options;
    const tree = await store.executions.list({
      visibility: "all",
      filters: [{ field: "rootId", op: "eq", value: executionId }],
      fields: ["id"],
    });
    if (!(await store.deleteExecution(executionId))) {
      throw new NotFound(`WorkflowExecution not found [id=${executionId}]`);
    }
    for (const id of [executionId, ...tree.map((execution) => execution.id)]) this.#lanes.forget(id);
  }

  /** To be called after definitions were written. */
  definitionsChanged(): void {
    this.definitions.forgetNames();
    this.#inBackground("wake", this.#options.store.wake({ type: "definitionsChanged" }));
  }

  /** @returns a function that ends the listening */
  onCommitted(listener: CommitListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** What this node has done and is at; asks no database. */
  get #isEngine(): boolean {
    return (this.#options.roles ?? allRoles).includes("engine");
  }

  statistics(): RuntimeStatistics {
    const { slots, leaseMs } = this.#options;
    return {
      ...this.#tally,
      ...this.#committer.counts(),
      ...this.#lanes.counts(),
      actionsRunning: this.#executor.running,
      slots,
      leaseMs,
    };
  }

  #committed(executionId: string, outcome: Outcome, standing: Standing): void {
    traceCommit(outcome, standing);
    for (const timer of outcome.timers) this.#timers.wake(timer.at);
    if (outcome.queued.length > 0) this.#claims.look();
    for (const listener of this.#listeners) listener(executionId, outcome, standing);
  }

  /** Tells workers that wait, here and at other nodes. */
  #offered(): Promise<void> {
    this.#options.onOffered?.();
    return this.#options.store.wake({ type: "actionsOffered" });
  }

  #post(executionId: string, event: ExecutionEvent): void {
    this.#inBackground(`execution ${executionId}`, this.#lanes.post(executionId, event));
  }

  /** Deals with what another node may have left to an execution. */
  #lookAt(executionId: string): void {
    this.#inBackground(`execution ${executionId}`, this.#lanes.post(executionId, undefined, { mustLoad: true }));
  }

  #woken(wake: Wake): void {
    switch (wake.type) {
      case "actionsQueued":
        return this.#claims.look();
      case "actionCancelled":
        return this.#executor.interrupt(wake.actionId);
      case "messagesSent":
        return this.#lookAt(wake.executionId);
      case "definitionsChanged":
        return this.definitions.forgetNames();
      case "actionsOffered":
        return this.#options.onOffered?.();
      case "maintenanceChanged":
        break;
    }
  }

  #inBackground(what: string, work: Promise<unknown>): void {
    const watched = work
      .catch((error: unknown) => {
        if (!(error instanceof NotFound)) this.#options.onTrouble(what, error);
      })
      .finally(() => this.#background.delete(watched));
    this.#background.add(watched);
  }
}
