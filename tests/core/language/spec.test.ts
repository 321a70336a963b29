import { describe, expect, test } from "vitest";
import { Float } from "../../../src/core/base/index.ts";
import type { JsonMap } from "../../../src/core/base/index.ts";
import { checkAction, checkWorkflow } from "../../../src/core/language/index.ts";
import type { TaskSpec, WorkflowSpec } from "../../../src/core/language/index.ts";

function workflow(body: JsonMap): WorkflowSpec {
  const { spec, problems } = checkWorkflow("w", body);
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  return spec!;
}

/** Task `t` of a workflow of that type, beside tasks a, b, c that it may lead to. */
function task(body: JsonMap, defaults: JsonMap = {}, type = "direct"): TaskSpec {
  const other = { action: "std.noop" };
  const start = { "on-success": "t", "on-error": "noop", "on-complete": "noop" };
  const tasks = { t: body, a: other, b: other, c: other, ...(type === "direct" ? { start } : {}) };
  const extra = Object.keys(defaults).length > 0 ? { "task-defaults": defaults } : {};
  return workflow({ type, tasks, ...extra }).tasks.get("t")!;
}

const targetsOf = (spec: TaskSpec["onSuccess"]): string[] => spec.next.map(({ target }) => target.name);

describe("a workflow", () => {
  test("its own attributes", () => {
    const spec = workflow({
      description: "d",
      tags: ["x"],
      input: ["a", { b: null }, { c: [1] }, { a: "again" }],
      vars: { v: 1 },
      output: { o: "<% $.v %>" },
      "output-on-error": { e: 1 },
      tasks: { t: { action: "std.noop" } },
    });
    expect(spec).toMatchObject({
      name: "w",
      type: "direct",
      description: "d",
      tags: ["x"],
      vars: { v: 1 },
      output: { o: "<% $.v %>" },
      outputOnError: { e: 1 },
      input: [
        { name: "a", required: false, default: "again" },
        { name: "b", required: false, default: null },
        { name: "c", required: false, default: [1] },
      ],
    });
  });
});

describe("a task", () => {
  test.each<[JsonMap, Partial<TaskSpec>]>([
    [{ description: "only" }, { call: { kind: "action", name: "std.noop" }, input: {} }],
    [
      { action: 'std.echo output="x" n=2', input: { n: 1, m: 3 } },
      { call: { kind: "action", name: "std.echo" }, input: { n: 2, m: 3, output: "x" } },
    ],
    [{ workflow: "sub a=1" }, { call: { kind: "workflow", name: "sub" }, input: { a: 1 } }],
    [{ input: "<% $.m %>" }, { input: "<% $.m %>" }],
    [{ "with-items": 'i in [1, "b"]' }, { withItems: [{ variable: "i", list: [1, "b"] }] }],
    [
      { "with-items": ["i in <% $.l %> ", "j in {{ _.m }}", "i in [2]"] },
      {
        withItems: [
          { variable: "i", list: [2] },
          { variable: "j", list: "{{ _.m }}" },
        ],
      },
    ],
    [
      { target: "node", "keep-result": false, "safe-rerun": "<% $.s %>", tags: ["x"] },
      { target: "node", keepResult: false, safeRerun: "<% $.s %>", tags: ["x"] },
    ],
    [
      { publish: { a: 1 }, "publish-on-error": { b: 2 }, "publish-on-skip": { c: 3 } },
      { publish: { a: 1 }, publishOnError: { b: 2 }, publishOnSkip: { c: 3 } },
    ],
  ])("%j", (body, expected) => {
    expect(task(body)).toMatchObject(expected);
  });

  test.each<[JsonMap, TaskSpec["join"]]>([
    [{ join: "all" }, "all"],
    [{ join: "one" }, 1],
    [{ join: 1 }, 1],
    [{ join: new Float(1) }, 1],
    [{ join: 0 }, undefined],
    [{}, undefined],
  ])("join %j", (body, join) => {
    const spec = workflow({ tasks: { s: { "on-success": "j" }, j: { action: "std.noop", ...body } } });
    expect(spec.tasks.get("j")?.join).toBe(join);
  });
});

