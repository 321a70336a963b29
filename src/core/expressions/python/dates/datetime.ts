import type { Json } from "../../../base/index.ts";
import { PyError, typeError, valueError } from "../values/error.ts";
import { PyObject } from "../values/value.ts";
import type { ArrayKind, HashKey, Value } from "../values/value.ts";
import { checkDay, epochOrdinal, fromOrdinal, lastOrdinal, toOrdinal } from "./calendar.ts";
import type { Day } from "./calendar.ts";
import { clockText, microsPerDay, microsPerSecond, PyTimeDelta, two } from "./timedelta.ts";
import { checkOffset, offsetText } from "./zone.ts";
import type { Zone } from "./zone.ts";

/** A point in time as a calendar and a clock show it, with a fixed offset or (from YAML) without any. */
export class PyDateTime extends PyObject {
  /** The day by the local calendar; 0001-01-01 is 1. */
  readonly ordinal: number;
  /** Microseconds since local midnight. */
  readonly microsOfDay: number;
  readonly zone: Zone | null;

  constructor(ordinal: number, microsOfDay: number, zone: Zone | null) {
    super();
    this.ordinal = ordinal;
    this.microsOfDay = microsOfDay;
    this.zone = zone;
  }

  get pyType(): string {
    return "datetime.datetime";
  }

  get date(): Day {
    return fromOrdinal(this.ordinal);
  }

  get hour(): number {
    return Math.floor(this.microsOfDay / (3600 * microsPerSecond));
  }

  get minute(): number {
    return Math.floor(this.microsOfDay / (60 * microsPerSecond)) % 60;
  }

  get second(): number {
    return Math.floor(this.microsOfDay / microsPerSecond) % 60;
  }

  get microsecond(): number {
    return this.microsOfDay % microsPerSecond;
  }

  /** Microseconds since 1970-01-01T00:00:00Z; the local clock counts where there is no zone. */
  get epochMicros(): bigint {
    const local = BigInt(this.ordinal - epochOrdinal) * BigInt(microsPerDay) + BigInt(this.microsOfDay);
    return local - BigInt(this.zone?.offset ?? 0);
  }

  /**
   * The order by instant.
   *
   * @throws PyError TypeError when one has a zone and the other none
   */
  compareTo(other: PyDateTime): number {
    if ((this.zone === null) !== (other.zone === null)) {
      throw typeError("can't compare offset-naive and offset-aware datetimes");
    }
    const a = this.epochMicros;
    const b = other.epochMicros;
    return a < b ? -1 : Number(a > b);
  }

  /** @throws PyError OverflowError outside of the years 1 to 9999 */
  plus(delta: PyTimeDelta): PyDateTime {
    return this.moved(delta.days, delta.microsOfDay);
  }

  /** @throws PyError OverflowError outside of the years 1 to 9999 */
  minus(delta: PyTimeDelta): PyDateTime {
    return this.moved(-delta.days, -delta.microsOfDay);
  }

  /** The same clock with another zone. */
  withZone(zone: Zone | null): PyDateTime {
    return new PyDateTime(this.ordinal, this.microsOfDay, zone);
  }

  /**
   * `2020-01-02T03:04:05+00:00`
   *
   * @param separator what stands between date and time
   */
  isoText(separator: string): string {
    const { year, month, day } = this.date;
    const date = `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
    if (this.zone !== null) checkOffset(this.zone.offset);
    const offset = this.zone === null ? "" : offsetText(this.zone.offset, ":");
    return `${date}${separator}${clockText(this.microsOfDay, true)}${offset}`;
  }

  override str(): string {
    return this.isoText(" ");
  }

  override repr(_arrays: ArrayKind): string {
    const { year, month, day } = this.date;
    const parts: (number | string)[] = [year, month, day, this.hour, this.minute];
    if (this.second !== 0 || this.microsecond !== 0) parts.push(this.second);
    if (this.microsecond !== 0) parts.push(this.microsecond);
    if (this.zone !== null) parts.push(`tzinfo=${this.zone.repr}`);
    return `datetime.datetime(${parts.join(", ")})`;
  }

  override equals(other: Value): boolean {
    return (
      other instanceof PyDateTime &&
      (this.zone === null) === (other.zone === null) &&
      this.epochMicros === other.epochMicros
    );
  }

  override hashKey(_arrays: ArrayKind): HashKey {
    return `\0dt${this.zone === null ? "n" : ""}${this.epochMicros}`;
  }

  /** `YYYY-MM-DDTHH:MM:SS.ffffff`, always with six digits and without offset, as Mistral stores it. */
  override json(): Json {
    const text = this.withZone(null).isoText("T");
    return this.microsecond === 0 ? `${text}.000000` : text;
  }

  private moved(days: number, micros: number): PyDateTime {
    const total = this.microsOfDay + micros;
    const carry = Math.floor(total / microsPerDay);
    const ordinal = this.ordinal + days + carry;
    if (ordinal < 1 || ordinal > lastOrdinal) throw new PyError("OverflowError", "date value out of range");
    return new PyDateTime(ordinal, total - carry * microsPerDay, this.zone);
  }
}

/** The parts of a datetime, all integers. */
export interface DateTimeParts extends Day {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly microsecond: number;
}

/**
 * A datetime from its parts.
 *
 * @throws PyError ValueError with Python's texts when a part is out of range
 */
export function dateTimeOf(parts: DateTimeParts, zone: Zone | null): PyDateTime {
  const { year, month, day, hour, minute, second, microsecond } = parts;
  for (const part of [year, month, day, hour, minute, second, microsecond]) checkCInt(part);
  checkDay(year, month, day);
  if (!(hour >= 0 && hour <= 23)) throw valueError("hour must be in 0..23");
  if (!(minute >= 0 && minute <= 59)) throw valueError("minute must be in 0..59");
  if (!(second >= 0 && second <= 59)) throw valueError("second must be in 0..59");
  if (!(microsecond >= 0 && microsecond <= 999_999)) throw valueError("microsecond must be in 0..999999");
  const micros = (hour * 3600 + minute * 60 + second) * microsPerSecond + microsecond;
  return new PyDateTime(toOrdinal(year, month, day), micros, zone);
}

function checkCInt(part: number): void {
  if (Math.abs(part) >= 2 ** 63) throw new PyError("OverflowError", "Python int too large to convert to C long");
  if (part > 0x7fff_ffff) throw new PyError("OverflowError", "signed integer is greater than maximum");
  if (part < -0x8000_0000) throw new PyError("OverflowError", "signed integer is less than minimum");
}

/** `a - b` of two datetimes: by instant, or by clock when both have no zone. */
export function difference(a: PyDateTime, b: PyDateTime): PyTimeDelta {
  if ((a.zone === null) !== (b.zone === null)) {
    throw typeError("can't subtract offset-naive and offset-aware datetimes");
  }
  return new PyTimeDelta(a.epochMicros - b.epochMicros);
}
