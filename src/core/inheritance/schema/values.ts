import type { Json, JsonMap } from "../../base/index.ts";

/** One expression of either language and nothing around it but blanks behind it. */
export const expression: JsonMap = {
  type: "string",
  pattern: String.raw`^(\{\{[\s\S]*\}\}|<%[\s\S]*%>)\s*$`,
  description: "One expression, <% ... %> (YAQL) or {{ ... }} (Jinja), with nothing around it.",
};

export const text: JsonMap = { type: "string", minLength: 1 };

export const texts: JsonMap = { type: "array", items: text, minItems: 1, uniqueItems: true };

/** Texts of which one may stand for those that are inherited: `super`, or `{super: PARENT}`. */
const spliced: JsonMap = {
  type: "array",
  items: {
    anyOf: [text, { type: "object", properties: { super: text }, required: ["super"], additionalProperties: false }],
  },
  minItems: 1,
  uniqueItems: true,
};

export const textOrTexts: JsonMap = { anyOf: [text, spliced] };

const itemPattern = String.raw`^(super$|\s*[\w-]+\s*in\s*(\[|<%|\{\{))`;

/** `x in <% $.list %>`, one or several. */
export const withItems: JsonMap = {
  anyOf: [
    { type: "string", pattern: itemPattern },
    {
      ...spliced,
      items: {
        anyOf: [
          { type: "string", pattern: itemPattern },
          { type: "object", required: ["super"] },
        ],
      },
    },
  ],
};

export const map: JsonMap = { type: "object", minProperties: 1 };

const natural: JsonMap = { type: "integer", minimum: 0 };

export const expressionOrNatural: JsonMap = { anyOf: [expression, natural] };

export const expressionOrBoolean: JsonMap = { anyOf: [expression, { type: "boolean" }] };

export const join: JsonMap = { anyOf: [{ enum: ["all", "one"] }, natural] };

const oneKeyMap: JsonMap = { type: "object", minProperties: 1, maxProperties: 1 };

export const parameters: JsonMap = {
  type: "array",
  items: { anyOf: [text, oneKeyMap] },
  minItems: 1,
  uniqueItems: true,
};

/** Keys that every part of a definition may have, with what they are for. */
export const commonKeys: JsonMap = {
  name: described(text, "Not needed: the name is the key above."),
  version: { anyOf: [text, { type: "number", minimum: 0 }] },
  description: described(text, "What it is for, for people."),
  tags: described(spliced, "Words to find it by; super stands for the tags that are inherited."),
};

/** A schema with what an editor shows about it. */
export function described(schema: JsonMap, description: string): JsonMap {
  return { ...schema, description };
}

/** A part that is defined once and used in many places. */
export function reference(name: string, description?: string): JsonMap {
  // Beside $ref draft 07 reads nothing else.
  const part: JsonMap = { $ref: `#/definitions/${name}` };
  return description === undefined ? part : { allOf: [part], description };
}

/** An object with exactly these keys. */
export function closed(properties: JsonMap, more: JsonMap = {}): JsonMap {
  return { type: "object", properties, additionalProperties: false, ...more };
}

/** One of several, each of them complete. */
export function any(...schemas: readonly Json[]): JsonMap {
  return { anyOf: schemas };
}
