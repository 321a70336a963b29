import { describe, expect, it } from "vitest";
import type { JsonMap } from "../../../../src/core/base/index.ts";
import { toJson } from "../../../../src/core/expressions/python/index.ts";
import { compile } from "../../../../src/core/expressions/yaql/index.ts";
import { functions } from "./evaluate.ts";

const task: JsonMap = {
  id: "t1",
  name: "build",
  result: { vms: [{ tags: ["a", "b"] }], deep: { a: { b: { c: { d: 1 } } } } },
};
const host = {
  ...functions,
  env: () => ({ list: [1, 2] }),
  task: (name: string | undefined) => (name === undefined || name === "build" ? task : undefined),
  tasks: () => [task, { ...task, id: "t2" }],
};

function run(source: string): unknown {
  return toJson(compile(source).evaluate({ data: {}, functions: host }));
}

describe("what Mistral's functions give", () => {
  it("is handed on without a copy", () => {
    expect(run("task(build)")).toBe(task);
    expect(run("task(build).result")).toBe(task["result"]);
    expect(run("tasks().first()")).toBe(task);
  });

  it.each([
    ["keys lead to values", "task().result.vms.tags.flatten()", ["a", "b"]],
    ["a missing task is null", "task(nope)", null],
    ["keywords are in camelCase", "task(taskName => build).id", "t1"],
    ["lists print in brackets", "str(task().result.vms[0].tags)", "['a', 'b']"],
    ["lists are no tuples", "task().result.vms[0].tags = [a, b]", false],
    ["the environment is data", "env().list = [1, 2]", true],
    ["tasks are a list", "tasks(recursive => true).select($.id)", ["t1", "t2"]],
    ["JSON is written to the last level", "json_parse(json_dump(task().result.deep)).a.b.c.d", 1],
  ])("%s", (_, source, expected) => {
    expect(run(source)).toEqual(expected);
  });

  it("cannot be a key", () => {
    expect(() => run("[task().result.vms].toSet()")).toThrow("unhashable type: 'list'");
  });
});
