import { float, integer } from "../../base/index.ts";
import type { Json } from "../../base/index.ts";

export type ScalarType = "null" | "bool" | "int" | "float" | "timestamp" | "merge" | "value" | "yaml" | "str";

const patterns: readonly (readonly [ScalarType, RegExp])[] = [
  ["bool", /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/],
  [
    "float",
    /^(?:[-+]?\d[\d_]*\.[\d_]*(?:[eE][-+]\d+)?|\.\d[\d_]*(?:[eE][-+]\d+)?|[-+]?\d[\d_]*(?::[0-5]?\d)+\.[\d_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
  ],
  ["int", /^[-+]?(?:0b[01_]+|0[0-7_]+|0|[1-9][\d_]*|0x[\da-fA-F_]+|[1-9][\d_]*(?::[0-5]?\d)+)$/],
  ["merge", /^<<$/],
  ["null", /^(?:~|null|Null|NULL|)$/],
  [
    "timestamp",
    /^\d{4}-(?:\d\d-\d\d|\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$/,
  ],
  ["value", /^=$/],
  ["yaml", /^[!&*]$/],
];
const mayBeTyped = /^[-+.\d~<=!&*nNyYtTfFoO]|^$/;

/**
 * The type of a scalar without quotes by the rules of YAML 1.1 as PyYAML has them.
 *
 * @param text the scalar
 */
export function typeOf(text: string): ScalarType {
  if (!mayBeTyped.test(text)) return "str";
  return patterns.find(([, pattern]) => pattern.test(text))?.[0] ?? "str";
}

/**
 * The value of a number's text: `010`, `0x_ff`, `1_000`, `1:30`, `-.inf`.
 *
 * @param text what {@link typeOf} calls an int or a float, or the text behind a `!!int` or `!!float`
 * @returns undefined when the text is no such number
 */
export function readInt(text: string): Json | undefined {
  const bare = text.replaceAll("_", "");
  const sign = bare.startsWith("-") ? -1n : 1n;
  const digits = bare.replace(/^[-+]/, "");
  const value = magnitude(digits);
  return value === undefined ? undefined : integer(sign * value);
}

/** See {@link readInt}. */
export function readFloat(text: string): Json | undefined {
  const bare = text.replaceAll("_", "").toLowerCase();
  const sign = bare.startsWith("-") ? -1 : 1;
  const digits = bare.replace(/^[-+]/, "");
  if (digits === ".inf") return sign * Number.POSITIVE_INFINITY;
  if (digits === ".nan") return Number.NaN;
  const parts = digits.split(":");
  if (!parts.every((part) => /^(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/.test(part))) return undefined;
  return float(sign * parts.reduce((sum, part) => sum * 60 + Number(part), 0));
}

/** `yes`, `On`, `FALSE`... ; undefined for any other text. */
export function readBool(text: string): boolean | undefined {
  if (/^(?:yes|true|on)$/i.test(text)) return true;
  return /^(?:no|false|off)$/i.test(text) ? false : undefined;
}

function magnitude(digits: string): bigint | undefined {
  if (/^0b[01]+$/.test(digits) || /^0x[\da-f]+$/i.test(digits)) return BigInt(digits);
  if (/^0[0-7]*$/.test(digits)) return BigInt(`0o0${digits.slice(1)}`);
  if (!/^[1-9]\d*(?::\d+)*$/.test(digits)) return undefined;
  return digits.split(":").reduce((sum, part) => sum * 60n + BigInt(part), 0n);
}

/** A date as Python prints it, which is how Mistral names it when it refuses it. */
export function describeDate(text: string): string {
  const numbers = (text.match(/\d+/g) ?? []).map(Number);
  const [date, time] = [numbers.slice(0, 3), numbers.slice(3, 6)];
  if (time.length === 0) return `datetime.date(${date.join(", ")})`;
  const seconds = time[2] === 0 ? [] : time.slice(2);
  return `datetime.datetime(${[...date, ...time.slice(0, 2), ...seconds].join(", ")})`;
}
