import type { Json } from "../../../base/index.ts";
import { type HashKey, isInt, PyObject, type Value } from "../../python/index.ts";

/** Python's `range`: a sequence that is never built. Its members are safe integers. */
export class PyRange extends PyObject {
  readonly start: number;
  readonly stop: number;
  readonly step: number;

  constructor(start: number, stop: number, step: number) {
    super();
    this.start = start;
    this.stop = stop;
    this.step = step;
  }

  get pyType(): string {
    return "range";
  }

  get size(): number {
    return Math.max(0, Math.ceil((this.stop - this.start) / this.step));
  }

  /** The member at an index that is in range. */
  at(index: number): number {
    return this.start + index * this.step;
  }

  /** Where a value stands, -1 if it is no member. */
  indexOf(value: Value): number {
    const wanted = typeof value === "boolean" ? Number(value) : value;
    if (!isInt(wanted)) return -1;
    const index = (Number(wanted) - this.start) / this.step;
    return Number.isInteger(index) && index >= 0 && index < this.size ? index : -1;
  }

  *[Symbol.iterator](): Generator<Value, undefined> {
    const { size } = this;
    for (let i = 0; i < size; i++) yield this.at(i);
  }

  override repr(): string {
    const step = this.step === 1 ? "" : `, ${this.step}`;
    return `range(${this.start}, ${this.stop}${step})`;
  }

  override isTrue(): boolean {
    return this.size > 0;
  }

  override equals(other: Value): boolean {
    return other instanceof PyRange && other.hashKey() === this.hashKey();
  }

  override hashKey(): HashKey {
    const { size } = this;
    if (size === 0) return "\0range";
    return size === 1 ? `\0range${this.start}` : `\0range${this.start},${size},${this.step}`;
  }

  override json(convert: (member: Value) => Json): Json {
    return Array.from(this, convert);
  }
}
