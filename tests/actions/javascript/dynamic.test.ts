import { afterAll, expect, test } from "vitest";
import { describeCode, dynamicAction, Sandbox } from "../../../src/actions/index.ts";
import type { Json, JsonMap } from "../../../src/core/base/index.ts";
import { actionContext } from "../context.ts";

const sandbox = new Sandbox({ threads: 1, timeoutMs: 1000, memoryBytes: 32 * 1024 ** 2 });

afterAll(() => sandbox.close());

const greeter = `
export class Greeter {
  static input = ["who", { times: 1 }];
  static description = "Greets.";
  constructor({ who, times }) {
    this.who = who;
    this.times = times;
  }
  async run(context) {
    return { said: Array(this.times).fill("hello " + this.who), by: context.workflow_name };
  }
}
`;

const describe = (content: string, className: string) =>
  describeCode(sandbox, { content, className }, new AbortController().signal);

async function run(content: string, className: string, input: JsonMap = {}) {
  const code = { content, className };
  const action = dynamicAction("acme.x", code, { description: "", parameters: undefined }, sandbox);
  return action.run(input, actionContext());
}

test("a class says its arguments", async () => {
  expect(await describe(greeter, "Greeter")).toEqual({
    description: "Greets.",
    parameters: [
      { name: "who", required: true, default: null },
      { name: "times", required: false, default: 1 },
    ],
  });
});

test("what says nothing takes anything", async () => {
  expect(await describe("const f = (x) => x", "f")).toEqual({ description: "", parameters: undefined });
});

test.each<[string, string, string, string]>([
  ["a name that is not there", "const f = 1", "g", "ReferenceError: 'g' is not defined"],
  ["what is no class and no function", "const f = 1", "f", "f is no class and no function"],
  ["an input of another form", "const f = () => 1; f.input = {a: 1}", "f", `'input' of f must be a list`],
  ["a name that is code", "", "f;evil()", "'f;evil()' is no name of a class or function"],
  ["code that is none", "class {", "f", "SyntaxError"],
  ["code that does not end", "for (;;);", "f", "the script ran longer than 1 seconds"],
])("%s is refused", async (_, content, className, message) => {
  await expect(describe(content, className)).rejects.toThrow(message);
});

test.each<[string, string, string, JsonMap, Json]>([
  ["a class", greeter, "Greeter", { who: "you", times: 2 }, { said: ["hello you", "hello you"], by: "w" }],
  ["a function", "function add({ a, b }) { return a + b }", "add", { a: 1, b: 2 }, 3],
  ["an asynchronous one", "export const f = async (i, c) => c.action_execution_id", "f", {}, "a1"],
  ["one that gives nothing", "export default function f() {}", "f", {}, null],
  ["one beside a $ of its own", "const $ = 5; const f = () => $", "f", {}, 5],
])("%s runs", async (_, content, className, input, value) => {
  expect(await run(content, className, input)).toEqual({ state: "SUCCESS", value });
});

test("an error names the class, and the line of the code", async () => {
  expect(await run("class Bad {\n  run() {\n    throw new Error('no');\n  }\n}", "Bad")).toEqual({
    state: "ERROR",
    value: "The action raised an exception [action=Bad, action_ex_id=a1, msg='Error: no (line 3)']",
  });
});

test("an error with data is seen with its data", async () => {
  const content = "function f() { throw Object.assign(new Error('no'), { data: { code: 7 } }) }";
  expect(await run(content, "f")).toEqual({ state: "ERROR", value: { code: 7 } });
});
