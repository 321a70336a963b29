import {
  boolean,
  constant,
  constantFrom,
  dictionary,
  integer,
  json,
  jsonValue,
  oneof,
  record,
  string as anyString,
  uint8Array,
  uuid,
  type Arbitrary,
} from "fast-check";
import { anyValue, mostly, nearly, one, type Members } from "./values.ts";

const map = oneof(
  dictionary(constantFrom("a", "output", "x", "__proto__"), jsonValue(), { maxKeys: 2 }),
  constantFrom("{}", '{"a": [1, 2.0]}', "{'a': 1}", '{"a": {}}'),
);
const input = oneof(
  { weight: 3, arbitrary: constantFrom<unknown>({}, { a: 2 }, '{"a": 3}') },
  { weight: 1, arbitrary: map },
);
const runParams = record(
  {
    env: mostly(oneof(map, one("environments"))),
    read_only: mostly(boolean()),
    task_name: mostly(constantFrom("t1", "t2")),
    evaluate_env: mostly(boolean()),
    notify: mostly(constant([])),
  },
  { requiredKeys: [] },
);
const actionParams = record(
  {
    run_sync: mostly(boolean()),
    save_result: mostly(boolean()),
    timeout: mostly(integer()),
    target: mostly(constant("x")),
  },
  { requiredKeys: [] },
);
const runs = {
  params: actionParams,
  description: constantFrom("", "d"),
};
export const state = constantFrom("RUNNING", "PAUSED", "SUCCESS", "ERROR", "CANCELLED", "SKIPPED", "IDLE");
export const text = oneof(constantFrom("", "d"), anyString({ unit: "binary" }));

const workflow = constantFrom("seed", "waiting", "bad", "child");

