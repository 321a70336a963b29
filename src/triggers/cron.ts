import type { CronTriggerRecord } from "../core/model/index.ts";
import { Alarm, type Clock } from "../runtime/index.ts";
import type { CronAdvance, Store } from "../store/index.ts";
import { fire, type Firing } from "./fire.ts";
import { CronPattern } from "./pattern.ts";

export interface CronClockOptions extends Firing {
  readonly store: Store;
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
/** Time to the next look at a database that was away, or while the service rests. */
const retryMs = 5000;

/**
 * Fires cron triggers: one execution for each due time, whatever the number of nodes and whenever one of them dies.
 *
 * The execution's id follows from the trigger and the time, so that starting it again starts nothing; only when it is stored
 * does the trigger move on, and only for the node that finds it at that time. Times that passed while no node ran are made
 * up for by one execution (Mistral 15: the next time counts from now). A start that is refused uses its time up, too.
 */
export class CronClock {
  readonly #options: CronClockOptions;
  readonly #alarm: Alarm;

  constructor(options: CronClockOptions) {
    this.#options = options;
    this.#alarm = new Alarm(options.clock, () => this.look());
  }

  /** Fires what is due, now and from now on. */
  start(): void {
    this.#alarm.start();
  }

  /** Waits for what is being started. */
  async stop(): Promise<void> {
    await this.#alarm.stop();
  }

  /**
   * Sees to it that the clock looks at the triggers then, if not before; to be called when one was made here or seen there.
   *
   * @param at milliseconds since 1970-01-01T00:00:00Z; undefined when there is no trigger
   */
  wake(at: number | undefined): void {
    this.#alarm.wake(at);
  }

  /**
   * Fires all that is due.
   *
   * @returns when to look again, in milliseconds since 1970-01-01T00:00:00Z
   */
  async look(): Promise<number> {
    const { store, clock, random, isResting, onTrouble } = this.#options;
    const later = clock.now() + retryMs;
    if (isResting()) return later;
    try {
      const due = await store.cronTriggers.due(clock.now(), batch);
      // Each node begins somewhere else, so that they seldom start the same one.
      const first = Math.floor(random() * due.length);
      for (const trigger of [...due.slice(first), ...due.slice(0, first)]) {
        if (this.#alarm.isStopped) return later;
        await this.#fire(trigger);
      }
      if (due.length === batch) return clock.now();
      return (await store.cronTriggers.nextAt()) ?? Infinity;
    } catch (error) {
      onTrouble("cron triggers", error);
      return later;
    }
  }

  async #fire(trigger: CronTriggerRecord): Promise<void> {
    const { store, clock } = this.#options;
    const { id, workflowParams, nextExecutionTime } = trigger;
    await fire(this.#options, "cron_trigger", trigger, String(nextExecutionTime), workflowParams);
    await store.cronTriggers.advance(id, nextExecutionTime, afterwards(trigger, clock.now()));
  }
}

/** What becomes of a trigger that has fired; undefined when it was the last time. */
function afterwards(trigger: CronTriggerRecord, now: number) {
  const { pattern, timeZone, remainingExecutions, nextExecutionTime } = trigger;
  const remaining = remainingExecutions === null ? null : remainingExecutions - 1;
  if (remaining !== null && remaining <= 0) return undefined;
  const next = CronPattern.read(pattern, timeZone ?? undefined)?.nextAfter(Math.max(now, nextExecutionTime));
  const advance: CronAdvance | undefined =
    next === undefined ? undefined : { nextExecutionTime: next, remainingExecutions: remaining };
  return advance;
}
