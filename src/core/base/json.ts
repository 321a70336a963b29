/**
 * JSON values as a workflow sees them.
 *
 * Mistral is written in Python, where `2` and `2.0` are different values with different texts, and where integers
 * have no upper bound. A user sees both: `<% $.x %> items` prints `2 items` or `2.0 items`. So:
 *
 * - an integer is a `number` that is a safe integer, or a `bigint` beyond that;
 * - a float is a `number` with a fraction (or NaN, Infinity), or a {@link Float} when its value is whole.
 */

declare global {
  interface JSON {
    rawJSON(text: string): unknown;
  }
}

/** A float whose value is a whole number (`2.0`, `1e16`, `-0.0`). Any other float is a plain `number`. */
export class Float {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  /** Lets `JSON.stringify` write `2.0`, so that the kind of number survives a round trip through a database. */
  toJSON(): unknown {
    return JSON.rawJSON(floatText(this.value));
  }

  valueOf(): number {
    return this.value;
  }
}

export type Json = null | boolean | number | bigint | Float | string | readonly Json[] | JsonMap;

export interface JsonMap {
  readonly [key: string]: Json;
}

/**
 * The value that stands for a float.
 *
 * @param value any JavaScript number
 * @returns a {@link Float} when the number is whole, else the number itself
 */
export function float(value: number): number | Float {
  return Number.isInteger(value) ? new Float(value) : value;
}

/**
 * The value that stands for an integer.
 *
 * @param value any integer
 * @returns a `number` as long as it is safe, else a `bigint`
 */
export function integer(value: bigint): number | bigint {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}

/** Whether the value is a JSON object: neither a list nor a {@link Float}. */
export function isMap(value: unknown): value is JsonMap {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Float);
}

/** Whether the value is a JSON list. */
export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** A number, or what looks like one in a text, that needs its source: `2.0`, `-0`, an exponent, very many digits. */
const needsSource = /(?:^|[\s:,[])(?:-0(?![\d.])|-?\d+(?:\.0+(?!\d)|(?:\.\d+)?[eE])|-?[\d.]{16})/;

/**
 * Reads JSON and keeps what JavaScript would lose: `2.0` stays a float and big integers stay exact.
 *
 * @param text a JSON document
 * @returns the value
 * @throws SyntaxError when the text is not JSON
 */
export function parseJson(text: string): Json {
  if (!needsSource.test(text)) return JSON.parse(text) as Json;
  return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) => {
    if (typeof value !== "number" || context?.source === undefined) return value;
    return numberFromSource(context.source, value);
  }) as Json;
}

const keptTexts = new WeakMap<object, string>();

/**
 * Writes what will not change any more: its text is kept as long as it lives, and {@link writeJson} finds it there.
 * For what is large and written in several places.
 *
 * @returns the JSON text, on one line
 */
export function writeOnce(value: JsonMap): string {
  const text = writeJson(value);
  keptTexts.set(value, text);
  return text;
}

/**
 * Writes JSON that {@link parseJson} reads back to an equal value.
 *
 * @param value the value
 * @param indent number of blanks for each level, none for one line
 * @returns the JSON text
 */
export function writeJson(value: Json, indent?: number): string {
  const kept = typeof value === "object" && value !== null && indent === undefined ? keptTexts.get(value) : undefined;
  if (kept !== undefined) return kept;
  try {
    return JSON.stringify(value, undefined, indent);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return JSON.stringify(value, (_key, v: unknown) => (typeof v === "bigint" ? JSON.rawJSON(String(v)) : v), indent);
  }
}

function numberFromSource(source: string, value: number): Json {
  if (/[.eE]/.test(source)) return float(value);
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? value : integer(BigInt(source));
}

function floatText(value: number): string {
  if (Object.is(value, -0)) return "-0.0";
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}
