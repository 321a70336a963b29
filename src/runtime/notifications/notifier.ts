import { CallSecrets, sendHttp, type HttpLimits, type SecretSource } from "../../actions/index.ts";
import { isMap, writeJson, type JsonMap } from "../../core/base/index.ts";
import type { NotificationRecord } from "../../core/model/index.ts";
import type { Store } from "../../store/index.ts";
import { Alarm } from "../alarm.ts";
import type { Clock } from "../clock.ts";
import { messageFor } from "./message.ts";

export interface NotifierOptions {
  readonly store: Pick<Store, "notifications">;
  readonly clock: Clock;
  /** From 0 to below 1; spreads tries that failed together. */
  readonly random: () => number;
  readonly limits: HttpLimits;
  /** Where secrets are that the listeners of executions refer to. */
  readonly secretSources: readonly SecretSource[];
  /** The listeners of the deployment, and where theirs are. */
  readonly deployment: { readonly listeners: readonly JsonMap[]; readonly secretSources: readonly SecretSource[] };
  /** Signs what goes to listeners without a secret of their own. */
  readonly secret: string | undefined;
  /** How long a listener has to answer, in milliseconds. */
  readonly timeoutMs: number;
  /** How long a notification is tried again after it came about, in milliseconds. */
  readonly giveUpMs: number;
  /** Told of listeners that do not take what they are told. */
  readonly onTrouble: (what: string, error: unknown) => void;
}

/** Notifications on their way at the same time. */
const slots = 16;
/** Time to the next look at a database that was away, or where all places are taken. */
const retryMs = 5000;
/** A node that is silent for so long after the listener's time has died. */
const graceMs = 10_000;
/** Time to the next try after a failed one, in milliseconds: doubles from the first to the last. */
const firstRetryMs = 1000;
const lastRetryMs = 300_000;

/**
 * Tells listeners what the commits of executions have left for them: at least once, over crashes and nodes, and of each
 * execution in order.
 */
export class Notifier {
  readonly #options: NotifierOptions;
  readonly #alarm: Alarm;
  readonly #underWay = new Set<Promise<void>>();
  readonly #abort = new AbortController();

  constructor(options: NotifierOptions) {
    this.#options = options;
    this.#alarm = new Alarm(options.clock, () => this.look());
  }

  /** Delivers what is due, now and from now on. */
  start(): void {
    this.#alarm.start();
  }

  /**
   * Sees to it that there is a look at that time, if not before; to be called when there is something to tell.
   *
   * @param at milliseconds since 1970-01-01T00:00:00Z; undefined when there is nothing
   */
  wake(at: number | undefined): void {
    this.#alarm.wake(at);
  }

  /** Waits for what is under way. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  /** Interrupts what is under way; it is told again later. */
  async stop(): Promise<void> {
    await this.#alarm.stop();
    this.#abort.abort(new Error("The service is stopping"));
    await this.settled();
  }

  /**
   * Begins to deliver what is due.
   *
   * @returns when to look again, in milliseconds since 1970-01-01T00:00:00Z
   */
  async look(): Promise<number> {
    const { store, clock, timeoutMs, onTrouble } = this.#options;
    const later = clock.now() + retryMs;
    const free = slots - this.#underWay.size;
    // Whatever ends looks again.
    if (free <= 0) return later;
    try {
      const now = clock.now();
      const due = await store.notifications.claim(now, now + timeoutMs + graceMs, free);
      for (const notification of due) this.#begin(notification);
      if (due.length > 0) return later;
      return Math.max(now + 1, (await store.notifications.nextAt()) ?? Infinity);
    } catch (error) {
      onTrouble("notifications", error);
      return later;
    }
  }

  #begin(notification: NotificationRecord): void {
    const delivery = this.#deliver(notification)
      .catch((error: unknown) => this.#options.onTrouble("notifications", error))
      .finally(() => {
        this.#underWay.delete(delivery);
        this.#alarm.now();
      });
    this.#underWay.add(delivery);
  }

  async #deliver(notification: NotificationRecord): Promise<void> {
    const { store, clock, random, giveUpMs } = this.#options;
    const { id, attempts, createdAt } = notification;
    const failure = await this.#attempt(notification);
    if (failure === undefined) return store.notifications.remove(id);
    const now = clock.now();
    if (this.#abort.signal.aborted) return store.notifications.postpone(id, now);
    const delayMs = Math.min(lastRetryMs, firstRetryMs * 2 ** (attempts - 1)) * (0.75 + random() / 2);
    const isOver = failure.isFinal || now + delayMs > createdAt + giveUpMs;
    if (isOver) await store.notifications.remove(id);
    else await store.notifications.postpone(id, Math.round(now + delayMs));
    // Of a listener that is away for long its first and its last failure are enough.
    if (isOver || attempts === 1) this.#tell(notification, failure.reason, isOver);
  }

  /** @returns what went wrong; undefined when the listener has taken it, or wants no more */
  async #attempt(record: NotificationRecord): Promise<{ reason: string; isFinal: boolean } | undefined> {
    const { clock, secret, timeoutMs, limits } = this.#options;
    const { signal } = this.#abort;
    const secrets = new CallSecrets(this.#sourcesFor(record.listener), record.projectId, signal);
    try {
      const listener = await secrets.resolve(record.listener);
      const message = messageFor(record, isMap(listener) ? listener : {}, secret, clock.now());
      if (typeof message === "string") return { reason: message, isFinal: true };
      const plain = { followsRedirects: false, proxyUrl: undefined, verify: true } as const;
      const { status } = await sendHttp({ ...message, ...plain, method: "POST", timeoutMs }, limits, signal);
      if (status >= 200 && status < 300) return undefined;
      return { reason: `it answered with status ${status}`, isFinal: status === 410 };
    } catch (error) {
      const reason = secrets.scrub(error instanceof Error ? error.message : String(error));
      return { reason: typeof reason === "string" ? reason : "", isFinal: false };
    }
  }

  #sourcesFor(listener: JsonMap): readonly SecretSource[] {
    const { deployment, secretSources } = this.#options;
    const text = writeJson(listener);
    return deployment.listeners.some((one) => writeJson(one) === text) ? deployment.secretSources : secretSources;
  }

  #tell({ id, event, executionId, listener }: NotificationRecord, reason: string, isOver: boolean): void {
    const url = typeof listener["url"] === "string" ? listener["url"].replace(/[?#].*$/s, "") : "no address";
    const what = `notification ${id} of ${event} in execution ${executionId} to ${url}`;
    this.#options.onTrouble(what, new Error(`${isOver ? "Given up" : "To be tried again"}: ${reason}`));
  }
}
