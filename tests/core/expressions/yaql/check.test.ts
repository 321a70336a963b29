import { describe, expect, it } from "vitest";
import { checkYaql, tasksInYaql } from "../../../../src/core/expressions/yaql/index.ts";

describe("the check of an expression", () => {
  it.each([
    "$.a.b",
    "$.l.where($ > 1).len()",
    "def(twice, $ * 2) -> twice(3)",
    "def(my_f, $) -> myF(1)",
    "'x'.len() + len('x')",
  ])("has nothing against %s", (source) => {
    expect(checkYaql(source)).toEqual([]);
  });

  it("gives one error for a broken grammar, where it is broken", () => {
    expect(checkYaql("1 + + ]")).toEqual([
      {
        severity: "error",
        code: "expression-syntax",
        message: "Parse error: unexpected ']' at position 6 of expression '1 + + ]'",
        offset: 6,
        length: 1,
      },
    ]);
    expect(checkYaql("1 +")).toMatchObject([{ offset: 3, length: 0 }]);
  });

  it.each([
    ["not(true)", "operator-as-call", 0, 3],
    ["1 + not(2)", "operator-as-call", 4, 3],
    ["$.x.nope(1)", "unknown-function", 4, 4],
    ["nope(1)", "unknown-function", 0, 4],
    ["toUpper(a)", "unknown-function", 0, 7],
    ["(1).abs()", "unknown-function", 4, 3],
    ["def(f, $) -> g(1)", "unknown-function", 13, 1],
  ])("warns of %s", (source, code, offset, length) => {
    expect(checkYaql(source)).toMatchObject([{ severity: "warning", code, offset, length }]);
  });

  it("says which form a function has", () => {
    expect(checkYaql("toUpper(a)")[0]?.message).toBe('Unknown function "toUpper"; it is only a method: x.toUpper()');
    expect(checkYaql("(1).abs()")[0]?.message).toBe('Unknown method "abs"; it is only a function: abs(x)');
  });

  it("trusts names when one of them is made at run time", () => {
    expect(checkYaql("def($.name, 1) -> f()")).toEqual([]);
  });

  it("finds the tasks that are named", () => {
    expect(tasksInYaql("task(a).result + task('b c').result + task(taskName => d).id + task($.x).id")).toEqual([
      { name: "a", offset: 5, length: 1 },
      { name: "b c", offset: 22, length: 5 },
      { name: "d", offset: 55, length: 1 },
    ]);
    expect(tasksInYaql("task(")).toEqual([]);
  });
});
