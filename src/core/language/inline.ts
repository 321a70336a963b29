import { isMap, parseJson } from "../base/index.ts";
import type { Json, JsonMap } from "../base/index.ts";
import { any, blank, digit, jinjaPrint, strip, word, yaqlPrint } from "./pattern.ts";
import { put } from "./map.ts";

/** A name with the parameters that were written behind it: `std.echo output="x"`. */
export interface Inline {
  readonly name: string;
  readonly parameters: JsonMap;
}

const name = new RegExp(`^(?:[${word}.]+[^=(${blank}"]*|${yaqlPrint}|\\{\\{${any}*\\}\\}|\\{%${any}*%\\})`, "u");
const parameter = new RegExp(
  `([-${word}]+)=("[^"]*"[${blank}]*|'[^']*'[${blank}]*|${jinjaPrint}|${yaqlPrint}|` +
    `\\[${any}*\\][${blank}]*|true|false|null|[${digit}]+)`,
  "gu",
);

/**
 * Splits a text into its name and its inline parameters. A text without a blank is a name only. What looks like no value
 * (`n=-1`, `n=word`) is not seen, which is Mistral's way (Mistral 15, semantics section 2).
 *
 * @param text the value of `action`, `workflow`, `base`, a one-line `retry`, or a transition
 * @returns name and parameters; undefined when no name can be read (`(x y`), which Mistral refuses
 */
export function splitInline(text: string): Inline | undefined {
  if (!text.includes(" ")) return { name: text, parameters: {} };
  const found = name.exec(text)?.[0];
  if (found === undefined) return undefined;
  const parameters: Record<string, Json> = {};
  for (const [, key = "", value = ""] of text.matchAll(parameter)) put(parameters, key, readValue(strip(value)));
  return { name: found, parameters };
}

/**
 * Merges inline parameters over an input map: they win, two maps of one key are merged (Mistral 15, semantics 2.4).
 *
 * @param input the map under `input`
 * @param parameters the inline parameters
 * @returns a new map
 */
export function mergeInline(input: JsonMap, parameters: JsonMap): JsonMap {
  const merged: Record<string, Json> = {};
  for (const [key, value] of Object.entries(input)) put(merged, key, value);
  for (const [key, value] of Object.entries(parameters)) {
    const old = Object.hasOwn(merged, key) ? merged[key] : undefined;
    put(merged, key, old !== undefined && isMap(old) && isMap(value) ? mergeInline(old, value) : value);
  }
  return merged;
}

function readValue(text: string): Json {
  if (text.startsWith('"') || text.startsWith("'")) return text.slice(1, -1);
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}
