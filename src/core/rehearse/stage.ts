import type { JsonMap } from "../base/index.ts";
import {
  createExecution,
  decide,
  isStuck,
  LiveState,
  migrate,
  type Decided,
  type Migrated,
  type MigrationOptions,
  type Refusal,
  type StartRequest,
  type WorkflowDefinition,
  type World,
} from "../engine/index.ts";
import type { WorkflowSpec } from "../language/index.ts";
import type { ActionRecord, ActionResult, ExecutionEvent, TimerRecord } from "../model/index.ts";
import type { Catalogue } from "./catalogue.ts";
import { findExecutions, findTasks, type Running } from "./look.ts";
import { Queue } from "./queue.ts";

interface Letter {
  readonly executionId: string;
  readonly event: ExecutionEvent;
}

/** How a stage differs from the ordinary. */
export interface StageOptions {
  /** Milliseconds since 1970-01-01T00:00:00Z at which the clock stands at first. */
  readonly startsAt?: number;
  /** Answers an action that is to be run; undefined when nobody answers it, so that it stays RUNNING. */
  readonly perform?: (action: ActionRecord) => Performance | undefined;
  /** After so many decisions the workflow counts as endless; ten million when left out. */
  readonly mostDecisions?: number;
  /** See `World`; no limit when left out. */
  readonly fieldSizeLimitKb?: number;
  /** How many actions a decision may start and answer. */
  readonly steps?: number;
  /** Called after each decision with the state that it led to; may give back a state made anew, as after a crash. */
  readonly onDecided?: (state: LiveState, decision: Decided) => LiveState | undefined;
}

/** The result of an action, and how long it takes. */
export interface Performance {
  readonly result: ActionResult;
  readonly afterMs?: number;
}

/** A workflow that shows no sign of coming to an end. */
export class Endless extends Error {
  constructor(decisions: number) {
    super(`The workflow goes on for ever: it did not end within ${decisions} decisions`);
    this.name = "Endless";
  }
}

const defaultMostDecisions = 10_000_000;

/**
 * Executions that run in memory, with a clock that stands still until it is moved. It plays the part of the runtime: takes
 * decisions, carries letters between executions, lets actions be performed and timers fire.
 */
export class Stage {
  readonly catalogue: Catalogue;
  readonly #options: StageOptions;
  readonly #running = new Map<string, Running>();
  readonly #letters = new Queue<Letter>();
  /** Results of actions that are over: they are told when nothing else is to be done. */
  readonly #results = new Queue<Letter>();
  #performing: { readonly at: number; readonly letter: Letter }[] = [];
  #now: number;
  #ids = 0;
  #seed = 1;
  #decisions = 0;

  constructor(catalogue: Catalogue, options: StageOptions = {}) {
    this.catalogue = catalogue;
    this.#options = options;
    this.#now = options.startsAt ?? Date.UTC(2026, 0, 1);
  }

  /** Milliseconds since 1970-01-01T00:00:00Z. */
  get now(): number {
    return this.#now;
  }

