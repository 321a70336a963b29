import type { Json } from "../../../base/index.ts";
import { PyError, valueError } from "../values/error.ts";
import { PyObject } from "../values/value.ts";
import type { ArrayKind, HashKey, Value } from "../values/value.ts";

export const microsPerSecond = 1_000_000;
export const microsPerDay = 86_400_000_000;

const bigDay = BigInt(microsPerDay);

/** A timespan, from -999999999 days to below 1000000000 days, in whole microseconds. */
export class PyTimeDelta extends PyObject {
  readonly microseconds: bigint;

  /** @throws PyError OverflowError when the timespan is out of range */
  constructor(microseconds: bigint) {
    super();
    this.microseconds = microseconds;
    if (Math.abs(this.days) > 999_999_999) {
      if (Math.abs(this.days) > 0x7fff_ffff) {
        throw new PyError("OverflowError", "Python int too large to convert to C int");
      }
      throw new PyError("OverflowError", `days=${this.days}; must have magnitude <= 999999999`);
    }
  }

  get pyType(): string {
    return "datetime.timedelta";
  }

  /** Whole days, rounded down, as Python keeps them. */
  get days(): number {
    return Number((this.microseconds - BigInt(this.microsOfDay)) / bigDay);
  }

  /** What is left beyond the whole days: 0 to below 86400000000. */
  get microsOfDay(): number {
    return Number(((this.microseconds % bigDay) + bigDay) % bigDay);
  }

  override str(): string {
    const { days, microsOfDay } = this;
    const clock = clockText(microsOfDay, false);
    return days === 0 ? clock : `${days} day${Math.abs(days) === 1 ? "" : "s"}, ${clock}`;
  }

  override repr(_arrays: ArrayKind): string {
    const { days, microsOfDay } = this;
    const parts: string[] = [];
    if (days !== 0) parts.push(`days=${days}`);
    const seconds = Math.floor(microsOfDay / microsPerSecond);
    if (seconds !== 0) parts.push(`seconds=${seconds}`);
    const micros = microsOfDay % microsPerSecond;
    if (micros !== 0) parts.push(`microseconds=${micros}`);
    return `datetime.timedelta(${parts.length === 0 ? "0" : parts.join(", ")})`;
  }

  override isTrue(): boolean {
    return this.microseconds !== 0n;
  }

  override equals(other: Value): boolean {
    return other instanceof PyTimeDelta && other.microseconds === this.microseconds;
  }

  override hashKey(_arrays: ArrayKind): HashKey {
    return `\0td${this.microseconds}`;
  }

  override json(): Json {
    throw valueError("Circular reference detected");
  }
}

/**
 * `3:04:05` or `03:04:05.000006`
 *
 * @param microsOfDay microseconds since midnight
 * @param padded whether the hour has two digits
 */
export function clockText(microsOfDay: number, padded: boolean): string {
  const seconds = Math.floor(microsOfDay / microsPerSecond);
  const micros = microsOfDay % microsPerSecond;
  const hour = String(Math.floor(seconds / 3600));
  const text = `${padded ? hour.padStart(2, "0") : hour}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return micros === 0 ? text : `${text}.${String(micros).padStart(6, "0")}`;
}

/** A number with at least two digits. */
export function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
