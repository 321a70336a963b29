import { float } from "../../../base/index.ts";
import { dateTimeOf } from "../dates/datetime.ts";
import { PyDate } from "../dates/date.ts";
import { microsPerSecond } from "../dates/timedelta.ts";
import { standardZone } from "../dates/zone.ts";
import type { Zone } from "../dates/zone.ts";
import { normal } from "../numbers/integer.ts";
import { parseFloatText, parseInteger } from "../numbers/parse.ts";
import { valueError } from "../values/error.ts";
import type { Value } from "../values/value.ts";

const trueWords = new Set(["yes", "true", "on"]);
const falseWords = new Set(["no", "false", "off"]);

/** @returns undefined when the text is no bool */
export function readBool(text: string): boolean | undefined {
  const lower = text.toLowerCase();
  return trueWords.has(lower) ? true : falseWords.has(lower) ? false : undefined;
}

/**
 * An int of YAML 1.1: `0b101`, `017` (octal), `0x1F`, `1_000`, `1:30:00` (base 60).
 *
 * @throws PyError ValueError
 */
export function readInt(text: string): number | bigint {
  const { isNegative, digits } = signed(text.replaceAll("_", ""));
  const value = BigInt(unsignedInt(digits));
  return normal(isNegative ? -value : value);
}

/**
 * A float of YAML 1.1: `1.5`, `1_0.5`, `.inf`, `.nan`, `1:30.5` (base 60).
 *
 * @throws PyError ValueError
 */
export function readFloat(text: string): Value {
  const { isNegative, digits } = signed(text.replaceAll("_", "").toLowerCase());
  if (digits === ".inf") return isNegative ? -Infinity : Infinity;
  if (digits === ".nan") return Number.NaN;
  const number = digits.split(":").reduce((total, part) => total * 60 + parseFloatText(part), 0);
  return float(isNegative ? -number : number);
}

const timestamp = new RegExp(
  "^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:(?:[Tt]|[ \\t]+)([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:\\.([0-9]*))?" +
    "(?:[ \\t]*(?:(Z)|([-+])([0-9]{1,2})(?::([0-9]{2}))?))?)?$",
);

/**
 * A date, or a datetime with or without zone.
 *
 * @throws PyError ValueError when there is no such day or time
 */
export function readTimestamp(text: string): Value {
  const match = timestamp.exec(text);
  if (match === null) throw valueError(`not a timestamp: ${text}`);
  const [, year, month, day, hour, minute, second, fraction = "", utc, sign, zoneHour, zoneMinute = "0"] = match;
  if (hour === undefined) return new PyDate(Number(year), Number(month), Number(day));
  let zone: Zone | null = utc === undefined ? null : standardZone(0, null);
  if (sign !== undefined) {
    const offset = (Number(zoneHour) * 60 + Number(zoneMinute)) * 60 * microsPerSecond;
    zone = standardZone(sign === "-" ? 0 - offset : offset, null);
  }
  return dateTimeOf(
    {
      year: Number(year),
      month: Number(month),
      day: Number(day),
      hour: Number(hour),
      minute: Number(minute),
      second: Number(second),
      microsecond: Number(fraction.slice(0, 6).padEnd(6, "0")),
    },
    zone,
  );
}

function signed(text: string): { isNegative: boolean; digits: string } {
  const first = text.charAt(0);
  return { isNegative: first === "-", digits: first === "-" || first === "+" ? text.slice(1) : text };
}

function unsignedInt(digits: string): number | bigint {
  if (digits === "0") return 0;
  if (digits.startsWith("0b")) return parseInteger(digits.slice(2), 2);
  if (digits.startsWith("0x")) return parseInteger(digits.slice(2), 16);
  if (digits.startsWith("0")) return parseInteger(digits, 8);
  if (!digits.includes(":")) return parseInteger(digits);
  return digits.split(":").reduce((total, part) => total * 60n + BigInt(parseInteger(part)), 0n);
}
