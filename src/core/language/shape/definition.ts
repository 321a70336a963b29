import {
  anyOf,
  minProperties,
  noOtherProperties,
  noUnmatchedProperties,
  oneOfValues,
  otherProperties,
  patternProperties,
  properties,
  required,
} from "./rules.ts";
import { Float } from "../../base/index.ts";
import { word } from "../pattern.ts";
import { schema } from "./schema.ts";
import type { Schema } from "./schema.ts";
import { commonKeys, end, map, parameters, text, texts, version, wordPattern } from "./value.ts";

/** A text of workflows or of actions: a version and one map for each. */
export const definitionList = schema("object", [
  properties(new Map([["version", version]])),
  otherProperties(["version"], map),
  required("version"),
]);

const workflowKeys = new Map<string, Schema>([
  ["tasks", schema("object", [minProperties(1), patternProperties([[wordPattern, map]])], "a map of tasks")],
  ["type", schema(undefined, [oneOfValues("reverse", "direct")], "direct or reverse")],
  ["task-defaults", map],
  ["input", parameters],
  ["output", map],
  ["output-on-error", map],
  ["vars", map],
  ["tags", texts],
]);

/** A workflow; keys beyond these are Mistral's to ignore. */
export const workflow = schema(undefined, [properties(workflowKeys), required("tasks")]);

/** Keys that a workflow may have. */
export const workflowWords: readonly string[] = [...workflowKeys.keys(), "name", "version", "description"];

const actionKeys = new Map<string, Schema>([
  ["base", text],
  ["base-input", map],
  ["input", parameters],
  ["output", schema(undefined, [])],
  ...commonKeys,
]);

/** An ad-hoc action. */
export const action = schema("object", [properties(actionKeys), required("base"), noOtherProperties(actionKeys)]);

const workbookVersion = schema(undefined, [oneOfValues("2.0", new Float(2))], "'2.0'");
const memberName = new RegExp(`^(?!version${end})[-${word}]+${end}`, "u");
const anyButNull = schema(
  undefined,
  [anyOf(...(["array", "boolean", "integer", "number", "object", "string"] as const).map((type) => schema(type, [])))],
  "a map",
);

const members = schema(
  "object",
  [
    minProperties(1),
    patternProperties([
      [/^version\n?$/, workbookVersion],
      [memberName, anyButNull],
    ]),
    noUnmatchedProperties(new RegExp(`^version${end}|${memberName.source}`, "u"), [
      String.raw`^(?!version$)[\w-]+$`,
      "^version$",
    ]),
  ],
  "a map of names and bodies",
);

const workbookKeys = new Map<string, Schema>([
  ["version", workbookVersion],
  ["actions", members],
  ["workflows", members],
  ...commonKeys.filter(([key]) => key !== "version"),
]);

/** A workbook. */
export const workbook = schema("object", [
  properties(workbookKeys),
  noOtherProperties(workbookKeys),
  required("version", "name"),
]);
