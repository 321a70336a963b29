import type { Json } from "../../../base/index.ts";
import { PyObject } from "../values/value.ts";
import type { Value } from "../values/value.ts";

/** A one-pass iterator: what has been taken from it is gone. Always true, equal only to itself. */
export class PyIterator extends PyObject implements Iterable<Value> {
  private readonly source: Iterator<Value>;
  private readonly className: string;

  /**
   * @param source where the items come from
   * @param className the name of the Python class (`generator`, `range_iterator` ...)
   */
  constructor(source: Iterator<Value>, className = "generator") {
    super();
    this.source = source;
    this.className = className;
  }

  get pyType(): string {
    return this.className;
  }

  /** A consumer that stops early leaves the rest for the next one, unlike a JavaScript generator. */
  [Symbol.iterator](): Iterator<Value> {
    return { next: () => this.source.next() };
  }

  /** @returns the next item, or undefined when there is none */
  next(): Value | undefined {
    const step = this.source.next();
    return step.done === true ? undefined : step.value;
  }

  override json(convert: (member: Value) => Json): Json {
    return Array.from(this, convert);
  }
}
