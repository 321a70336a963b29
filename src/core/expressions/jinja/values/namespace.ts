import type { ArrayKind, PyDict, Value } from "../../python/index.ts";
import { JinjaObject } from "./callable.ts";

/** What `namespace()` makes: the one object whose attributes a template may set. */
export class Namespace extends JinjaObject {
  readonly #attributes: PyDict;

  constructor(attributes: PyDict) {
    super();
    this.#attributes = attributes;
  }

  get pyType(): string {
    return "Namespace";
  }

  override member(name: string): Value | undefined {
    return this.#attributes.get(name);
  }

  set(name: string, value: Value): void {
    this.#attributes.set(name, value);
  }

  override repr(arrays: ArrayKind): string {
    return `<Namespace ${this.#attributes.repr(arrays)}>`;
  }
}
