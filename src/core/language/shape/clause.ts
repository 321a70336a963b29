import { any, blank, word } from "../pattern.ts";
import {
  items,
  maxProperties,
  minItems,
  minProperties,
  noOtherProperties,
  oneOf,
  pattern,
  patternProperties,
  properties,
  uniqueItems,
} from "./rules.ts";
import { schema } from "./schema.ts";
import type { Schema } from "./schema.ts";
import { commonKeys, end, expression, map } from "./value.ts";

/** The three ways to write a target: a name, `fail msg="..."` and `fail(msg="...")`. */
const forms: readonly (readonly [RegExp, string, string])[] = [
  [new RegExp(`^[^${blank}]+${end}`, "u"), String.raw`^\S+$`, "a name without blanks"],
  [
    new RegExp(`^[${word}]+ [${word}]+=${any}*${end}`, "u"),
    String.raw`^\w+ \w+=(.*)$`,
    `a command with an argument behind it (fail msg="...")`,
  ],
  [
    new RegExp(`^[${word}]+\\([${word}]+=${any}*\\)${end}`, "u"),
    String.raw`^\w+\(\w+=(.*)\)$`,
    `a command with an argument in brackets (fail(msg="..."))`,
  ],
];

const target = schema(
  undefined,
  [oneOf(...forms.map(([expression, shown, expects]) => schema("string", [pattern(expression, shown)], expects)))],
  `the name of a task or a command such as fail(msg="two words")`,
);

const guarded = schema(
  "object",
  [minProperties(1), maxProperties(1), patternProperties(forms.map(([form]) => [form, expression] as const))],
  "a map of one target and its guard",
);

const targets = schema(
  "array",
  [
    items(schema(undefined, [oneOf(target, guarded)], "a target, or a map of one target and its guard")),
    uniqueItems(),
    minItems(1),
  ],
  "a list of different targets",
);

const scopes = new Map<string, Schema>([["branch", map], ["global", map], ["atomic", map], ...commonKeys]);

/** The `publish` of the long form. */
const publish = schema("object", [properties(scopes), noOtherProperties(scopes)], "a map of branch and global");

const longKeys = new Map<string, Schema>([
  ["publish", publish],
  [
    "next",
    schema(
      undefined,
      [oneOf(target, guarded, targets)],
      "a target, a map of one target and its guard, or a list of these",
    ),
  ],
]);

const long = schema(
  "object",
  [minProperties(1), properties(longKeys), noOtherProperties(longKeys)],
  "a map of publish and next",
);

/** What stands under `on-success` and its like. */
export const clause = schema(
  undefined,
  [oneOf(target, guarded, targets, long), properties(new Map(commonKeys))],
  "a target, a list of targets, or a map of publish and next",
);
