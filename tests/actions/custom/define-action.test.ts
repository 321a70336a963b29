import { expect, test } from "vitest";
import { z } from "zod";
import { ActionError, defineAction } from "../../../src/actions/index.ts";
import { Float, type Json, type JsonMap } from "../../../src/core/base/index.ts";
import { actionContext } from "../context.ts";

const sum = defineAction({
  name: "acme.sum",
  description: "Adds.",
  input: z.object({
    numbers: z.array(z.number()),
    factor: z.number().default(1),
    note: z.string().optional(),
    nothing: z.null().or(z.string()).default("x"),
  }),
  run: ({ numbers, factor, note, nothing }) => ({
    sum: numbers.reduce((a, b) => a + b, 0) * factor,
    note,
    nothing,
    kinds: numbers.map((number) => typeof number),
  }),
});

const ofMessage = (name: string, message: string) => ({
  state: "ERROR",
  value: `The action raised an exception [action=${name}, action_ex_id=a1, msg='${message}']`,
});

test("its arguments are those of the schema", () => {
  expect(sum).toMatchObject({
    name: "acme.sum",
    description: "Adds.",
    isAsync: false,
    parameters: [
      { name: "numbers", required: true },
      { name: "factor", required: false, default: 1 },
      { name: "note", required: false, default: null },
      { name: "nothing", required: false, default: "x" },
    ],
  });
});

test.each<[string, JsonMap, Json]>([
  ["plain numbers", { numbers: [1, new Float(2)] }, { sum: 3, nothing: "x", kinds: ["number", "number"] }],
  [
    "null for what is not given",
    { numbers: [1], factor: null, note: null },
    { sum: 1, nothing: "x", kinds: ["number"] },
  ],
  ["null where it is a value", { numbers: [], nothing: null }, { sum: 0, nothing: null, kinds: [] }],
])("it gets %s", async (_, input, value) => {
  expect(await sum.run(input, actionContext())).toEqual({ state: "SUCCESS", value });
});

test("what does not fit is named, with what was expected and what came", async () => {
  expect(await sum.run({ numbers: [1, "two"], factor: true }, actionContext())).toEqual(
    ofMessage(
      "acme.sum",
      "'numbers.1': Invalid input: expected number, received string; 'factor': Invalid input: expected number, received boolean",
    ),
  );
});

const giving = (give: () => unknown) => defineAction({ name: "acme.give", input: z.object({}), run: give });

test.each<[string, () => unknown, Json]>([
  ["nothing", () => {}, null],
  ["a promise", async () => 1, 1],
  ["a big integer", () => 2n ** 70n, 2n ** 70n],
  ["a small one", () => 7n, 7],
  ["a date", () => new Date(0), "1970-01-01T00:00:00.000Z"],
  ["undefined inside", () => ({ a: undefined, b: [undefined] }), { b: [null] }],
  ["the same twice", () => ((one) => [one, one])({ a: 1 }), [{ a: 1 }, { a: 1 }]],
])("the result may be %s", async (_, give, value) => {
  expect(await giving(give).run({}, actionContext())).toEqual({ state: "SUCCESS", value });
});

class Point {
  readonly x = 1;
}

const around: Record<string, unknown> = {};
around["self"] = around;

test.each<[string, () => unknown, string]>([
  ["a function", () => ({ a: [() => {}] }), "The result.a[0] must be JSON, not a function"],
  ["an object of a class", () => new Point(), "The result must be JSON, not a Point"],
  ["a circle", () => around, "The result.self must be JSON, and it contains itself"],
])("the result cannot be %s", async (_, give, message) => {
  expect(await giving(give).run({}, actionContext())).toEqual(ofMessage("acme.give", message));
});

const failing = (error: unknown) =>
  giving(() => {
    throw error;
  });

test("an error with data is seen with its data", async () => {
  expect(await failing(new ActionError("no", { code: 7 })).run({}, actionContext())).toEqual({
    state: "ERROR",
    value: { code: 7 },
  });
  expect(await failing(new ActionError("no")).run({}, actionContext())).toEqual({ state: "ERROR", value: "no" });
});

test.each<[string, unknown, string]>([
  ["an error", new Error("broken"), "broken"],
  ["one with a cause", new Error("broken", { cause: new Error("worn out") }), "broken: worn out"],
  ["a text", "just so", "just so"],
])("%s counts with its message", async (_, error, message) => {
  expect(await failing(error).run({}, actionContext())).toEqual(ofMessage("acme.give", message));
});

test("the context has an idempotency key and secrets", async () => {
  const action = defineAction({
    name: "acme.see",
    input: z.object({}),
    run: async (_input, context) => [context.idempotencyKey, await context.secret("env:A"), context.executionId],
  });
  expect(await action.run({}, actionContext())).toEqual({ state: "SUCCESS", value: ["a1", "secret env:A", "e1"] });
});

test("an action that is silent for too long fails, and is told to stop", async () => {
  let stopped: unknown;
  const silent = defineAction({
    name: "acme.silent",
    input: z.object({}),
    heartbeatSeconds: 0.02,
    run: (_input, { signal }) =>
      new Promise(() => {
        signal.addEventListener("abort", () => void (stopped = signal.reason), { once: true });
      }),
  });
  const message = "The action gave no heartbeat for 0.02 seconds";
  expect(await silent.run({}, actionContext())).toEqual(ofMessage("acme.silent", message));
  expect(stopped).toMatchObject({ message });
});

test("an action that gives signs of life may take longer", async () => {
  const alive = defineAction({
    name: "acme.alive",
    input: z.object({}),
    heartbeatSeconds: 0.2,
    async run(_input, { heartbeat }) {
      const until = performance.now() + 400;
      while (performance.now() < until) {
        await new Promise((resolve) => void setImmediate(resolve));
        heartbeat();
      }
      return "done";
    },
  });
  expect(await alive.run({}, actionContext())).toEqual({ state: "SUCCESS", value: "done" });
});

test("a name must be one", () => {
  expect(() => defineAction({ name: "no name", input: z.object({}), run: () => 1 })).toThrow(
    "'no name' is no name of an action",
  );
});
