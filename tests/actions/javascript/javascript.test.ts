import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { javascriptActions } from "../../../src/actions/javascript/javascript.ts";
import { Sandbox } from "../../../src/actions/javascript/sandbox.ts";
import { Float, type Json } from "../../../src/core/base/index.ts";
import { actionContext } from "../context.ts";

const sandbox = new Sandbox({ threads: 1, timeoutMs: 300, memoryBytes: 32 * 1024 ** 2 });
const [js] = javascriptActions(sandbox);

// The first program waits for the thread to start.
beforeAll(() => run("return 1"));
afterAll(() => sandbox.close());

function run(script: Json, context: Json = null, signal = new AbortController().signal) {
  if (js === undefined) throw new Error("no action");
  return js.run({ script, context }, actionContext({ signal }));
}

const broken = (message: string) => ({
  state: "ERROR",
  value: `The action raised an exception [action=JavaScriptAction, action_ex_id=a1, msg='JavaScriptAction failed: ${message}']`,
});

test.each<[string, Json, Json]>([
  ["return $.a + $.b.length", { a: 1, b: "xy" }, 3],
  ["return {list: [1, 2.5, null, true], text: 'é'}", null, { list: [1, 2.5, null, true], text: "é" }],
  ["1 + 1", null, null],
  ["return undefined", null, null],
  ["return $", null, null],
  ["return () => 1", null, null],
  ["return 1 // with a comment at the end", null, 1],
  ["return 10n ** 20n", null, "100000000000000000000"],
  ["return 7n", null, 7],
  ["return 1e21", null, new Float(1e21)],
  ["x = 3; return x * 2", null, 6],
  ["return Promise.resolve(1).then((x) => x + 1)", null, 2],
  ["return (async () => { await null; return [...$].reverse() })()", "abc", ["c", "b", "a"]],
  ["return new Date(0).toISOString()", null, "1970-01-01T00:00:00.000Z"],
  ["JSON.stringify = () => 'no'; return {a: 1}", null, { a: 1 }],
])("%s with %j is %j", async (script, context, value) => {
  expect(await run(script, context)).toEqual({ state: "SUCCESS", value });
});

test.each<[string, Json, string]>([
  ["what it throws", "throw new TypeError('no good')", "TypeError: no good (line 1)"],
  ["on which line", "let a = 1;\nreturn missing + a", "ReferenceError: 'missing' is not defined (line 2)"],
  ["anything it throws", "throw {code: 3}", '{"code":3}'],
  ["what its promise is rejected with", "return Promise.reject(new Error('late'))", "Error: late"],
  ["a promise for ever", "return new Promise(() => {})", "the promise it returned can never be settled"],
  ["a script that is no text", 5, "'script' must be a text"],
])("tells %s", async (_, script, message) => {
  expect(await run(script)).toMatchObject({
    state: "ERROR",
    value: expect.stringContaining(`msg='JavaScriptAction failed: ${message}`),
  });
});

const tooLong = "the script ran longer than 0.3 seconds";
const tooLarge = "the script needed more than 32 MiB of memory";

describe("a script cannot harm the service", () => {
  test.each([
    ["an endless loop", "for (;;);", tooLong],
    [
      "an endless chain of promises",
      "const go = () => Promise.resolve().then(go); return go()",
      `(${tooLong}|${tooLarge})`,
    ],
    ["an expression that backtracks for ever", "return /(a+)+$/.test('a'.repeat(40) + 'b')", tooLong],
    ["catching the end", "for (;;) { try { for (;;); } catch {} }", tooLong],
    ["an endless toJSON", "return {toJSON() { for (;;); }}", tooLong],
    ["a list without end", "const a = []; for (;;) a.push(new Array(1000).fill(1))", tooLarge],
    [
      "a text without end",
      "let s = 'x'; for (;;) s += s + Math.random()",
      "(InternalError|RangeError|the script needed).*",
    ],
    ["one great allocation", "return 'x'.repeat(1e9).length", tooLarge],
    ["a great buffer", "return new Uint8Array(1e9).length", "(InternalError|RangeError|the script needed).*"],
    ["endless recursion", "const f = () => f() + 1; return f()", "InternalError: stack overflow.*"],
    [
      "deep data",
      "let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return a",
      `(${tooLong}|InternalError: stack overflow.*)`,
    ],
  ])("%s", async (_, script, message) => {
    expect(await run(script)).toMatchObject({
      state: "ERROR",
      value: expect.stringMatching(new RegExp(`JavaScriptAction failed: ${message}`)),
    });
    expect(await run("return 1")).toEqual({ state: "SUCCESS", value: 1 });
  });

  test("it sees nothing of the host", async () => {
    const names =
      "process require module fetch setTimeout console performance WebAssembly Worker std os scriptArgs navigator";
    const result = await run(`return ${JSON.stringify(names.split(" "))}.filter((name) => name in globalThis)`);
    expect(result).toEqual({ state: "SUCCESS", value: [] });
  });

  test.each([
    "return (async () => (await import('node:fs')).readFileSync('/etc/passwd'))()",
    "return this.constructor.constructor('return process')().pid",
    "return $.constructor.constructor('return process.env')()",
    "return new Function('return process')()",
  ])("no way out: %s", async (script) => {
    expect((await run(script, {})).state).toBe("ERROR");
  });

  test("what it leaves behind is gone for the next", async () => {
    await run("globalThis.left = 1; Array.prototype.map = () => 'mine'; Object.prototype.x = 1");
    const value = { left: "undefined", map: [2], x: false };
    expect(await run("return {left: typeof left, map: [1].map((n) => n + 1), x: 'x' in {}}")).toEqual({
      state: "SUCCESS",
      value,
    });
  });

  test("keys that would be prototypes are data", async () => {
    const context = JSON.parse('{"__proto__": {"admin": true}, "a": 1}') as Json;
    const result = await run("return [$.admin === undefined, Object.keys($)]", context);
    expect(result.value).toEqual([true, ["__proto__", "a"]]);
    const back = await run(`return JSON.parse('{"__proto__": {"admin": true}}')`);
    expect(Object.getPrototypeOf(back.value)).toBe(Object.prototype);
  });
});

test("an abort ends a running script and lets the next one run", async () => {
  const stop = new AbortController();
  const running = run("for (;;);", null, stop.signal);
  const waiting = run("return 2");
  stop.abort(new Error("cancelled"));
  await expect(running).rejects.toThrow("cancelled");
  expect(await waiting).toEqual({ state: "SUCCESS", value: 2 });
});

test("a closed sandbox refuses", async () => {
  const closed = new Sandbox({ threads: 1, timeoutMs: 1000, memoryBytes: 2 ** 25 });
  await closed.close();
  await expect(closed.run("1", null, new AbortController().signal)).rejects.toThrow("the service is stopping");
});

test("the error of a script names the action", async () => {
  expect(await run("throw new Error('x')")).toEqual(broken("Error: x (line 1)"));
});
