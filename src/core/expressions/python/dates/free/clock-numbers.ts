import { parseInteger } from "../../numbers/parse.ts";

/** What was read of a clock and a zone; numbers that were not given stay undefined. */
export interface ClockNumbers {
  hour: number | undefined;
  minute: number | undefined;
  second: number | undefined;
  microsecond: number | undefined;
  /** 0 for Monday. */
  weekday: number | undefined;
  saysHalf: boolean;
  zoneName: string | undefined;
  /** Seconds east of Greenwich. */
  zoneOffset: number | undefined;
}

/** Nothing read yet. */
export function newClockNumbers(): ClockNumbers {
  return {
    hour: undefined,
    minute: undefined,
    second: undefined,
    microsecond: undefined,
    weekday: undefined,
    saysHalf: false,
    zoneName: undefined,
    zoneOffset: undefined,
  };
}

/** An int, as Python's `int` reads it. @throws PyError ValueError */
export function whole(text: string): number {
  return Number(parseInteger(text));
}

/** Sets seconds and microseconds from `28` or `28.5`; further digits are cut off. */
export function setSeconds(clock: ClockNumbers, text: string): void {
  const [seconds = "", fraction] = text.split(".");
  clock.second = whole(seconds);
  clock.microsecond = fraction === undefined ? 0 : whole(fraction.padEnd(6, "0").slice(0, 6));
}

/** Sets minutes from `36`, and seconds too from `36.5`. */
export function setMinutes(clock: ClockNumbers, text: string): void {
  const [minutes = "", fraction] = text.split(".");
  clock.minute = whole(minutes);
  clock.second = sixtieths(fraction);
}

/** Sets hours from `10`, and minutes too from `10.5`. */
export function setHours(clock: ClockNumbers, text: string): void {
  const [hours = "", fraction] = text.split(".");
  clock.hour = whole(hours);
  clock.minute = sixtieths(fraction) ?? clock.minute;
}

/** The hour by a clock of 24, of one by a clock of twelve. */
export function afterNoon(hour: number, isAfternoon: boolean): number {
  if (isAfternoon) return hour < 12 ? hour + 12 : hour;
  return hour === 12 ? 0 : hour;
}

/** The digits behind a point as whole sixtieths; undefined when they are all zero. */
function sixtieths(fraction: string | undefined): number | undefined {
  if (fraction === undefined || /^0*$/.test(fraction)) return undefined;
  return Number((BigInt(whole(fraction)) * 60n) / 10n ** BigInt(fraction.length));
}
