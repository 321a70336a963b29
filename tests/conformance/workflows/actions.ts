import type { Json, JsonMap } from "../../../src/core/base/index.ts";
import { isTrue } from "../../../src/core/expressions/index.ts";
import type { ActionRecord, ActionResult } from "../../../src/core/model/index.ts";
import type { Performance, SystemAction } from "../../../src/core/rehearse/index.ts";

function parameter(name: string, value?: Json) {
  return { name, required: value === undefined, default: value ?? null };
}

function action(
  name: string,
  className: string,
  parameters: SystemAction["parameters"],
  more: Partial<SystemAction>,
): SystemAction {
  return {
    type: "system",
    name,
    className: `mistral.actions.std_actions.${className}`,
    parameters,
    isAsync: false,
    ...more,
  };
}

function succeeded(value: Json): ActionResult {
  return { state: "SUCCESS", value };
}

function fail(input: JsonMap, id: string): ActionResult {
  const message = "Fail action expected exception.";
  const raised = `The action raised an exception [action=Fail action, action_ex_id=${id}, msg='${message}']`;
  return { state: "ERROR", value: isTrue(input["error_data"] ?? null) ? (input["error_data"] ?? null) : raised };
}

function testDict(input: JsonMap): ActionResult {
  const keys = Array.from({ length: Number(input["size"]) }, (_, i) => `${input["key_prefix"] as string}${i}`);
  return succeeded(Object.fromEntries(keys.map((key) => [key, input["val"] ?? null])));
}

/** The standard actions that need nothing outside. */
export const standardActions: readonly SystemAction[] = [
  action("std.noop", "NoOpAction", [], { answer: () => succeeded(null) }),
  action("std.echo", "EchoAction", [parameter("output"), parameter("delay", 0)], {
    answer: (input) => (input["delay"] === 0 ? succeeded(input["output"] ?? null) : undefined),
  }),
  action("std.fail", "FailAction", [parameter("error_data", null)], { answer: fail }),
  action("std.async_noop", "AsyncNoOpAction", [], { isAsync: true, answer: () => undefined }),
  action("std.sleep", "SleepAction", [parameter("seconds", 1)], {}),
  action("std.test_dict", "TestDictAction", [parameter("size", 0), parameter("key_prefix", ""), parameter("val", "")], {
    answer: testDict,
  }),
];

/** Performs what was handed out: it takes the time that it says. */
export function perform({ id, run }: ActionRecord): Performance {
  const known = standardActions.find(({ name }) => name === run.action);
  const input = Object.fromEntries((known?.parameters ?? []).map(({ name, default: value }) => [name, value]));
  const all = { ...input, ...run.input };
  const seconds = Number(all["seconds"] ?? all["delay"] ?? 0);
  const result = known?.answer?.({ ...all, delay: 0 }, id) ?? succeeded(null);
  return { result, afterMs: seconds * 1000 };
}
