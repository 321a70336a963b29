import { expect, test } from "vitest";
import { actionRegistry } from "../../src/actions/index.ts";
import type { JsonMap } from "../../src/core/base/index.ts";
import { actionContext } from "./context.ts";

const context = actionContext();

async function run(name: string, input: JsonMap, signal = context.signal) {
  const action = actionRegistry().get(name);
  if (action === undefined) throw new Error(`no action ${name}`);
  const given = Object.fromEntries(action.parameters.map((p) => [p.name, input[p.name] ?? p.default]));
  return action.run(given, { ...context, signal });
}

test.each([
  ["std.noop", {}, { state: "SUCCESS", value: null }],
  ["std.echo", { output: { a: [1] } }, { state: "SUCCESS", value: { a: [1] } }],
  ["std.sleep", { seconds: "nonsense" }, { state: "SUCCESS", value: null }],
  ["std.test_dict", { size: 2, key_prefix: "k", val: 7 }, { state: "SUCCESS", value: { k0: 7, k1: 7 } }],
  ["std.fail", { error_data: { code: 42 } }, { state: "ERROR", value: { code: 42 } }],
  [
    "std.fail",
    { error_data: [] },
    {
      state: "ERROR",
      value:
        "The action raised an exception [action=Fail action, action_ex_id=a1, msg='Fail action expected exception.']",
    },
  ],
])("%s with %o gives %o", async (name, input, result) => {
  expect(await run(name, input)).toEqual(result);
});

test("a waiting action ends when its signal does", async () => {
  const stop = new AbortController();
  const waiting = run("std.sleep", { seconds: 3600 }, stop.signal);
  stop.abort(new Error("enough"));
  await expect(waiting).rejects.toThrow(/abort/i);
});

test("an action with a delay is not answered within the decision", () => {
  const echo = actionRegistry().get("std.echo");
  expect(echo?.answer?.({ output: 1, delay: 0 }, "a1")).toEqual({ state: "SUCCESS", value: 1 });
  expect(echo?.answer?.({ output: 1, delay: 2 }, "a1")).toBeUndefined();
});
