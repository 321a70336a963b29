import { Counter, Gauge, type Registry } from "prom-client";

/** What is read when somebody asks: no event is counted twice, and nothing has to be kept in step. */
export class Readings {
  readonly #registry: Registry;

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** Adds a count that only grows, kept elsewhere. */
  counter(name: string, help: string, read: () => number): void {
    const counter: Counter = new Counter({
      name,
      help,
      registers: [this.#registry],
      collect() {
        counter.reset();
        counter.inc(read());
      },
    });
  }

  /** Adds a value that goes up and down. Where it is not known at the moment, the value is missing. */
  gauge(name: string, help: string, read: () => number | null | Promise<number | null>): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [this.#registry],
      async collect() {
        const value = await read();
        if (value === null) gauge.remove();
        else gauge.set(value);
      },
    });
  }
}
