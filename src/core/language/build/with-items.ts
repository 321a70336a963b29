import { parseJson } from "../../base/index.ts";
import type { Json } from "../../base/index.ts";
import { any, blank, digit, jinjaPrint, word, yaqlPrint } from "../pattern.ts";
import type { ItemsSpec } from "../spec.ts";

const form = new RegExp(
  `^[${blank}]*([${word}${digit}\\-]+)[${blank}]*in[${blank}]*(\\[${any}+\\]|${jinjaPrint}|${yaqlPrint})`,
  "u",
);

/** `i in [1, 2]` taken apart: `list` as it is written. */
export interface ItemsText {
  readonly variable: string;
  readonly list: string;
}

/**
 * Takes one text of `with-items` apart; what stands behind the list is not looked at (Mistral 15).
 *
 * @param text such as `i in <% $.list %>`
 * @returns undefined when the text has another form
 */
export function splitItems(text: string): ItemsText | undefined {
  const match = form.exec(text);
  if (match === null) return undefined;
  return { variable: match[1] ?? "", list: match[2] ?? "" };
}

/**
 * Reads `with-items` in all its forms; a variable that is named twice keeps its first place and its last list.
 *
 * @param value a text or a list of texts
 */
export function buildItems(value: Json | undefined): readonly ItemsSpec[] | undefined {
  if (value === undefined || value === null) return undefined;
  const texts = Array.isArray(value) ? value : [value];
  const lists = new Map<string, Json>();
  for (const text of texts) {
    const parts = typeof text === "string" ? splitItems(text) : undefined;
    if (parts !== undefined) lists.set(parts.variable, readList(parts.list));
  }
  return [...lists].map(([variable, list]) => ({ variable, list }));
}

function readList(list: string): Json {
  return list.startsWith("[") ? (readJsonList(list) ?? list) : list;
}

/**
 * The value of a literal list.
 *
 * @param list a text in square brackets
 * @returns undefined when it is not JSON
 */
export function readJsonList(list: string): Json | undefined {
  try {
    return parseJson(list);
  } catch {
    return undefined;
  }
}
