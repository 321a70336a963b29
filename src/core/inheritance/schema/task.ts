import type { JsonMap } from "../../base/index.ts";
import {
  any,
  closed,
  commonKeys,
  described,
  expression,
  expressionOrBoolean,
  expressionOrNatural,
  join,
  map,
  reference,
  text,
  textOrTexts,
  withItems,
} from "./values.ts";

/** `fail(msg="x")` without a blank fits two of Mistral's forms, and is refused. */
const ambiguous = String.raw`[^\s(]+\([^\s=]+=.*\)$`;

/** A name, `fail msg="..."` or `fail(msg="...")`. */
const targetPattern = String.raw`^((?!${ambiguous})\S+|[^\s=(]+ [^\s=]+=[\s\S]*|(?=.*\s)[^\s(]+\([^\s=]+=[\s\S]*\))\n?$`;

const target: JsonMap = {
  type: "string",
  pattern: targetPattern,
  description: 'The name of a task, or a command: noop, fail, succeed, pause, fail(msg="...").',
  examples: ["noop", "fail", "succeed", "pause", "super"],
};

const guarded: JsonMap = {
  type: "object",
  minProperties: 1,
  maxProperties: 1,
  propertyNames: { pattern: targetPattern },
  properties: { super: described(text, "The parent whose list is meant.") },
  additionalProperties: expression,
  description: "A target and its guard: {task: <% ... %>}.",
};

const targets: JsonMap = { type: "array", items: any(target, guarded), minItems: 1, uniqueItems: true };

const published = closed(
  {
    branch: described(map, "Variables for the tasks that follow."),
    global: described(map, "Variables for all branches of the execution."),
    atomic: described(map, "Variables for all branches that are changed under a lock."),
    ...commonKeys,
  },
  { anyOf: [{ required: ["branch"] }, { required: ["global"] }, { required: ["atomic"] }] },
);

/** What stands under `on-success` and its like. */
export const clause: JsonMap = any(
  target,
  targets,
  closed(
    { publish: published, next: any(target, guarded, targets) },
    { minProperties: 1, description: "What is published, and what follows." },
  ),
  guarded,
);

const retryKeys: JsonMap = {
  count: described(expressionOrNatural, "How often it is tried again."),
  delay: described(expressionOrNatural, "Seconds between two attempts."),
  "break-on": described(expression, "When it is true, it is given up."),
  "continue-on": described(expression, "While it is true, a success is tried again, too."),
};

const retryText = described(text, "On one line: count=3 delay=5");

/** The `retry` of a task. */
export const retry: JsonMap = any(closed(retryKeys, { required: ["count", "delay"] }), retryText);

/** The `retry` of a patch, which may say some of it. */
export const retryPatch: JsonMap = any(closed(retryKeys, { minProperties: 1 }), retryText);

const policies: JsonMap = {
  "wait-before": described(expressionOrNatural, "Seconds to wait before it starts."),
  "wait-after": described(expressionOrNatural, "Seconds to wait after its end, before what follows."),
  timeout: described(expressionOrNatural, "Seconds after which it fails."),
  "pause-before": described(expressionOrBoolean, "Pauses the execution before it starts."),
  concurrency: described(expressionOrNatural, "How many items of with-items run at once."),
  "fail-on": described(expressionOrBoolean, "When it is true at the end, the task fails though its action did not."),
};

const clauses: JsonMap = {
  "on-success": reference("clause", "What follows a success."),
  "on-error": reference("clause", "What follows a failure."),
  "on-complete": reference("clause", "What follows, whatever became of it."),
  "on-skip": reference("clause", "What follows when the failed task was skipped."),
};

const requires = described(textOrTexts, "In a reverse workflow: the tasks that must be done before.");

function taskKeys(retried: JsonMap): JsonMap {
  return {
    ...commonKeys,
    action: described(text, "The action that it runs, perhaps with its input: std.echo output=<% $.x %>"),
    workflow: described(text, "The workflow that it runs, perhaps with its input."),
    input: any(map, text),
    "with-items": described(withItems, "Runs once for each item: x in <% $.list %>"),
    publish: described(map, "Variables that a success gives to the tasks that follow."),
    "publish-on-error": described(map, "The same for a failure."),
    "publish-on-skip": described(map, "The same when it was skipped."),
    retry: retried,
    ...policies,
    target: described(text, "The executor or group of workers that runs it."),
    "keep-result": described(expressionOrBoolean, "Whether its result is kept; true when left out."),
    "safe-rerun": described(expressionOrBoolean, "Whether it may be run again when its executor is lost."),
    join: described(join, "Waits for all, one, or so many of the tasks that lead to it."),
    requires,
    ...clauses,
  };
}

const oneCall: JsonMap = { not: { required: ["action", "workflow"] } };

const flow = ["join", "on-success", "on-error", "on-complete", "on-skip"];

function without(keys: JsonMap, names: readonly string[]): JsonMap {
  return Object.fromEntries(Object.entries(keys).filter(([key]) => !names.includes(key)));
}

const wholeTask: JsonMap = { type: {}, ...taskKeys(reference("retry")) };
const filled: JsonMap = { minProperties: 1, ...oneCall };

/** A task of a direct workflow without parents. */
export const directTask: JsonMap = closed(without(wholeTask, ["requires"]), filled);

/** A task of a reverse one. */
export const reverseTask: JsonMap = closed(without(wholeTask, flow), filled);

/** A new task of a child. */
export const newTask: JsonMap = closed(
  {
    type: {},
    before: described(text, "The new task is put in front of this one."),
    after: described(text, "The new task is put behind this one."),
    ...taskKeys(reference("retry")),
  },
  oneCall,
);

/** Changes of an inherited task: what is written replaces, maps merge by key, lists say `super` for what is inherited. */
export const patch: JsonMap = closed(
  { type: {}, ...taskKeys(reference("retryPatch")) },
  { minProperties: 1, ...oneCall },
);

/** What all tasks have that say nothing else. */
export const taskDefaults: JsonMap = closed({
  ...commonKeys,
  retry: reference("retry"),
  ...policies,
  ...clauses,
  "safe-rerun": expressionOrBoolean,
  requires,
});
