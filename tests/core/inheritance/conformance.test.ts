import { describe, expect, test } from "vitest";
import { conformanceOf } from "../../../src/core/inheritance/index.ts";
import type { Verdict } from "../../../src/core/inheritance/index.ts";
import { documentOf } from "./child.ts";
import { Shelf } from "./shelf.ts";

const line = `tasks:
  a: {action: std.noop, on-success: [b, {c: <% $.c %>}]}
  b: {action: std.noop, on-success: [d], on-error: [h]}
  c: {action: std.noop}
  d: {action: std.noop}
  h: {action: std.noop, on-success: [fail]}`;

function verdictOf(child: string, parent = line): Verdict {
  const shelf = new Shelf();
  const { problems } = shelf.upload(documentOf(parent, `conforms: none\n${child}`));
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  // What the edits do not show is not looked into here.
  return conformanceOf(shelf.get("c"), shelf.get("p"), undefined, () => undefined);
}

describe("what the edits show", () => {
  test.each([
    {
      what: "data only",
      child: "override: {a: {action: m.x, publish: {v: 1}, timeout: 3}}",
      level: "protocol-projection",
    },
    { what: "policies by default", child: "task-defaults: {timeout: 3}", level: "protocol-projection" },
    { what: "before", child: "tasks: {x: {before: d, action: std.noop}}", level: "projection" },
    {
      what: "after, with a moved guard",
      child: "tasks: {x: {after: a, action: std.noop, publish: {v: 1}}}",
      level: "projection",
    },
    {
      what: "between",
      child: "tasks: {x: {after: a, before: b, action: std.noop, publish: {c: 1}}}",
      level: "projection",
    },
    {
      what: "a parallel group",
      child: "override: {b: {on-success: [super, x]}}\ntasks: {x: {on-success: y}, y: {timeout: 1}}",
      level: "projection",
    },
    {
      what: "a group behind a new guard",
      child: "override: {b: {on-success: [super, {x: <% $.n %>}]}}\ntasks: {x: {timeout: 1}}",
      level: "protocol-projection",
    },
    { what: "a new start", child: "tasks: {x: {on-success: y}, y: {timeout: 1}}", level: "projection" },
    {
      what: "an inserted task with a group",
      child: "tasks: {x: {before: d, on-success: [y], on-error: [h]}, y: {timeout: 1}}",
      level: "projection",
    },
    {
      what: "a chain of insertions",
      child: "tasks: {x: {before: d, timeout: 1}, y: {after: x, timeout: 1}}",
      level: "projection",
    },
  ])("$what", ({ child, level }) => {
    expect(verdictOf(child)).toMatchObject({ level, tier: 1, refuted: {} });
  });

  test.each([
    { what: "the new entry in front", child: "override: {b: {on-success: [x, super]}}\ntasks: {x: {timeout: 1}}" },
    { what: "a group that leads back", child: "override: {b: {on-success: [super, x]}}\ntasks: {x: {on-success: d}}" },
    {
      what: "a group with a command",
      child: "override: {b: {on-success: [super, x]}}\ntasks: {x: {on-success: noop}}",
    },
    {
      what: "a guard that is known",
      child: "override: {b: {on-success: [super, {x: '<% not  $.c %>'}]}}\ntasks: {x: {timeout: 1}}",
    },
    {
      what: "a moved guard that reads what the new task publishes",
      child: "tasks: {x: {after: a, action: std.noop, publish: {c: 1}}}",
    },
    { what: "a command that moves", child: "tasks: {x: {after: h, timeout: 1}}" },
    { what: "a first entry for errors", child: "override: {a: {on-error: [super, x]}}\ntasks: {x: {timeout: 1}}" },
    {
      what: "a default that leads out of the group",
      child: "task-defaults: {on-complete: [d]}\noverride: {b: {on-success: [super, x]}}\ntasks: {x: {timeout: 1}}",
    },
    {
      what: "a default that reaches an inserted task",
      child: "tasks: {x: {before: d, timeout: 1}}",
      parent: `task-defaults: {on-complete: [l]}\n${line}\n  l: {action: std.noop}`,
    },
    { what: "a join that changes", child: "override: {d: {join: all}}" },
    {
      what: "a group with a join and a guard",
      child:
        "override: {b: {on-success: [super, x]}}\ntasks: {x: {on-success: [y, {z: <% $.q %>}]}, y: {on-success: w}, z: {on-success: w}, w: {join: all}}",
    },
    {
      what: "an error that would lead to a join, however far",
      child: "override: {b: {on-success: [super, x]}}\ntasks: {x: {timeout: 1, on-error: [a]}}",
      parent: "tasks: {s: {on-success: [a, b]}, a: {on-success: j}, b: {on-success: j}, j: {join: all, timeout: 1}}",
    },
    {
      what: "two groups with one join",
      child:
        "override: {b: {on-success: [super, x]}, c: {on-success: [y]}}\ntasks: {x: {on-success: w}, y: {on-success: w}, w: {join: all}}",
    },
  ])("not $what", ({ child, parent }) => {
    const verdict = verdictOf(child, parent);
    expect(verdict).toMatchObject({ level: "interface", tier: 1, refuted: {} });
    expect(verdict.undecided).toEqual(["life-cycle", "protocol", "projection", "protocol-projection"]);
  });

  test("an anchor on a cycle is left open", () => {
    const cycle = "tasks: {s: {on-success: a}, a: {on-success: [{b: <% $.x %>}]}, b: {on-success: a}}";
    expect(verdictOf("tasks: {x: {before: b, timeout: 1}}", cycle).undecided).toContain("projection");
  });
});

test("a removed task refutes every behaviour at once, a broken interface everything", () => {
  expect(verdictOf("remove: [tasks.c, tasks.a.on-success.c]")).toMatchObject({
    level: "interface",
    tier: 1,
    refuted: { "life-cycle": "task 'c' is gone", "protocol-projection": "task 'c' is gone" },
  });
  expect(verdictOf("input: [needed]")).toMatchObject({ level: "none", tier: 0 });
});

test("what is shown of two steps is shown of both together", () => {
  const shelf = new Shelf();
  shelf.upload(documentOf(line, "tasks: {x: {before: d, timeout: 1}}"));
  shelf.upload("version: '2.0'\ne: {extends: c, override: {x: {timeout: 2}}, tasks: {y: {after: x, timeout: 1}}}");
  expect(conformanceOf(shelf.get("e"), shelf.get("p"), "projection")).toMatchObject({
    against: "p",
    level: "projection",
    tier: 1,
    assumptions: ["A1", "A2"],
  });
});

test("a workflow conforms to itself", () => {
  const shelf = new Shelf();
  shelf.upload(documentOf(line, "tags: [x]"));
  expect(conformanceOf(shelf.get("p"), shelf.get("p"))).toMatchObject({ level: "protocol-projection", undecided: [] });
});

test("a declared behaviour that is not shown is refused", () => {
  const text = documentOf(
    line,
    "conforms: projection\noverride: {b: {on-success: [super, x]}}\ntasks: {x: {on-success: fail}}",
  );
  const told = [undefined, () => undefined].map((compare) => new Shelf().flatten(text, { compare }).problems);
  expect(told.map((problems) => problems.map(({ code, path }) => `${code} ${path}`))).toEqual([
    ["INH-034 conforms"],
    ["INH-035 conforms"],
  ]);
  expect(told[0]?.[0]?.message).toContain("the workflow may now end in ERROR after `a`, `b`");
});
