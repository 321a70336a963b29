import { any, blank, word } from "../pattern.ts";
import {
  anyOf,
  items,
  maxProperties,
  minItems,
  minLength,
  minProperties,
  minimum,
  oneOf,
  pattern,
  uniqueItems,
} from "./rules.ts";
import { schema } from "./schema.ts";
import type { Schema } from "./schema.ts";

/** Python's `$` also matches in front of a line feed at the very end. */
export const end = String.raw`\n?$`;

export const text = schema("string", [minLength(1)], "a text that is not empty");

export const texts = schema("array", [items(text), uniqueItems(), minItems(1)], "a list of different texts");

export const textOrTexts = schema(undefined, [oneOf(text, texts)], "a text or a list of different texts");

export const natural = schema("integer", [minimum(0)], "a whole number of 0 or more");

const boolean = schema("boolean", [], "true or false");

/** One expression of either language and nothing around it but blanks behind it (Mistral 15, semantics 1.8). */
export const expression = schema(
  undefined,
  [
    oneOf(
      schema("string", [
        pattern(new RegExp(`^\\{\\{${any}*?\\}\\}[${blank}]*${end}`, "u"), String.raw`^({{(.*?)}})\s*$`),
      ]),
      schema("string", [pattern(new RegExp(`^<%${any}*?%>[${blank}]*${end}`, "u"), String.raw`^<%.*?%>\s*$`)]),
    ),
  ],
  "one expression, <% ... %> or {{ ... }}, with nothing around it",
);

export const expressionOrNatural = schema(
  undefined,
  [oneOf(expression, natural)],
  "a whole number of 0 or more, or one expression with nothing around it",
);

export const expressionOrBoolean = schema(
  undefined,
  [oneOf(expression, boolean)],
  "true, false, or one expression with nothing around it",
);

export const map = schema("object", [minProperties(1)], "a map that is not empty");

const oneKeyMap = schema("object", [minProperties(1), maxProperties(1)], "a map with one key");

/** What a workflow or an action takes: names, and one-key maps of a name and its default. */
export const parameters = schema(
  "array",
  [
    items(schema(undefined, [oneOf(text, oneKeyMap)], "a name, or a map of one name and its default")),
    uniqueItems(),
    minItems(1),
  ],
  "a list of names and of one-key maps with a default",
);

export const version = schema(
  undefined,
  [anyOf(text, natural, schema("number", [minimum(0)]))],
  "the version of the language: '2.0'",
);

/** Keys that every part of a definition may have, also where Mistral does nothing with them. */
export const commonKeys: readonly (readonly [string, Schema])[] = [
  ["name", text],
  ["version", version],
  ["description", text],
  ["tags", texts],
];

export const wordPattern = new RegExp(`^[${word}]+${end}`, "u");
