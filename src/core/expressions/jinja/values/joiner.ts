import type { Value } from "../../python/index.ts";
import { Callable } from "./callable.ts";

/** What `joiner()` makes: called the first time it is empty, then its separator. */
export class Joiner extends Callable {
  readonly #separator: Value;
  #isUsed = false;

  constructor(separator: Value) {
    super();
    this.#separator = separator;
  }

  get pyType(): string {
    return "Joiner";
  }

  override call(): Value {
    if (this.#isUsed) return this.#separator;
    this.#isUsed = true;
    return "";
  }
}
