import type { Value } from "../../python/index.ts";
import { JinjaObject, NativeFunction } from "./callable.ts";

/** What `cycler()` makes: it gives its items in turn, round and round. */
export class Cycler extends JinjaObject {
  readonly #items: readonly Value[];
  #position = 0;

  /** @param items at least one */
  constructor(items: readonly Value[]) {
    super();
    this.#items = items;
  }

  get pyType(): string {
    return "Cycler";
  }

  override member(name: string): Value | undefined {
    switch (name) {
      case "current":
        return this.#items[this.#position] ?? null;
      case "next":
        return new NativeFunction(name, () => this.#next(), "method");
      case "reset":
        return new NativeFunction(name, () => this.#reset(), "method");
      case "pos":
        return this.#position;
      default:
        return undefined;
    }
  }

  #next(): Value {
    const item = this.#items[this.#position] ?? null;
    this.#position = (this.#position + 1) % this.#items.length;
    return item;
  }

  #reset(): Value {
    this.#position = 0;
    return null;
  }
}
