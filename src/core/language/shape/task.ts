import { isMap } from "../../base/index.ts";
import { pythonRepr } from "../../expressions/index.ts";
import type { WorkflowType } from "../spec.ts";
import { clause } from "./clause.ts";
import { noOtherProperties, oneOf, oneOfValues, properties, required } from "./rules.ts";
import { fault, schema } from "./schema.ts";
import type { Rule, Schema } from "./schema.ts";
import {
  commonKeys,
  expression,
  expressionOrBoolean,
  expressionOrNatural,
  map,
  natural,
  text,
  textOrTexts,
} from "./value.ts";

const retryKeys = new Map<string, Schema>([
  ["count", expressionOrNatural],
  ["break-on", expression],
  ["continue-on", expression],
  ["delay", expressionOrNatural],
]);

/** The `retry` of a task; the one-line form is any text here. */
export const retry = schema(
  undefined,
  [
    oneOf(
      schema(
        "object",
        [properties(retryKeys), required("delay", "count"), noOtherProperties(retryKeys)],
        "a map of count and delay",
      ),
      text,
    ),
    properties(new Map(commonKeys)),
  ],
  "a map of count, delay, break-on, continue-on, or one line: count=3 delay=5",
);

const policies: readonly (readonly [string, Schema])[] = [
  ["retry", retry],
  ["wait-before", expressionOrNatural],
  ["wait-after", expressionOrNatural],
  ["timeout", expressionOrNatural],
  ["pause-before", expressionOrBoolean],
  ["concurrency", expressionOrNatural],
  ["fail-on", expressionOrBoolean],
];

const everyTask: readonly (readonly [string, Schema])[] = [
  ["type", schema(undefined, [])],
  ["action", text],
  ["workflow", text],
  ["input", schema(undefined, [oneOf(map, text)], "a map that is not empty, or one expression that gives a map")],
  ["with-items", textOrTexts],
  ["publish", map],
  ["publish-on-error", map],
  ["publish-on-skip", map],
  ...policies,
  ["target", text],
  ["keep-result", expressionOrBoolean],
  ["safe-rerun", expressionOrBoolean],
];

const clauses: readonly (readonly [string, Schema])[] = [
  ["on-complete", clause],
  ["on-success", clause],
  ["on-error", clause],
  ["on-skip", clause],
];

const join = schema(
  undefined,
  [oneOf(schema(undefined, [oneOfValues("all", "one")]), natural)],
  "all, one, or a whole number of 0 or more",
);

function taskSchema(own: readonly (readonly [string, Schema])[]): Schema {
  const keys = new Map([...everyTask, ...own, ...commonKeys]);
  return schema("object", [properties(keys), noOtherProperties(keys), oneCall()]);
}

function oneCall(): Rule {
  return (value, schema) => {
    if (!isMap(value) || !Object.hasOwn(value, "action") || !Object.hasOwn(value, "workflow")) return [];
    const alternatives = "{'type': 'object', 'required': ['workflow']}, {'type': 'object', 'required': ['action']}";
    return fault("anyOf", () => `${pythonRepr(value)} is valid under each of ${alternatives}`, value, schema);
  };
}

const directTask = taskSchema([["join", join], ...clauses]);
const reverseTask = taskSchema([["requires", textOrTexts]]);

/** The shape of a task in a workflow of this type. */
export function taskOf(type: WorkflowType): Schema {
  return type === "direct" ? directTask : reverseTask;
}

const defaultKeys = new Map<string, Schema>([
  ...policies,
  ...clauses,
  ["safe-rerun", expressionOrBoolean],
  ["requires", textOrTexts],
  ...commonKeys,
]);

/** The shape of `task-defaults`. */
export const taskDefaults = schema("object", [properties(defaultKeys), noOtherProperties(defaultKeys)]);
