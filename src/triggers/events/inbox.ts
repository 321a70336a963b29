import type { JsonMap } from "../../core/base/index.ts";
import type { EventRecord, EventTriggerRecord } from "../../core/model/index.ts";
import { Alarm, type Clock, type OutsideExpressions } from "../../runtime/index.ts";
import type { Store } from "../../store/index.ts";
import { fire, type Firing } from "../fire.ts";
import type { EventDefinitions } from "./definitions.ts";
import { recordOf, type EventData, type IncomingEvent } from "./incoming.ts";
import { fits } from "./wildcard.ts";

export interface EventInboxOptions extends Firing {
  readonly store: Pick<Store, "events" | "eventTriggers" | "executions">;
  readonly clock: Clock;
  readonly expressions: OutsideExpressions;
  readonly definitions: EventDefinitions;
  /** Whether projects are not kept apart, because nobody has to prove who they are; then an event reaches all triggers. */
  readonly reachesAll: boolean;
  /** How long the id of an event is remembered after it was dealt with, in milliseconds. */
  readonly memoryMs: number;
  /** Whether the service takes no work now; events then wait. */
  readonly isResting: () => boolean;
}

/**
 * What became of an event: it is stored and starts workflows (`taken`), it came before (`known`), or no trigger waits for it
 * (`unwanted`), and then nothing is remembered of it.
 */
export type Receipt = { readonly id: string; readonly state: "taken" | "known" | "unwanted" };

/** Events that one look takes. */
const batch = 50;
/** A node that has taken an event and is silent for so long has died, or its database was away. */
const claimMs = 30_000;
/** Time to the next look at a database that was away, or while the service rests. */
const retryMs = 5000;
const forgetEveryMs = 3_600_000;

/**
 * Takes events and starts the workflows of those triggers that wait for them: each one once, over all nodes, crashes and
 * events that come again. An event is a row before its sender hears that it arrived.
 */
export class EventInbox {
  readonly #options: EventInboxOptions;
  readonly #alarm: Alarm;
  #forgetAt = 0;

  constructor(options: EventInboxOptions) {
    this.#options = options;
    this.#alarm = new Alarm(options.clock, () => this.look());
  }

  /** Deals with what is stored, now and from now on. */
  start(): void {
    this.#alarm.start();
  }

  async stop(): Promise<void> {
    await this.#alarm.stop();
  }

  /**
   * Sees to it that there is a look at that time, if not before: another node may have stored an event, or died over one.
   *
   * @param at milliseconds since 1970-01-01T00:00:00Z; undefined when no event waits
   */
  wake(at: number | undefined): void {
    this.#alarm.wake(at);
  }

  /**
   * Takes an event.
   *
   * @returns when it is stored
   * @throws the database's error; then it is unknown whether it is stored, and it may be sent again
   */
  async receive(incoming: IncomingEvent): Promise<Receipt> {
    const { store, clock, reachesAll } = this.#options;
    const record = recordOf(reachesAll ? { ...incoming, reach: "all" } : incoming, clock.now());
    const { id } = record;
    if ((await this.#waitingFor(record)).length === 0) return { id, state: "unwanted" };
    const isNew = await store.events.add(record);
    if (isNew) this.#alarm.now();
    return { id, state: isNew ? "taken" : "known" };
  }

  /**
   * Deals with what is due.
   *
   * @returns when to look again, in milliseconds since 1970-01-01T00:00:00Z
   */
  async look(): Promise<number> {
    const { store, clock, memoryMs, isResting, onTrouble } = this.#options;
    const now = clock.now();
    if (isResting()) return now + retryMs;
    try {
      const due = await store.events.claim(now, now + claimMs, batch);
      for (const event of due) {
        if (this.#alarm.isStopped) break;
        await this.#deal(event);
      }
      if (due.length === batch) return now;
      if (now >= this.#forgetAt) {
        await store.events.forget(now - memoryMs);
        this.#forgetAt = now + forgetEveryMs;
      }
      return this.#forgetAt;
    } catch (error) {
      onTrouble("events", error);
      return clock.now() + retryMs;
    }
  }

  async #deal(event: EventRecord): Promise<void> {
    const { store, clock, definitions, expressions, onTrouble } = this.#options;
    for (const trigger of await this.#waitingFor(event)) {
      let params: JsonMap;
      try {
        params = { ...trigger.workflowParams, event_params: definitions.convert(dataOf(event), expressions) };
      } catch (error) {
        onTrouble(`event trigger ${trigger.name} [id=${trigger.id}]`, error);
        continue;
      }
      await fire(this.#options, "event_trigger", trigger, event.id, params);
    }
    await store.events.handled(event.id, clock.now());
  }

  /** The triggers that an event is meant for. */
  async #waitingFor(event: EventRecord): Promise<EventTriggerRecord[]> {
    const { store } = this.#options;
    const triggers = await store.eventTriggers.list({
      visibility: "all",
      filters: [
        { field: "exchange", op: "eq", value: event.exchange },
        { field: "topic", op: "eq", value: event.topic },
      ],
    });
    return triggers.filter(
      (trigger) => reaches(event, trigger) && fits(event.type, trigger.event) && this.#passes(event, trigger),
    );
  }

  #passes({ data }: EventRecord, { id, name, filter }: EventTriggerRecord): boolean {
    const { expressions, onTrouble } = this.#options;
    try {
      return filter === null || expressions.holds(filter, data);
    } catch (error) {
      onTrouble(`filter of event trigger ${name} [id=${id}]`, error);
      return false;
    }
  }
}

/** An event of a project is for the triggers of that project and for public ones (Mistral 15), if its sender may reach those. */
function reaches({ reach, projectId }: EventRecord, trigger: EventTriggerRecord): boolean {
  switch (reach) {
    case "all":
      return true;
    case "public":
      return trigger.projectId === projectId || trigger.scope === "public";
    case "project":
      return trigger.projectId === projectId;
  }
}

/** Only {@link recordOf} makes events. */
function dataOf({ data }: EventRecord): EventData {
  return data as EventData;
}
