import type { Channel, ChannelModel, ConsumeMessage } from "amqplib";
import { Alarm, type Clock } from "../../runtime/index.ts";
import type { Store } from "../../store/index.ts";
import { Bindings, type ExchangeMaking, type Place } from "./bindings.ts";
import type { EventInbox } from "./inbox.ts";
import { readNotification } from "./oslo.ts";

export interface AmqpReceiverOptions {
  /** `amqp://USER:PASSWORD@HOST:PORT/VHOST`, or `amqps://...` */
  readonly url: string;
  /** The queue that all nodes share, so that each event comes to one of them. */
  readonly queue: string;
  readonly exchanges: ExchangeMaking;
  readonly store: Pick<Store, "eventTriggers">;
  readonly inbox: Pick<EventInbox, "receive">;
  readonly clock: Clock;
  /** Told of a broker that is away, and of messages that are no events. */
  readonly onTrouble: (what: string, error: unknown) => void;
}

/** Messages that are taken before the first of them is stored. */
const prefetch = 64;
/** Longest time without a look at the triggers, in case another node changed one; and between two tries to connect. */
const longestWaitMs = 5000;
const connectTimeoutMs = 10_000;

interface Line {
  readonly connection: ChannelModel;
  readonly channel: Channel;
  readonly consumerTag: string;
  readonly bindings: Bindings;
}

/**
 * Takes notifications from RabbitMQ, for every exchange and topic that an event trigger names. A message is acknowledged when
 * its event is stored; one that was not comes again, to this node or to another.
 */
export class AmqpReceiver {
  readonly #options: AmqpReceiverOptions;
  readonly #alarm: Alarm;
  readonly #taking = new Set<Promise<void>>();
  #line: Line | undefined;
  #missing = "";

  constructor(options: AmqpReceiverOptions) {
    this.#options = options;
    this.#alarm = new Alarm(options.clock, () => this.look());
  }

  /** Connects, now and whenever the connection is lost. */
  start(): void {
    this.#alarm.start();
  }

  /** To be called when an event trigger came or went. */
  changed(): void {
    this.#alarm.now();
  }

  /** Takes nothing more, and waits for what it has taken. */
  async stop(): Promise<void> {
    await this.#alarm.stop();
    const line = this.#line;
    if (line !== undefined) await line.channel.cancel(line.consumerTag).catch(() => {});
    await Promise.all(this.#taking);
    this.#line = undefined;
    await line?.connection.close().catch(() => {});
  }

  /**
   * Connects where there is no connection, and binds the queue to what triggers wait for.
   *
   * @returns when to look again, in milliseconds since 1970-01-01T00:00:00Z
   */
  async look(): Promise<number> {
    const { clock, onTrouble } = this.#options;
    try {
      const places = await this.#places();
      // A service that nobody asked to listen leaves no queue behind.
      if (this.#line !== undefined || places.length > 0) await this.#follow(places);
    } catch (error) {
      onTrouble("RabbitMQ", error);
      this.#lost(this.#line?.connection);
    }
    return clock.now() + longestWaitMs;
  }

  async #follow(places: readonly Place[]): Promise<void> {
    this.#line ??= await this.#connect();
    const missing = (await this.#line.bindings.follow(places)).join(", ");
    if (missing !== "" && missing !== this.#missing) {
      this.#options.onTrouble("RabbitMQ", new Error(`There is no exchange ${missing} yet; it is looked for again`));
    }
    this.#missing = missing;
  }

  async #connect(): Promise<Line> {
    const { url, onTrouble } = this.#options;
    // Loaded where it is needed, so that a service without a broker starts the sooner.
    const { connect } = await import("amqplib");
    const connection = await connect(url, { timeout: connectTimeoutMs });
    connection.on("error", (error: unknown) => onTrouble("RabbitMQ", error));
    connection.on("close", () => this.#lost(connection));
    return this.#listen(connection).catch(async (error: unknown) => {
      await connection.close().catch(() => {});
      throw error;
    });
  }

  async #listen(connection: ChannelModel): Promise<Line> {
    const { queue, exchanges, onTrouble } = this.#options;
    const channel = await connection.createChannel();
    channel.on("error", (error: unknown) => onTrouble("RabbitMQ", error));
    channel.on("close", () => this.#lost(connection));
    await channel.prefetch(prefetch);
    await channel.assertQueue(queue, { durable: true });
    const bindings = new Bindings(connection, channel, queue, exchanges);
    const { consumerTag } = await channel.consume(queue, (message) => this.#came(connection, channel, message));
    return { connection, channel, consumerTag, bindings };
  }

  /** Gives a connection up; the next look makes another, and what was not acknowledged comes again. */
  #lost(connection: ChannelModel | undefined): void {
    if (connection === undefined || this.#line?.connection !== connection) return;
    this.#line = undefined;
    void connection.close().catch(() => {});
  }

  #came(connection: ChannelModel, channel: Channel, message: ConsumeMessage | null): void {
    // The queue was deleted under us.
    if (message === null) return this.#lost(connection);
    const taking = this.#take(channel, message)
      .catch((error: unknown) => {
        this.#options.onTrouble("RabbitMQ", error);
        this.#lost(connection);
      })
      .finally(() => this.#taking.delete(taking));
    this.#taking.add(taking);
  }

  async #take(channel: Channel, message: ConsumeMessage): Promise<void> {
    const { inbox, clock, onTrouble } = this.#options;
    const { exchange, routingKey } = message.fields;
    const { messageId, type } = message.properties as { readonly messageId?: string; readonly type?: string };
    const event = readNotification({ content: message.content, exchange, routingKey, messageId, type }, clock.now());
    if (event === undefined) {
      onTrouble("RabbitMQ", new Error(`A message of ${exchange}, ${routingKey} is no notification and is dropped`));
    } else {
      await inbox.receive(event);
    }
    channel.ack(message);
  }

  async #places(): Promise<readonly Place[]> {
    return this.#options.store.eventTriggers.list({ visibility: "all", fields: ["exchange", "topic"] });
  }
}
