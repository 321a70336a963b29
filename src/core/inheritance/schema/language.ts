import type { JsonMap } from "../../base/index.ts";
import { levelNames } from "../conformance/level.ts";
import { clause, newTask, patch, retry, retryPatch, task, taskDefaults } from "./task.ts";
import { any, closed, commonKeys, described, map, parameters, reference, text, texts } from "./values.ts";

const version: JsonMap = { enum: ["2.0", 2], description: "The version of the language: '2.0'." };

const namesOrFlag = any({ type: "boolean" }, texts);

const parent = any(
  described(text, "The name or id of a workflow."),
  closed(
    {
      name: text,
      namespace: { type: "string" },
      revision: described({ type: "integer", minimum: 1 }, "Stays at this revision whatever becomes of the parent."),
    },
    { required: ["name"] },
  ),
);

const workflowKeys: JsonMap = {
  ...commonKeys,
  type: {
    enum: ["direct", "reverse"],
    description: "How tasks follow each other: by on-success and its like, or by requires.",
  },
  input: described(parameters, "What it takes: names, and maps of a name and its default."),
  output: described(map, "What it gives."),
  "output-on-error": described(map, "What it gives when it fails."),
  vars: described(map, "Variables that it begins with."),
  "task-defaults": reference("taskDefaults", "What all tasks have that say nothing else."),
};

const inheritanceKeys: JsonMap = {
  extends: described(
    any(parent, { type: "array", items: parent, minItems: 1, uniqueItems: true }),
    "The workflow that this one starts from, or several.",
  ),
  abstract: described(namesOrFlag, "Cannot be run itself; with names: these tasks must be supplied by a child."),
  final: described(namesOrFlag, "Cannot be extended; with names: these tasks cannot be changed by a child."),
  conforms: { enum: levelNames, description: "How much of the parent's contract and behaviour is kept." },
};

const childKeys: JsonMap = {
  remove: described(
    { type: "array", items: any(text, { type: "array", items: text, minItems: 1 }), minItems: 1, uniqueItems: true },
    "Paths of what is inherited and taken away: tasks.t.retry",
  ),
  override: described(
    { type: "object", minProperties: 1, additionalProperties: reference("patch") },
    "Changes of inherited tasks, by their names.",
  ),
};

/** Words that are no attribute and are meant to be one; beyond the known words Mistral ignores what it does not know. */
const mistaken = [
  ...["input", "output", "task", "tag", "var"].flatMap((word) => [`${word}s`, word]),
  ...["task_defaults", "task-default", "defaults", "output_on_error", "on-success", "on-error", "on-complete"],
  ...["extend", "extended", "inherits", "overrides", "overide", "removes", "abstracts", "finals", "conform"],
].filter((word) => !Object.hasOwn(workflowKeys, word) && word !== "tasks");

function workflowOf(keys: JsonMap, tasks: JsonMap, required: readonly string[]): JsonMap {
  const properties = { ...keys, tasks: { type: "object", minProperties: 1, additionalProperties: tasks } };
  return { type: "object", properties, required: [...required], propertyNames: { not: { enum: [...mistaken] } } };
}

const workflow = workflowOf(
  { ...workflowKeys, ...inheritanceKeys, remove: false, override: false },
  reference("task"),
  ["tasks"],
);

const child = workflowOf({ ...workflowKeys, ...inheritanceKeys, ...childKeys }, reference("newTask"), ["extends"]);

const action = closed(
  {
    ...commonKeys,
    base: described(text, "The action that it runs: std.http"),
    "base-input": described(map, "What that action gets."),
    input: described(parameters, "What it takes: names, and maps of a name and its default."),
    output: {},
  },
  { required: ["base"] },
);

/** In a workbook a body may be something that Mistral reads as nothing. */
function members(of: JsonMap): JsonMap {
  return {
    type: "object",
    minProperties: 1,
    properties: { version },
    additionalProperties: of,
    propertyNames: { pattern: String.raw`^[-\p{L}\p{N}_]+$` },
  };
}

const workbook = closed(
  {
    ...commonKeys,
    version,
    name: described(text, "Stands in front of the names of its workflows and actions."),
    workflows: members(reference("definition")),
    actions: members(reference("action")),
  },
  { required: ["version", "name"] },
);

/** One is told from the other by what only the one has. */
const definition: JsonMap = {
  if: { type: "object", required: ["base"], not: { required: ["tasks"] } },
  then: reference("action"),
  else: {
    if: { type: "object", required: ["extends"] },
    then: reference("child"),
    else: reference("workflow"),
  },
};

const list: JsonMap = {
  type: "object",
  properties: { version },
  required: ["version"],
  additionalProperties: reference("definition"),
};

/**
 * The language with inheritance as JSON Schema (draft 07), for editors that complete and check while one types. What it
 * refuses, the service refuses, too; what only names and expressions show is left to the service.
 *
 * Its source is `core/language/shape` (Mistral 15) and section 2 of the design of inheritance.
 */
export const languageSchema: JsonMap = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "Workflows of Mistral and Ostro",
  description: "A list of workflows or of ad-hoc actions, or a workbook.",
  if: { type: "object", required: ["name"], properties: { name: { type: "string" } } },
  then: reference("workbook"),
  else: list,
  definitions: {
    workbook,
    definition,
    workflow,
    child,
    action,
    task,
    newTask,
    patch,
    taskDefaults,
    clause,
    retry,
    retryPatch,
  },
};
