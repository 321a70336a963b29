import type { Value } from "../../python/index.ts";
import { PyObject } from "../../python/index.ts";

/** What an empty place between commas leaves in a list: an object without any use. */
class NoValue extends PyObject {
  get pyType(): string {
    return "MarkerClass";
  }

  override repr(): string {
    return "<NoValue>";
  }
}

/** The only one of its kind. */
export const noValue: PyObject = new NoValue();

/** An evaluated pair `a => b`. */
export class RuleValue extends PyObject {
  readonly source: Value;
  readonly destination: Value;

  constructor(source: Value, destination: Value) {
    super();
    this.source = source;
    this.destination = destination;
  }

  get pyType(): string {
    return "MappingRule";
  }
}