/** What is sent to a resource: by its name and the method. */
const bodies: Readonly<Record<string, Arbitrary<unknown>>> = {
  "POST environments": nearly(
    { name: oneof(constantFrom("home", "away"), anyString({ minLength: 1 })), variables: map },
    { description: text, scope: constantFrom("private", "public") },
  ),
  "PUT environments": nearly(
    { name: oneof(constant("home"), one("environments")) },
    { variables: map, description: text, scope: constant("private") },
  ),
  "POST executions": oneof(
    {
      weight: 3,
      arbitrary: nearly({ workflow_name: workflow }, startMembers()),
    },
    { weight: 1, arbitrary: nearly({ workflow_id: one("workflows") }, startMembers()) },
    { weight: 1, arbitrary: nearly({ source_execution_id: one("executions") }, startMembers()) },
  ),
  "PUT executions": oneof(
    nearly({ state }, { state_info: text, params: record({ env: map }) }),
    nearly({ state: constantFrom("CANCELLED", "PAUSED", "SUCCESS") }),
    nearly({ description: text }),
    nearly({ params: record({ env: map }) }),
  ),
  "PUT tasks": oneof(
    nearly({ state: constant("RUNNING"), reset: boolean() }, { env: map }),
    nearly({ state: constantFrom("SKIPPED", "RUNNING", "SUCCESS") }),
  ),
  "POST action_executions": oneof(
    nearly(
      { name: constantFrom("std.echo", "loud"), input: constantFrom<unknown>({ output: 1 }, '{"output": {}}') },
      runs,
    ),
    nearly({ name: constantFrom("std.noop", "std.fail", "std.async_noop") }, runs),
    nearly({ name: one("actions"), input: map }, runs),
  ),
  "PUT action_executions": nearly({ state }, { output: oneof(map, text) }),
  "POST cron_triggers": nearly(
    { name: oneof(constant("daily"), anyString({ minLength: 1, maxLength: 20 })), workflow_name: workflow },
    {
      workflow_input: input,
      workflow_params: oneof(runParams, map),
      pattern: constantFrom("0 0 * * *", "*/5 * * * * 10", "61 * * * *", null),
      first_execution_time: constantFrom("2030-01-01 00:00", "2020-01-01 00:00", null),
      remaining_executions: oneof(constantFrom(1, 5, null), integer()),
    },
  ),
  "POST event_triggers": nearly(
    { name: text, workflow_id: one("workflows"), exchange: text, topic: text, event: text },
    { workflow_input: input, workflow_params: map, scope: constantFrom("private", "public") },
  ),
  "PUT event_triggers": nearly({ name: text }, { workflow_id: one("workflows"), workflow_input: input }),
  "POST dynamic_actions": nearly(
    { name: oneof(constant("dyn"), anyString({ minLength: 1, maxLength: 20 })), class_name: text },
    { code_source_name: oneof(constant("code"), one("code_sources")), scope: constantFrom("private", "public") },
  ),
  "PUT dynamic_actions": nearly(
    { name: oneof(constant("dyn"), one("dynamic_actions")) },
    { class_name: text, code_source_name: one("code_sources"), code_source_id: one("code_sources") },
  ),
  "POST members": nearly({ member_id: constantFrom("blues", "greens") }),
  "PUT members": nearly({ status: constantFrom("pending", "accepted", "rejected") }),
  "POST rebase": nearly({ parents: constant({}) }, { dry_run: boolean() }),
};
const texts: Readonly<Record<string, readonly string[]>> = {
  workflows: [
    "version: '2.0'\nnew: {tasks: {t: {action: std.noop}}}\n",
    "version: '2.0'\nseed: {input: [a: 1], tasks: {t1: {action: std.noop}, t2: {action: std.noop}}}\n",
    "version: '2.0'\nseed: {extends: child, tags: [x]}\n",
    "version: '2.0'\nx: {extends: [seed, bad], remove: [tasks]}\n",
    "version: '2.0'\ny: {extends: child, description: d}\n",
    "version: '2.0'\nbad: {input: [a: 1], tasks: {t: {action: std.fail}}, tags: [y]}\n",
  ],
  workbooks: [
    "version: '2.0'\nname: wb\nworkflows: {w: {extends: seed, description: d}}\n",
    "version: '2.0'\nname: book\nworkflows: {w: {tasks: {t: {action: std.noop}}}}\n",
    "version: '2.0'\nname: book\nactions: {b: {base: loud}}\n",
  ],
  actions: [
    "version: '2.0'\nloud: {base: std.noop}\n",
    "version: '2.0'\nquiet: {base: loud, input: [z: 1], output: <% $.z %>}\n",
  ],
  code_sources: ["export class Hi {}\n", "2", "\0"],
};
const anyTexts = constantFrom("a: [", "version: '3.0'\nx: {}\n", ...Object.values(texts).flat());

/** What is sent to a call: JSON as its resource wants it, or a definition. */
export function expectedBody(method: string, path: string): Arbitrary<unknown> {
  const resource = resourceOf(path);
  if (method !== "POST" && method !== "PUT") return constant(undefined);
  if (!takesText(path)) return bodies[`${method} ${/\/(rebase|members)\b/.exec(path)?.[1] ?? resource}`] ?? anyValue;
  const [first = "", ...others] = texts[resource] ?? [];
  return oneof({ weight: 4, arbitrary: constantFrom(first, ...others) }, { weight: 1, arbitrary: anyTexts });
}

export function takesText(path: string): boolean {
  return Object.hasOwn(texts, resourceOf(path)) && !/\/(rebase|members)\b/.test(path);
}

export function resourceOf(path: string): string {
  return path.split("/")[2] ?? "";
}

/** Anything. */
export const strangeBody = oneof(
  constant(undefined),
  anyString(),
  uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  dictionary(anyString(), anyValue, { maxKeys: 4 }).map((members) => JSON.stringify(members)),
  json(),
  anyTexts,
);

function startMembers(): Members {
  return {
    input,
    params: oneof(runParams, map),
    description: text,
    id: oneof(uuid(), one("executions")),
    workflow_namespace: constant(""),
  };
}
