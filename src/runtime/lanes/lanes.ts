import { decide, LiveState, type Decided } from "../../core/engine/index.ts";
import type { WorkflowSpec } from "../../core/language/index.ts";
import type { ActionRecord, Change, ExecutionEvent, ExecutionRecord, MigrationRecord } from "../../core/model/index.ts";
import type { Store } from "../../store/index.ts";
import type { Clock } from "../clock.ts";
import { outcomeOf, targetsOf, type Outcome, type Standing } from "./commit.ts";
import type { Committer } from "./committer.ts";
import type { Executor } from "../actions/executor.ts";
import { continuation, isStored, newLane, takeWaiting, type Entry, type Lane } from "./lane.ts";
import { decideMove, type Move } from "./move.ts";
import { Gate } from "./gate.ts";
import { NotFound, Refused } from "../problems.ts";
import type { RuntimeStatistics, Tally } from "../statistics.ts";
import { passesOn, settle } from "./settle.ts";
import type { Weights } from "../turns.ts";
import { traceDecision } from "../tracing/spans.ts";
import { withWorld, type Surroundings } from "./world.ts";

export interface LanesOptions extends Surroundings {
  readonly nodeId: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly committer: Committer;
  readonly executor: Executor;
  /** Takes a place for an action that is about to be committed, if this node is meant and may. */
  readonly reserve: (actionId: string, target: string | null) => boolean;
  readonly weights: Weights;
  readonly queueLimit: number;
  readonly tally: Tally;
  /** Most executions kept in memory while they wait for something. */
  readonly keptLanes: number;
  /** Called after a commit, with what it asks to be done and the state that it led to. */
  readonly onCommitted: (executionId: string, outcome: Outcome, standing: Standing) => void;
  readonly onTrouble: (executionId: string, error: unknown) => void;
}

/** Lanes that are decided about at the same time; a commit takes half of them at most. */
const mostRunning = 512;

/** Time to the next try after a failed one, in milliseconds: doubles from the first to the last. */
const firstRetryMs = 50;
const lastRetryMs = 5000;

/**
 * One execution, one lane, one writer: events of the same execution queue in its lane, and a lane that runs takes all of
 * them into one decision. What it decides is stored before anything is done.
 */
export class Lanes {
  readonly #options: LanesOptions;
  readonly #lanes = new Map<string, Lane>();
  readonly #gate: Gate;
  #isStopping = false;

  constructor(options: LanesOptions) {
    this.#options = options;
    const { weights, queueLimit, tally } = options;
    this.#gate = new Gate({ mostRunning, weights, queueLimit, onBusy: () => (tally.refusedAsBusy += 1) });
  }

