import { createHash } from "node:crypto";
import { writeJson } from "../core/base/index.ts";
import type { CronTriggerRecord } from "../core/model/index.ts";
import { NotFound, Refused, type Clock, type Runtime } from "../runtime/index.ts";
import type { CronAdvance, Store } from "../store/index.ts";
import { CronPattern } from "./pattern.ts";

export interface CronClockOptions {
  readonly store: Store;
  readonly runtime: Pick<Runtime, "start">;
  readonly clock: Clock;
  /** From 0 to below 1; spreads the work over the nodes. */
  readonly random: () => number;
  /** Whether the service takes no work now; then nothing fires, and what was missed is made up for once. */
  readonly isResting: () => boolean;
  /** Told of what could not be started, and of a database that is away. */
  readonly onTrouble: (what: string, error: unknown) => void;
}

/** Triggers read from the database at once. */
const batch = 200;
/** Longest time without a look at the database, in case another node made a trigger. */
const longestWaitMs = 5000;

/**
 * Fires cron triggers: one execution for each due time, whatever the number of nodes and whenever one of them dies.
 *
 * The execution's id follows from the trigger and the time, so that starting it again starts nothing; only when it is stored
 * does the trigger move on, and only for the node that finds it at that time. Times that passed while no node ran are made
 * up for by one execution (Mistral 15: the next time counts from now). A start that is refused uses its time up, too.
 */
export class CronClock {
  readonly #options: CronClockOptions;
  #wakeAt = Infinity;
  #takeBack: (() => void) | undefined;
  #looking: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(options: CronClockOptions) {
    this.#options = options;
  }

  /** Fires what is due, now and from now on. */
  start(): void {
    this.wake(this.#options.clock.now());
  }

  /** Waits for what is being started. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#takeBack?.();
    await this.#looking;
  }

  /** Sees to it that the clock looks at the triggers then, if not before; to be called when one was made. */
  wake(at: number): void {
    const { clock } = this.#options;
    if (this.#isStopped || at >= this.#wakeAt) return;
    this.#takeBack?.();
    this.#wakeAt = at;
    this.#takeBack = clock.after(Math.max(0, at - clock.now()), () => {
      this.#wakeAt = Infinity;
      this.#looking = this.#lookAfter(this.#looking);
    });
  }

  async #lookAfter(before: Promise<void>): Promise<void> {
    await before;
    this.wake(await this.look());
  }

  /**
   * Fires all that is due.
   *
   * @returns when to look again, in milliseconds since 1970-01-01T00:00:00Z
   */
  async look(): Promise<number> {
    const { store, clock, random, isResting, onTrouble } = this.#options;
    const later = clock.now() + longestWaitMs;
    if (isResting()) return later;
    try {
      const due = await store.cronTriggers.due(clock.now(), batch);
      // Each node begins somewhere else, so that they seldom start the same one.
      const first = Math.floor(random() * due.length);
      for (const trigger of [...due.slice(first), ...due.slice(0, first)]) {
        if (this.#isStopped) return later;
        await this.#fire(trigger);
      }
      if (due.length === batch) return clock.now();
      return Math.min((await store.cronTriggers.nextAt()) ?? later, later);
    } catch (error) {
      onTrouble("cron triggers", error);
      return later;
    }
  }

  async #fire(trigger: CronTriggerRecord): Promise<void> {
    const { store, runtime, clock, onTrouble } = this.#options;
    const { id, name, projectId, workflowId, workflowInput, workflowParams, nextExecutionTime } = trigger;
    const executionId = executionIdOf(id, nextExecutionTime);
    try {
      await runtime.start({
        caller: { project: projectId, user: "cron", roles: [] },
        workflowIdentifier: workflowId,
        namespace: "",
        input: workflowInput,
        params: workflowParams,
        description: descriptionOf(trigger),
        id: executionId,
      });
    } catch (error) {
      if (!(error instanceof NotFound) && !(error instanceof Refused)) throw error;
      const isStarted = (await store.executions.get(executionId, "all")) !== undefined;
      if (!isStarted) onTrouble(`cron trigger ${name} [id=${id}]`, error);
    }
    await store.cronTriggers.advance(id, nextExecutionTime, afterwards(trigger, clock.now()));
  }
}

/** Says what started the execution, spelled as Mistral spells it. */
function descriptionOf({ id, name }: CronTriggerRecord): string {
  const sentence = writeJson(`Workflow execution created by cron trigger '(${id})'.`);
  const by = `{"type": "cron_trigger", "id": ${writeJson(id)}, "name": ${writeJson(name)}}`;
  return `{"description": ${sentence}, "triggered_by": ${by}}`;
}

/** What becomes of a trigger that has fired; undefined when it was the last time. */
function afterwards({ pattern, remainingExecutions, nextExecutionTime }: CronTriggerRecord, now: number) {
  const remaining = remainingExecutions === null ? null : remainingExecutions - 1;
  if (remaining !== null && remaining <= 0) return undefined;
  const next = CronPattern.read(pattern)?.nextAfter(Math.max(now, nextExecutionTime));
  const advance: CronAdvance | undefined =
    next === undefined ? undefined : { nextExecutionTime: next, remainingExecutions: remaining };
  return advance;
}

/** The id of the execution that a trigger starts at a time, in the form of a UUID version 4. */
function executionIdOf(triggerId: string, time: number): string {
  const hex = createHash("sha256").update(`${triggerId}@${time}`).digest("hex");
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  const groups = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, variant + hex.slice(17, 20)];
  return [...groups, hex.slice(20, 32)].join("-");
}
