import { expect, test } from "vitest";
import { spotOf, tasksIn, wordsAt } from "../../../web/definitions/editor/names.ts";

const text = `version: "2.0"
w:
  tasks:
    one:
      action: std.noop
      on-success:
        - two
    two:
      action: std.echo
`;
const known = { actions: ["std.echo", "std.noop"], workflows: ["base"] };

/** The words at the place marked by `|` in lines that follow the text. */
function at(lines: string): readonly string[] {
  const whole = text + lines;
  const cursor = whole.indexOf("|");
  return wordsAt(spotOf(whole.slice(0, cursor)), whole.replace("|", ""), known);
}

test.each([
  ["|", ["version"]],
  ["  |", ["tasks", "extends", "override"]],
  ["      |", ["on-success", "retry", "with-items"]],
  ["      action: |", ["std.echo", "std.noop"]],
  ["      workflow: |", ["base"]],
  ["      on-error: |", ["one", "two", "fail"]],
  ["      on-error:\n        - |", ["one", "two", "fail"]],
  ["      on-error:\n      - |", ["one", "two", "fail"]],
  ["      on-error:\n        next:\n          - |", ["one", "two", "pause"]],
  ["      retry:\n        |", ["count", "delay"]],
  ["  extends: |", ["base"]],
  ["  type: |", ["direct", "reverse"]],
  ["  override:\n    two:\n      |", ["publish", "action"]],
])("at '%s' can be written %j", (lines, words) => {
  expect(at(lines)).toEqual(expect.arrayContaining(words));
});

test("where anything may stand nothing is proposed", () => {
  expect(at("      description: |")).toEqual([]);
});

test("tasks are found under tasks and override, and nowhere else", () => {
  expect(tasksIn(`${text}  vars:\n    not_a_task: 1\n  override:\n    three:\n      action: x\n`)).toEqual([
    "one",
    "two",
    "three",
  ]);
});
