import { describe, expect, test } from "vitest";
import { renderProblem } from "../../../src/core/base/index.ts";
import { problemKinds } from "../../../src/core/language/index.ts";
import { codesOf, judge } from "./verdict.ts";

/** A direct workflow `w` with these tasks in flow style. */
function flow(tasks: string, more = ""): string {
  return `version: '2.0'\nw:\n${more}  tasks: {${tasks}}\n`;
}

describe("each code", () => {
  test.each<[string, string]>([
    ["yaml-syntax", "version: '2.0'\nw: ["],
    ["yaml-date", flow("t: {publish: {d: 2001-01-01}}")],
    ["yaml-key", flow("1: {action: std.noop}")],
    ["yaml-key", flow("t: {publish: {on: 1}}")],
    ["missing-key", "version: '2.0'\nw: {description: x}\n"],
    ["unknown-key", flow("t: {on-succes: u}, u: {}")],
    ["wrong-type", flow("t: std.noop")],
    ["wrong-type", flow("my-task: ~, t: {action: std.noop}")],
    ["wrong-value", flow("t: {concurrency: many}")],
    ["ambiguous-value", flow(`t: {on-success: 'fail(msg="bad")'}`)],
    ["ambiguous-value", flow("t: {action: a, workflow: b}")],
    ["empty-value", flow("t: {}")],
    ["repeated-element", flow("t: {on-success: [u, u]}, u: {action: std.noop}")],
    ["too-many-keys", flow("t: {action: std.noop}", "  input: [{a: 1, b: 2}]\n")],
    ["no-definition", "version: '2.0'\n"],
    ["unknown-workflow-type", flow("t: {action: std.noop}", "  type: sideways\n")],
    ["bad-call", flow("t: {action: '(x y'}")],
    ["bad-name", "version: '2.0'\na b: {tasks: {t: {action: std.noop}}}\n"],
    ["bad-name", "version: '2.0'\nb1c2620a-f7a7-4777-8cdc-64a3799d5253: {tasks: {t: {action: std.noop}}}\n"],
    ["bad-with-items", flow("t: {with-items: i of x}")],
    ["bad-with-items", flow("t: {with-items: 'i in [a, b]'}")],
    ["empty-publish", flow("t: {on-success: {publish: {}, next: noop}}")],
    ["input-clash", flow('t: {action: std.echo x=1, input: "<% $.m %>"}')],
    ["expression-syntax", flow("t: {publish: {a: '<% 1 + %>'}}")],
    ["mixed-languages", flow("t: {publish: {a: '<% 1 %> {{ 2 }}'}}")],
    ["no-start-task", flow("t: {on-success: t}")],
    ["unknown-task", flow("t: {on-success: u}")],
    ["unknown-task", flow("t: {requires: u}", "  type: reverse\n")],
    ["join-unsatisfiable", flow("t: {on-success: j}, j: {join: 2}")],
    ["duplicate-key", flow("t: {action: std.noop, action: std.noop}")],
    ["INH-W9", flow("t: {on-success: {u: <% $.x %>}}, u: {action: std.noop}")],
    ["INH-W10", flow("t: {action: std.noop}", "  colour: red\n")],
    ["unreachable-task", flow("t: {action: std.noop}, a: {on-success: b}, b: {on-success: a}")],
    ["requires-cycle", flow("t: {action: std.noop}, a: {requires: b}, b: {requires: a}", "  type: reverse\n")],
    ["reserved-task-name", flow("fail: {action: std.noop}")],
    ["constant-guard", flow("t: {on-success: [{u: <% true %>}]}, u: {action: std.noop}")],
    ["unknown-task-name", flow("t: {publish: {a: <% task(tt).result %>}}")],
    ["lost-parameter", flow("t: {action: std.echo output=word}")],
    ["late-expression-error", flow("t: {publish: {a: {b: '<% 1 + %>'}}}")],
  ])("%s: %j", (code, text) => {
    expect(codesOf(text)).toContain(code);
    expect(Object.keys(problemKinds)).toContain(code);
  });

  test("a sound workflow has no problem", () => {
    expect(
      codesOf(flow("t: {action: std.echo output=<% $.x %>, on-success: [{u: <% $.x %>}]}, u: {join: all}")),
    ).toEqual([]);
  });
});

