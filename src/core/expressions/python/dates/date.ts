import type { Json } from "../../../base/index.ts";
import { valueError } from "../values/error.ts";
import { PyObject } from "../values/value.ts";
import type { ArrayKind, HashKey, Value } from "../values/value.ts";
import { checkDay, fromOrdinal, toOrdinal } from "./calendar.ts";
import { two } from "./timedelta.ts";

/** A calendar day without time (`datetime.date`); only YAML makes one. */
export class PyDate extends PyObject {
  readonly ordinal: number;

  /** @throws PyError ValueError when there is no such day */
  constructor(year: number, month: number, day: number) {
    super();
    checkDay(year, month, day);
    this.ordinal = toOrdinal(year, month, day);
  }

  get pyType(): string {
    return "datetime.date";
  }

  override str(): string {
    const { year, month, day } = fromOrdinal(this.ordinal);
    return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
  }

  override repr(_arrays: ArrayKind): string {
    const { year, month, day } = fromOrdinal(this.ordinal);
    return `datetime.date(${year}, ${month}, ${day})`;
  }

  override equals(other: Value): boolean {
    return other instanceof PyDate && other.ordinal === this.ordinal;
  }

  override hashKey(_arrays: ArrayKind): HashKey {
    return `\0d${this.ordinal}`;
  }

  override json(): Json {
    throw valueError("Circular reference detected");
  }
}
