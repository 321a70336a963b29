import { PyObject, pyRepr, type ArrayKind, type Value } from "../../python/index.ts";

/** `start:stop:step` between brackets; null where a bound is left out. */
export class Slice extends PyObject {
  readonly start: Value;
  readonly stop: Value;
  readonly step: Value;

  constructor(start: Value, stop: Value, step: Value) {
    super();
    this.start = start;
    this.stop = stop;
    this.step = step;
  }

  get pyType(): string {
    return "slice";
  }

  override repr(arrays: ArrayKind): string {
    return `slice(${[this.start, this.stop, this.step].map((each) => pyRepr(each, arrays)).join(", ")})`;
  }
}