describe("an on-clause", () => {
  test.each<[JsonMap[string], string[]]>([
    ["a", ["a"]],
    [
      ["a", { b: "<% $.x %>" }, "fail"],
      ["a", "b", "fail"],
    ],
    [{ a: "<% $.x %>" }, ["a"]],
    [{ next: "a" }, ["a"]],
    [{ next: ["a", "b"] }, ["a", "b"]],
    [{ next: { a: "<% $.x %>" } }, ["a"]],
    [{ publish: { branch: { v: 1 } } }, []],
  ])("%j", (clause, targets) => {
    expect(targetsOf(task({ "on-success": clause }).onSuccess)).toEqual(targets);
  });

  test("guards, commands with messages, and texts for people", () => {
    const { next } = task({
      "on-error": [
        { a: "<% $.x %>" },
        'fail(msg="sold out")',
        { "succeed msg=<% $.m %>": "{{ _.y }}" },
        "pause",
        "noop",
      ],
    }).onError;
    expect(next).toEqual([
      { text: "a", target: { type: "task", name: "a" }, guard: "<% $.x %>" },
      {
        text: 'fail(msg="sold out")',
        target: { type: "command", name: "fail", message: "sold out" },
        guard: undefined,
      },
      {
        text: "succeed msg=<% $.m %>",
        target: { type: "command", name: "succeed", message: "<% $.m %>" },
        guard: "{{ _.y }}",
      },
      { text: "pause", target: { type: "command", name: "pause", message: undefined }, guard: undefined },
      { text: "noop", target: { type: "command", name: "noop", message: undefined }, guard: undefined },
    ]);
  });

  test("publishing by scope; a missing branch is not an empty one", () => {
    expect(task({ "on-success": { publish: { global: { g: 1 } }, next: "a" } }).onSuccess.publish).toEqual({
      branch: undefined,
      global: { g: 1 },
      atomic: undefined,
    });
    expect(task({ "on-success": "a" }).onSuccess.publish).toBeUndefined();
  });
});

describe("task-defaults", () => {
  test("a clause applies where the task has none, without the task itself", () => {
    const defaults = { "on-error": ["a", "t"], "on-complete": { publish: { branch: { v: 1 } }, next: ["b"] } };
    const spec = task({ "on-success": "c" }, defaults);
    expect([targetsOf(spec.onSuccess), targetsOf(spec.onError), targetsOf(spec.onComplete)]).toEqual([
      ["c"],
      ["a"],
      ["b"],
    ]);
    expect(spec.onComplete.publish).toBeUndefined();
    expect(targetsOf(task({ "on-error": "noop" }, defaults).onError)).toEqual(["noop"]);
  });

  test("a clause that only publishes keeps the default transitions", () => {
    const spec = task({ "on-error": { publish: { branch: { v: 1 } } } }, { "on-error": "a" });
    expect(targetsOf(spec.onError)).toEqual(["a"]);
    expect(spec.onError.publish?.branch).toEqual({ v: 1 });
  });

  test.each<[JsonMap, JsonMap, Partial<TaskSpec["policies"]>]>([
    [{}, { "wait-before": 2, timeout: 3 }, { waitBefore: 2, timeout: 3 }],
    [
      { "wait-before": 0, "pause-before": false },
      { "wait-before": 2, "pause-before": true },
      { waitBefore: 2, pauseBefore: true },
    ],
    [
      { retry: "count=0 delay=0" },
      { retry: { count: 3, delay: 1 } },
      { retry: { count: 0, delay: 0, breakOn: undefined, continueOn: undefined } },
    ],
    [
      { retry: { count: "<% $.n %>", delay: 1, "break-on": "<% $.b %>", "continue-on": "<% $.c %>" } },
      {},
      { retry: { count: "<% $.n %>", delay: 1, breakOn: "<% $.b %>", continueOn: "<% $.c %>" } },
    ],
    [
      { concurrency: 2, "fail-on": "<% $.x %>", "wait-after": 1 },
      { concurrency: 5 },
      { concurrency: 2, failOn: "<% $.x %>", waitAfter: 1 },
    ],
  ])("policies %j over %j", (body, defaults, policies) => {
    expect(task({ description: "x", ...body }, defaults).policies).toMatchObject(policies);
  });

  test("requires is added to the task's own, without itself", () => {
    expect(task({ requires: ["a", "t"] }, { requires: ["b", "t"] }, "reverse").requires).toEqual(["a", "b"]);
    expect(task({ requires: "a" }, { "safe-rerun": true }, "reverse")).toMatchObject({
      requires: ["a"],
      safeRerun: true,
    });
  });
});

test("an ad-hoc action", () => {
  const body = {
    base: 'std.echo output="x"',
    "base-input": { output: "y", n: "<% $.n %>" },
    input: ["n"],
    output: "<% $ %>",
    tags: ["t"],
  };
  expect(checkAction("act", body).spec).toMatchObject({
    name: "act",
    base: "std.echo",
    baseInput: { output: "x", n: "<% $.n %>" },
    input: [{ name: "n", required: true, default: null }],
    output: "<% $ %>",
    tags: ["t"],
    body,
  });
});