  counts(): Pick<RuntimeStatistics, "lanes" | "lanesRunning" | "lanesReady"> {
    return { lanes: this.#lanes.size, lanesRunning: this.#gate.running, lanesReady: this.#gate.ready };
  }

  /** How many executions more may be looked at before others have had their turn. */
  get freeTurns(): number {
    return Math.max(0, mostRunning - this.#gate.ready);
  }

  /**
   * Hands an event to an execution.
   *
   * @param executionId which one
   * @param event what happened, or was asked for
   * @param from `messageId` of a stored message; `isRequest` when somebody waits who can ask again; `mustLoad` when another
   *   node may have stored messages for it
   * @returns when the decision about it is stored; whether that ran an action or a sub-workflow
   * @throws NotFound, Refused, or the database's error when it was a request
   */
  post(
    executionId: string,
    event: ExecutionEvent | undefined,
    from: {
      readonly messageId?: string;
      readonly isRequest?: boolean;
      readonly mustLoad?: boolean;
      readonly changes?: readonly Change[];
    } = {},
  ): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const lane = this.#laneOf(executionId);
      const { messageId, isRequest = false, mustLoad = false, changes = [] } = from;
      if (messageId !== undefined && lane.waiting.some((entry) => entry.messageId === messageId)) return resolve(false);
      if (mustLoad && lane.waiting.some((entry) => entry.mustLoad)) return resolve(false);
      lane.isPassing = false;
      lane.waiting.push({ event, changes, messageId, isRequest, mustLoad, resolve, reject });
      this.#wake(lane);
    });
  }

  /** Moves an execution to another specification, if nothing speaks against it. @throws NotFound, or the database's error */
  async move(executionId: string, move: Move): Promise<void> {
    await new Promise<boolean>((resolve, reject) => {
      const isKnown = this.#lanes.has(executionId);
      const lane = this.#laneOf(executionId);
      lane.isPassing ||= !isKnown;
      lane.waiting.push({ ...continuation(), isRequest: true, mustLoad: true, move, resolve, reject });
      this.#wake(lane);
    });
  }

  /**
   * Begins an execution that is not stored yet: its row and its first decision are one commit.
   *
   * @throws Refused when the id exists; Busy when too many wait
   */
  begin(execution: ExecutionRecord, spec: WorkflowSpec): Promise<ExecutionRecord> {
    return this.#gate.admit(execution.projectId, () => this.#begin(execution, spec));
  }

  async #begin(execution: ExecutionRecord, spec: WorkflowSpec): Promise<ExecutionRecord> {
    const lane = newLane(execution.id);
    lane.spec = spec;
    // Its row has the version that the first commit makes; here that commit is still to come.
    const before = { ...execution, version: execution.version - 1 };
    lane.state = new LiveState({ execution: before, tasks: [], actions: [], children: [], timers: [] });
    lane.isRunning = true;
    this.#keep(lane);
    const decided = await this.#decide(lane, lane.state, spec, [{ type: "started" }]);
    const stored = await this.#store(lane, lane.state, decided, [], execution).catch((error: unknown) => {
      this.#lanes.delete(execution.id);
      throw error;
    });
    if (stored === undefined) {
      this.#lanes.delete(execution.id);
      throw new Refused(`Duplicate entry for WorkflowExecution ['id']: ${execution.id}`);
    }
    const begun = lane.state.execution;
    lane.isRunning = false;
    if (decided.isUnfinished) void this.post(execution.id, undefined);
    else this.#wake(lane);
    return begun;
  }

  /** Takes a sub-workflow that this node has just stored, so that its lane need not load it. */
  adopt(execution: ExecutionRecord): void {
    if (this.#lanes.has(execution.id)) return;
    const lane = newLane(execution.id);
    lane.state = new LiveState({ execution, tasks: [], actions: [], children: [], timers: [] });
    this.#keep(lane);
  }

  /** The state of an execution that is in memory. */
  peek(executionId: string): LiveState | undefined {
    return this.#lanes.get(executionId)?.state;
  }

  /** Drops an execution that was deleted; whoever waits for it is told that it is gone. */
  forget(executionId: string): void {
    const lane = this.#lanes.get(executionId);
    if (lane === undefined) return;
    this.#lanes.delete(executionId);
    for (const entry of lane.waiting.splice(0))
      entry.reject(new NotFound(`WorkflowExecution not found [id=${executionId}]`));
  }

  /**
   * Waits until no lane runs. What is stored and can be taken up by another process is not begun any more.
   *
   * @returns whether anything was left
   */
  async stop(): Promise<boolean> {
    this.#isStopping = true;
    await this.#gate.settle();
    return [...this.#lanes.values()].some((lane) => lane.waiting.length > 0);
  }

  #hasWork({ waiting }: Lane): boolean {
    return this.#isStopping ? waiting.some((entry) => !isStored(entry)) : waiting.length > 0;
  }

  #laneOf(executionId: string): Lane {
    const known = this.#lanes.get(executionId);
    if (known !== undefined) {
      // The least recently used lane stands first, and is the first to be dropped.
      this.#lanes.delete(executionId);
      this.#lanes.set(executionId, known);
      return known;
    }
    const lane = newLane(executionId);
    this.#keep(lane);
    return lane;
  }

  #keep(lane: Lane): void {
    if (this.#lanes.size >= this.#options.keptLanes) this.#dropIdle();
    this.#lanes.set(lane.executionId, lane);
  }

  #dropIdle(): void {
    for (const [id, lane] of this.#lanes) {
      if (lane.isRunning || lane.waiting.length > 0) continue;
      this.#lanes.delete(id);
      return;
    }
  }

  #wake(lane: Lane): void {
    if (lane.isRunning || !this.#hasWork(lane)) return;
    lane.isRunning = true;
    this.#pass(lane);
  }

  /** Of one that is not loaded nobody knows the project; such ones share a turn. */
  #pass(lane: Lane): void {
    this.#gate.pass(lane.state?.execution.projectId ?? "", () => this.#run(lane));
  }

  async #run(lane: Lane): Promise<void> {
    while (this.#hasWork(lane)) {
      const entries = takeWaiting(lane);
      try {
        await this.#deal(lane, entries);
        lane.failures = 0;
        // Whoever has more to decide waits for the next turn, where others wait.
        if (this.#gate.ready > 0 && this.#hasWork(lane)) return this.#pass(lane);
      } catch (error) {
        this.#options.onTrouble(lane.executionId, error);
        lane.state = undefined;
        const kept = entries.filter((entry) => !entry.isRequest && !(error instanceof NotFound));
        for (const entry of entries) if (!kept.includes(entry)) entry.reject(error);
        if (kept.length > 0) return this.#tryLater(lane, kept);
      }
    }
    lane.isRunning = false;
    const isDone = lane.isPassing || lane.state?.execution.finishedAt !== null;
    if (isDone && lane.waiting.length === 0) this.#lanes.delete(lane.executionId);
  }

  #tryLater(lane: Lane, entries: readonly Entry[]): void {
    lane.waiting.unshift(...entries);
    lane.failures += 1;
    const delayMs = Math.min(lastRetryMs, firstRetryMs * 2 ** (lane.failures - 1));
    this.#options.clock.after(delayMs, () => {
      lane.isRunning = false;
      this.#wake(lane);
    });
  }

  async #deal(lane: Lane, given: readonly Entry[]): Promise<void> {
    let entries = given;
    if (given.some(({ mustLoad }) => mustLoad)) lane.state = undefined;
    for (;;) {
      if (lane.state === undefined) entries = await this.#load(lane, entries);
      // Messages that the loading found come first.
      const [move] = entries.length > 1 ? entries.filter((entry) => entry.move !== undefined) : [];
      if (move !== undefined) {
        entries = entries.filter((entry) => entry !== move);
        lane.waiting.unshift(move);
      }
      const { state } = lane;
      if (state === undefined) throw new NotFound(`WorkflowExecution not found [id=${lane.executionId}]`);
      lane.spec ??= await this.#options.definitions.specOf(
        state.execution.workflowId,
        state.execution.workflowRevision,
      );
      const [entry] = entries;
      if (entry?.move !== undefined) {
        if (await this.#move(lane, state, lane.spec, entry, entry.move)) return;
        lane.state = undefined;
        continue;
      }
      const events = entries.flatMap(({ event }) => (event === undefined ? [] : [event]));
      const decided = await this.#decide(lane, state, lane.spec, events);
      const passedOn = await this.#store(lane, state, decided, entries, undefined);
      if (passedOn !== undefined) {
        if (decided.isUnfinished) lane.waiting.push(continuation());
        settle(entries, decided, this.#isStopping ? [] : passedOn);
        return;
      }
      lane.state = undefined;
    }
  }

  /** @returns whether it is dealt with; false when the state that it was judged upon was stale */
  async #move(lane: Lane, state: LiveState, spec: WorkflowSpec, entry: Entry, move: Move): Promise<boolean> {
    const { migrated, decided, record } = await decideMove(this.#options, this.#options.clock.now(), state, spec, move);
    if (decided !== undefined) {
      if ((await this.#store(lane, state, decided, [entry], undefined, record)) === undefined) return false;
      lane.spec = move.to.spec;
      if (decided.isUnfinished) lane.waiting.unshift(continuation());
    }
    move.answer(migrated);
    entry.resolve(false);
    return true;
  }

  /** Loads the execution, with the stored messages that are not among the entries yet. */
  async #load(lane: Lane, entries: readonly Entry[]): Promise<readonly Entry[]> {
    const bundle = await this.#options.store.loadExecution(lane.executionId);
    if (bundle === undefined) return entries;
    lane.state = new LiveState(bundle);
    // Another node may have moved it to another specification.
    lane.spec = undefined;
    const known = new Set([...entries, ...lane.waiting].map(({ messageId }) => messageId));
    const consumed = new Set(bundle.messages.map(({ id }) => id));
    // A message that is no longer stored was dealt with in a commit whose answer got lost.
    const current = entries.filter(({ messageId }) => messageId === undefined || consumed.has(messageId));
    for (const entry of entries) if (!current.includes(entry)) entry.resolve(false);
    const more = bundle.messages
      .filter(({ id }) => !known.has(id))
      .map(({ id, event }) => ({ ...continuation(), event, messageId: id }));
    return [...more, ...current];
  }

  #decide(lane: Lane, state: LiveState, spec: WorkflowSpec, events: readonly ExecutionEvent[]): Promise<Decided> {
    const { projectId } = state.execution;
    return withWorld(this.#options, projectId, this.#options.clock.now(), (world) =>
      decide(spec, state, events, world),
    );
  }

  /**
   * Stores a decision and does what it asks for.
   *
   * @returns the relatives' decisions about what is passed on to them; undefined when the state it was taken upon was stale
   */
  async #store(
    lane: Lane,
    state: LiveState,
    decided: Decided,
    entries: readonly Entry[],
    created: ExecutionRecord | undefined,
    migrated?: MigrationRecord,
  ): Promise<readonly Promise<unknown>[] | undefined> {
    const { chance, clock, committer, executor, nodeId, reserve } = this.#options;
    const moreChanges = entries.flatMap(({ changes }) => changes);
    const whole: Decided = { ...decided, changes: [...decided.changes, ...moreChanges] };
    const decision = traceDecision(whole, state.execution);
    const events = entries.flatMap(({ event }) => (event === undefined ? [] : [event]));
    const targets = targetsOf(decision);
    const outcome = outcomeOf(
      {
        executionId: lane.executionId,
        projectId: state.execution.projectId,
        expectedVersion: created === undefined ? state.execution.version : null,
        created,
        decision,
        migrated,
        messagesConsumed: entries.flatMap(({ messageId }) => (messageId === undefined ? [] : [messageId])),
        timersFired: events.flatMap((event) => (event.type === "timerFired" ? [event.timerId] : [])),
      },
      clock.now(),
      () => chance.newId(),
      (actionId) => reserve(actionId, targets.get(actionId) ?? state.actions.get(actionId)?.target ?? null),
      nodeId,
    );
    const isStored = await committer.submit(outcome.commit).then(
      (result) => result === "done",
      (error: unknown) => {
        executor.release(outcome.claimed);
        throw error;
      },
    );
    executor.release(outcome.claimed);
    if (!isStored) return undefined;
    state.apply(decision);
    for (const child of outcome.children) this.adopt(child.execution);
    const passedOn = this.#perform(state, outcome);
    this.#options.onCommitted(lane.executionId, outcome, state);
    return passedOn;
  }

  /** @returns the decisions of relatives about what a request means for them */
  #perform(state: LiveState, outcome: Outcome): Promise<unknown>[] {
    const { executor } = this.#options;
    for (const id of outcome.claimed) {
      const action: ActionRecord | undefined = state.actions.get(id);
      if (action !== undefined) executor.run(action);
    }
    for (const id of outcome.cancelled) executor.interrupt(id);
    const passedOn: Promise<unknown>[] = [];
    for (const { id, executionId, event } of [...outcome.messages, ...outcome.children.map((child) => child.message)]) {
      const told = this.post(executionId, event, { messageId: id }).catch((error: unknown) =>
        this.#options.onTrouble(executionId, error),
      );
      if (passesOn(event)) passedOn.push(told);
    }
    return passedOn;
  }
}
