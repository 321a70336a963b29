import { describe, expect, test } from "vitest";
import { parseYaml, readActions, readWorkbook, readWorkflows } from "../../../src/core/language/index.ts";

describe("a text of workflows", () => {
  test("one workflow keeps its text", () => {
    const text = "# mine\nversion: '2.0'\nw: {tasks: {t: {action: std.noop}}}\n";
    expect(readWorkflows(text).workflows).toMatchObject([{ name: "w", definition: text }]);
  });

  test("several get their parts, printed as PyYAML prints them", () => {
    const text = `version: '2.0'
b:  # first
  description: a rather long description that goes on and on until it is broken over two lines
  tasks: {t: {action: 'std.echo output="é"', publish: {x: "yes", y: 'it''s', z: [1, 2.0, {k: null}], e: {}}}}
'1': {tasks: {t: {action: std.noop}}}
`;
    const { workflows } = readWorkflows(text);
    expect(workflows.map(({ name }) => name)).toEqual(["b", "1"]);
    expect(workflows[0]?.definition).toBe(`version: '2.0'
b:
  description: a rather long description that goes on and on until it is broken over
    two lines
  tasks:
    t:
      action: "std.echo output=\\"\\xE9\\""
      publish:
        x: 'yes'
        y: it's
        z:
        - 1
        - 2.0
        - k: null
        e: {}
`);
    expect(workflows[1]?.definition).toBe("version: '2.0'\n'1':\n  tasks:\n    t:\n      action: std.noop\n");
    for (const { name, body, definition } of workflows) {
      expect(parseYaml(definition).value).toEqual({ version: "2.0", [name]: body });
    }
  });

  test("inheritance keywords and missing tasks are not judged here", () => {
    const { workflows, problems } = readWorkflows("version: '2.0'\nw: {extends: p, remove: [tasks.t]}\n");
    expect(problems).toEqual([]);
    expect(workflows[0]?.body).toEqual({ extends: "p", remove: ["tasks.t"] });
  });

  test("places begin in the body", () => {
    const { workflows } = readWorkflows("version: '2.0'\nw:\n  tasks:\n    t: {action: std.noop}\n");
    expect(workflows[0]?.locate(["tasks", "t"], "key")).toMatchObject({ line: 4, column: 5, length: 1 });
    expect(workflows[0]?.locate([], "key")).toMatchObject({ line: 2, column: 1, length: 1 });
  });
});

test("each action keeps the whole text", () => {
  const text = "version: '2.0'\na: {base: std.noop}\nb: {base: std.echo}\n";
  expect(readActions(text).actions.map(({ name, definition }) => [name, definition])).toEqual([
    ["a", text],
    ["b", text],
  ]);
});

describe("a workbook", () => {
  const text = `version: '2.0'
name: wb
description: d
tags: [x]
actions:
  act:
    base: std.noop
workflows:
    # before
    f:
      # inside
      tasks:
        t: {action: act}

        # late
      description: text
    g: {tasks: {t: {action: std.noop}}}
`;

  test("its own attributes and members", () => {
    const { workbook, problems } = readWorkbook(text);
    expect(problems).toEqual([]);
    expect(workbook).toMatchObject({
      name: "wb",
      description: "d",
      tags: ["x"],
      actions: [{ name: "act" }],
      workflows: [{ name: "f" }, { name: "g" }],
    });
    expect(workbook?.workflows[0]?.locate(["tasks", "t"], "key")).toMatchObject({ line: 13, column: 9 });
  });

  test("a member's text is its part of the workbook, moved to the left", () => {
    const { workbook } = readWorkbook(text);
    expect(workbook?.actions[0]?.definition).toBe("act:\n  base: std.noop\n");
    expect(workbook?.workflows[0]?.definition).toBe(
      "f:\n  # inside\n  tasks:\n    t: {action: act}\n\n    # late\n  description: text\n",
    );
    expect(workbook?.workflows[1]?.definition).toBe("g: {tasks: {t: {action: std.noop}}}\n");
  });
});
