import type { Channel, ChannelModel } from "amqplib";
import { priorities } from "./oslo.ts";

/** An exchange and a topic that triggers name. */
export interface Place {
  readonly exchange: string;
  readonly topic: string;
}

/** Whether an exchange that a trigger names and that is not there is made, and how. */
export type ExchangeMaking = "no" | "transient" | "durable";

/** What a queue gets: kept in step with what triggers wait for. */
export class Bindings {
  readonly #connection: ChannelModel;
  readonly #channel: Channel;
  readonly #queue: string;
  readonly #making: ExchangeMaking;
  readonly #bound = new Map<string, Place>();

  constructor(connection: ChannelModel, channel: Channel, queue: string, making: ExchangeMaking) {
    this.#connection = connection;
    this.#channel = channel;
    this.#queue = queue;
    this.#making = making;
  }

  /**
   * Binds the queue to those places, and to no others that it was bound to here before.
   *
   * @returns exchanges that are not there yet
   */
  async follow(places: readonly Place[]): Promise<string[]> {
    const wanted = new Map(places.map((place) => [JSON.stringify([place.exchange, place.topic]), place]));
    for (const [key, place] of this.#bound) {
      if (wanted.has(key)) continue;
      await this.#each(place, (routingKey) => this.#channel.unbindQueue(this.#queue, place.exchange, routingKey));
      this.#bound.delete(key);
    }
    const missing = new Set<string>();
    for (const [key, place] of wanted) {
      if (this.#bound.has(key) || missing.has(place.exchange)) continue;
      if (!(await this.#isThere(place.exchange))) {
        missing.add(place.exchange);
        continue;
      }
      await this.#each(place, (routingKey) => this.#channel.bindQueue(this.#queue, place.exchange, routingKey));
      this.#bound.set(key, place);
    }
    return [...missing];
  }

  /** A sender that knows no priorities uses the topic alone. */
  async #each({ topic }: Place, work: (routingKey: string) => Promise<unknown>): Promise<void> {
    for (const routingKey of [topic, ...priorities.map((priority) => `${topic}.${priority}`)]) await work(routingKey);
  }

  async #isThere(exchange: string): Promise<boolean> {
    if (await this.#works((probe) => probe.checkExchange(exchange))) return true;
    if (this.#making === "no") return false;
    const durable = this.#making === "durable";
    return this.#works((probe) => probe.assertExchange(exchange, "topic", { durable }));
  }

  /** On a channel of its own, because one on which something failed is closed. */
  async #works(work: (probe: Channel) => Promise<unknown>): Promise<boolean> {
    const probe = await this.#connection.createChannel();
    probe.on("error", () => {});
    try {
      await work(probe);
      await probe.close();
      return true;
    } catch {
      return false;
    }
  }
}