  /** Ids of all executions, oldest first. */
  get executionIds(): string[] {
    return [...this.#running.keys()];
  }

  /** @throws Error when there is no such execution */
  state(executionId: string): LiveState {
    return this.#get(executionId).state;
  }

  /** The workflow that an execution runs. @throws Error when there is no such execution */
  specOf(executionId: string): WorkflowSpec {
    return this.#get(executionId).spec;
  }

  /** What hangs among the executions, if anything does. */
  stuck(): string | undefined {
    for (const { state } of this.#running.values()) {
      const reason = isStuck(state);
      if (reason !== undefined) return reason;
    }
    return undefined;
  }

  /** The world that decisions see. */
  get world(): World {
    const { catalogue } = this;
    return {
      now: this.#now,
      fieldSizeLimitKb: this.#options.fieldSizeLimitKb,
      newId: () => this.#newId(),
      random: () => this.#random(),
      findWorkflow: (name, namespace) => catalogue.findWorkflow(name, namespace),
      findAction: (name, namespace) => catalogue.findAction(name, namespace),
      findEnvironment: (name) => catalogue.findEnvironment(name),
      findTasks: (query) => findTasks(this.#running, query),
      findExecutions: (query) => findExecutions(this.#running, query),
    };
  }

  /**
   * Starts a workflow; nothing runs before the stage is settled.
   *
   * @returns the id, or why it is refused
   */
  start(
    definition: WorkflowDefinition,
    input: JsonMap,
    params: JsonMap = {},
    more: Partial<Pick<StartRequest, "id" | "description">> = {},
  ): { readonly id: string } | { readonly refusal: string } {
    const id = more.id ?? this.#newId();
    const request = { id, projectId: "", description: more.description ?? "", input, params };
    const started = createExecution(definition, request, this.world);
    if ("refusal" in started) return started;
    this.#enter(definition.spec, started.execution.id, new LiveState({ ...empty, execution: started.execution }));
    return { id };
  }

  /** Tells an execution something and decides at once. @returns what was refused of it */
  send(executionId: string, ...events: readonly ExecutionEvent[]): readonly Refusal[] {
    return this.#decide(executionId, events);
  }

  /**
   * Moves an execution to another specification, if nothing speaks against it.
   *
   * @returns the verdict, or why the execution cannot be moved in its state
   */
  migrate(executionId: string, to: WorkflowDefinition, options: MigrationOptions): Migrated {
    const running = this.#get(executionId);
    const migrated = migrate(running.spec, to, running.state, options, this.world);
    if (migrated.type === "judged" && migrated.decided !== undefined) {
      running.state.apply(migrated.decided);
      running.spec = to.spec;
      running.state = this.#options.onDecided?.(running.state, migrated.decided) ?? running.state;
      this.#carryOut(executionId, migrated.decided);
    }
    return migrated;
  }

  /** Goes on until nothing happens any more without the clock moving. @throws Endless */
  settle(): void {
    for (;;) {
      const letter = this.#letters.shift() ?? this.#results.shift();
      if (letter === undefined) return;
      this.#decide(letter.executionId, [letter.event]);
    }
  }

  /**
   * Settles, then moves the clock from one timer to the next as far as allowed.
   *
   * @param untilMs how far the clock may go
   * @throws Endless
   */
  run(untilMs = Number.POSITIVE_INFINITY): void {
    for (this.settle(); this.#advance(untilMs); this.settle());
    if (Number.isFinite(untilMs)) this.#now = Math.max(this.#now, untilMs);
  }

  /** When the next timer fires or action ends; undefined when nothing is to come by itself. */
  nextMoment(): number | undefined {
    const timers = [...this.#running.values()].flatMap(({ state }) => [...state.timers.values()].map(({ at }) => at));
    const moments = [...timers, ...this.#performing.map(({ at }) => at)];
    return moments.length === 0 ? undefined : moments.reduce((a, b) => Math.min(a, b));
  }

  #advance(untilMs: number): boolean {
    const moment = this.nextMoment();
    if (moment === undefined || moment > untilMs) return false;
    this.#now = Math.max(this.#now, moment);
    const due: [string, TimerRecord][] = [];
    for (const [id, { state }] of this.#running) {
      for (const timer of state.timers.values()) if (timer.at <= this.#now) due.push([id, timer]);
    }
    for (const { at, letter } of this.#performing) if (at <= this.#now) this.#results.push(letter);
    this.#performing = this.#performing.filter(({ at }) => at > this.#now);
    for (const [executionId, timer] of due.toSorted(([, a], [, b]) => a.at - b.at)) {
      this.#letters.push({ executionId, event: { type: "timerFired", timerId: timer.id } });
    }
    return true;
  }

  #decide(executionId: string, events: readonly ExecutionEvent[]): readonly Refusal[] {
    const running = this.#get(executionId);
    let next: readonly ExecutionEvent[] = events;
    const refusals: Refusal[] = [];
    const { mostDecisions = defaultMostDecisions } = this.#options;
    for (let isUnfinished = true; isUnfinished; next = []) {
      this.#decisions += 1;
      if (this.#decisions > mostDecisions) throw new Endless(mostDecisions);
      const decision = decide(running.spec, running.state, next, this.world, this.#options.steps);
      running.state.apply(decision);
      running.state = this.#options.onDecided?.(running.state, decision) ?? running.state;
      this.#carryOut(executionId, decision);
      refusals.push(...decision.refusals);
      ({ isUnfinished } = decision);
    }
    return refusals;
  }

  #carryOut(executionId: string, decision: Decided): void {
    for (const command of decision.commands) {
      switch (command.type) {
        case "startChild": {
          const { execution } = command;
          const definition = this.catalogue.workflow(execution.workflowName, execution.workflowNamespace);
          if (definition === undefined) throw new Error(`No workflow ${execution.workflowName}`);
          this.#enter(definition.spec, execution.id, new LiveState({ ...empty, execution }));
          break;
        }
        case "tell":
          this.#letters.push({ executionId: command.executionId, event: command.event });
          break;
        case "runAction":
          this.#perform(executionId, command.actionId);
          break;
        case "cancelAction":
        case "setTimer":
        case "cancelTimer":
        case "notify":
          break;
      }
    }
  }

  #perform(executionId: string, actionId: string): void {
    const action = this.state(executionId).actions.get(actionId);
    const performance = action && this.#options.perform?.(action);
    if (performance === undefined) return;
    const { result, afterMs = 0 } = performance;
    const letter: Letter = { executionId, event: { type: "actionFinished", actionId, result } };
    if (afterMs > 0) this.#performing.push({ at: this.#now + afterMs, letter });
    else this.#results.push(letter);
  }

  #enter(spec: WorkflowSpec, id: string, state: LiveState): void {
    this.#running.set(id, { spec, state });
    this.#letters.push({ executionId: id, event: { type: "started" } });
  }

  #get(executionId: string): Running {
    const running = this.#running.get(executionId);
    if (running === undefined) throw new Error(`No execution ${executionId}`);
    return running;
  }

  /** Looks like a UUID, counts up. */
  #newId(): string {
    this.#ids += 1;
    return `00000000-0000-4000-8000-${this.#ids.toString(16).padStart(12, "0")}`;
  }

  /** A fixed series: a rehearsal repeats itself. */
  #random(): number {
    this.#seed = (this.#seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return this.#seed / 2_147_483_648;
  }
}

const empty = { tasks: [], actions: [], children: [], timers: [] } as const;