describe("Mistral's words", () => {
  test.each<[string, string]>([
    [flow("t: {on-success: nowhere}"), "Task 'nowhere' not found."],
    [
      flow("t: {on-success: t}"),
      "Failed to find start tasks in direct workflow. There must be at least one task without inbound transition.[workflow_name=w]",
    ],
    [
      flow("t: {on-success: j}, j: {join: 2}, k: {join: all}"),
      "Not enough inbound tasks for task with 'join' [task_name=j, join=2, inbound_tasks=1]\nNo inbound tasks for task with 'join: all' [task_name=k]",
    ],
    [flow("t: {action: 5}"), "Invalid DSL: 5 is not of type 'string'. Expected a text that is not empty"],
    [
      flow("t: {on-succes: u}"),
      "Invalid DSL: Additional properties are not allowed ('on-succes' was unexpected). Did you mean 'on-success'?",
    ],
    [
      flow("t: {timeout: 1.5}"),
      "Invalid DSL: 1.5 is not valid under any of the given schemas. Expected a whole number of 0 or more, or one expression with nothing around it",
    ],
    [
      flow("t: {retry: count=3 x=1}"),
      "Invalid DSL: {'count': 3, 'x': 1} is not valid under any of the given schemas. 'delay' is a required property; Additional properties are not allowed ('x' was unexpected)",
    ],
    [
      flow("t: {on-success: [{u: x}]}"),
      "Invalid DSL: 'x' is not valid under any of the given schemas. Expected one expression, <% ... %> or {{ ... }}, with nothing around it",
    ],
    ["version: '2.0'\n", "At least one item must be in the list [data={'version': '2.0'}]."],
    ["[]", "Invalid DSL: 'version' is a required property"],
    ["5", "Invalid DSL: 5 is not of type 'object'"],
  ])("%j", (text, message) => {
    expect(judge("workflow", text).fault).toBe(message);
  });

  test.each<[string, string]>([
    ["version: '1.0'\nname: x\n", "Unsupported DSL version: 1.0"],
    ["version: 2.0\nname: x\n", "Unsupported DSL version: 2.0 (write it in quotes: '2.0')"],
    [
      "version: '2.0'\nname: x\nworkflows: {f: 1}\n",
      "A specification with polymorphic key must be backed by a dictionary [spec_cls=<class 'mistral.lang.v2.workflows.WorkflowSpec'>, data=1]",
    ],
    [
      "version: '2.0'\nname: x\nactions: {a: {base: std.echo, result: 1}}\n",
      "Invalid DSL: Additional properties are not allowed ('result' was unexpected)",
    ],
  ])("of a workbook: %j", (text, message) => {
    expect(judge("workbook", text).fault).toBe(message);
  });
});

describe("all at once", () => {
  const text = `version: '2.0'
w:
  colour: red
  tasks:
    a:
      action: std.echo output=<% 1 + %>
      timeout: soon
      on-success:
        - b: "<% $.x %>"
        - nowhere
    b:
      publish:
        r: "{{ _.x "
        s: <% task(aa).result %>
    j:
      join: 2
`;
  const { problems } = judge("workflow", text);

  test("errors first and in Mistral's order, then warnings in the order of the text", () => {
    expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual([
      "wrong-value tasks.a.timeout",
      "expression-syntax tasks.a.action",
      "unknown-task tasks.a.on-success.1",
      "join-unsatisfiable tasks.j.join",
      "INH-W10 colour",
      "unknown-task-name tasks.b.publish.s",
    ]);
  });

  test("each with its place", () => {
    expect(problems.map(({ place }) => text.slice(place!.offset, place!.offset + place!.length))).toEqual([
      "soon",
      "",
      "nowhere",
      "2",
      "colour",
      "<% task(aa).result %>",
    ]);
    expect(renderProblem(problems[2]!, text, "w.yaml")).toBe(
      `w.yaml:10:11: error: Task 'nowhere' not found. [unknown-task]\n10 |         - nowhere\n   |           ^^^^^^^`,
    );
  });

  test("a target that only task-defaults name is shown there, once", () => {
    const { problems } = judge(
      "workflow",
      flow("a: {action: std.noop}, b: {action: std.noop}", "  task-defaults: {on-error: x}\n"),
    );
    expect(problems).toMatchObject([{ code: "unknown-task", path: "task-defaults.on-error", place: { line: 3 } }]);
  });

  test("one bad workflow does not hide the problems of the next", () => {
    const text = "version: '2.0'\na: {tasks: {t: {on-success: x}}}\nb: {tasks: {t: {on-success: y}}}\n";
    expect(judge("workflow", text).problems.map(({ message }) => message)).toEqual([
      "Task 'x' not found.",
      "Task 'y' not found.",
    ]);
  });

  test("an unknown key is pointed at itself, not at what it stands in", () => {
    const { problems: found } = judge("workflow", flow("t: {action: std.noop, colour: red}"));
    expect(found).toMatchObject([
      { code: "unknown-key", path: "tasks.t", place: { line: 3, length: "colour".length } },
    ]);
  });

  test("without places, too", () => {
    expect(judge("workflow", flow("t: {on-success: u}")).problems[0]).toHaveProperty("place");
  });
});
