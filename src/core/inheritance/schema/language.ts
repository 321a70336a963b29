import type { JsonMap } from "../../base/index.ts";
import { levelNames } from "../conformance/level.ts";
import { clause, directTask, newTask, patch, retry, retryPatch, reverseTask, taskDefaults } from "./task.ts";
import { any, closed, commonKeys, described, map, parameters, reference, text, texts } from "./values.ts";

const version = described(any(text, { type: "number", minimum: 0 }), "The version of the language: '2.0'.");

const bookVersion: JsonMap = { enum: ["2.0", 2], description: "The version of the language: '2.0'." };

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
  description: { description: "What it is for, for people." },
  tags: commonKeys["tags"] ?? {},
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

/** All of something cannot be taken away by one path. */
const removable: JsonMap = {
  ...text,
  not: { enum: ["tasks", "input", "type", "name", "version", "tasks.*", "extends"] },
};

const childKeys: JsonMap = {
  remove: described(
    {
      type: "array",
      items: any(removable, { type: "array", items: text, minItems: 1 }),
      minItems: 1,
      uniqueItems: true,
    },
    "Paths of what is inherited and taken away: tasks.t.retry",
  ),
  override: described(
    { type: "object", minProperties: 1, additionalProperties: reference("patch") },
    "Changes of inherited tasks, by their names.",
  ),
};

/** What is nearly a word of inheritance is meant to be one; what else Mistral does not know it ignores. */
const mistaken = [
  "extend",
  "extnds",
  "Extends",
  "inherits",
  "overrides",
  "overide",
  "removes",
  "abstracts",
  "finals",
  "conform",
];

const longestName = 255;

function workflowOf(keys: JsonMap, tasks: JsonMap, more: JsonMap): JsonMap {
  const properties = { ...keys, tasks };
  return { type: "object", properties, propertyNames: { not: { enum: mistaken } }, ...more };
}

function tasksOf(of: JsonMap, names: JsonMap = {}): JsonMap {
  const propertyNames = { maxLength: longestName, ...names };
  return { type: "object", minProperties: 1, additionalProperties: of, propertyNames };
}

const workflow = workflowOf(
  { ...workflowKeys, ...inheritanceKeys, remove: false, override: false },
  { type: "object", minProperties: 1 },
  {
    required: ["tasks"],
    if: { properties: { type: { const: "reverse" } }, required: ["type"] },
    then: { properties: { tasks: tasksOf(reference("reverseTask")) } },
    else: { properties: { tasks: tasksOf(reference("directTask")) } },
  },
);

const child = workflowOf(
  { ...workflowKeys, ...inheritanceKeys, ...childKeys },
  tasksOf(reference("newTask"), { not: { const: "super" } }),
  { required: ["extends"] },
);

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
    properties: { version: bookVersion },
    additionalProperties: of,
    propertyNames: { pattern: String.raw`^[-\p{L}\p{N}_]+$` },
  };
}

const workbook = closed(
  {
    ...commonKeys,
    version: bookVersion,
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

const uuidPattern = "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$";

const list: JsonMap = {
  type: "object",
  properties: { version },
  required: ["version"],
  minProperties: 2,
  propertyNames: { pattern: String.raw`^\S+$`, not: { pattern: uuidPattern } },
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
    directTask,
    reverseTask,
    newTask,
    patch,
    taskDefaults,
    clause,
    retry,
    retryPatch,
  },
};
