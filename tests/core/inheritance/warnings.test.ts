import { expect, test } from "vitest";
import { warningsOf } from "./child.ts";
import { Shelf } from "./shelf.ts";

const line =
  "tasks: {a: {action: std.noop, on-success: [b]}, b: {action: std.noop, on-success: [c]}, c: {action: std.noop}}";

test.each([
  {
    what: "an argument that the action does not know",
    parent: "tasks: {t: {action: std.echo output='x' delay=1}}",
    child: "override: {t: {action: std.fail}}",
    told: ["INH-W2 tasks.t.input.output", "INH-W2 tasks.t.input.delay"],
  },
  {
    what: "a variable whose only publisher is removed",
    parent: `output: {o: <% $.v %>, p: <% $.kept %>}\n${line.replace("c: {", "c: {wait-before: '{{ _.v }}', ").replace("a: {", "a: {publish: {v: 1}, ")}`,
    child: "remove: [tasks.a.publish.v]",
    told: ["INH-W3 output.o", "INH-W3 tasks.c.wait-before"],
  },
  {
    what: "no variable that somebody else sets",
    parent: `vars: {v: 1}\noutput: {o: <% $.v %>}\n${line.replace("a: {", "a: {publish: {v: 1}, ")}`,
    child: "remove: [tasks.a.publish]",
    told: [],
  },
  {
    what: "defaults that reach inherited tasks",
    parent: line,
    child: "task-defaults: {on-error: [h], timeout: 3}\ntasks: {h: {action: std.noop}}",
    told: ["INH-W6 task-defaults.on-error", "INH-W6 task-defaults.timeout"],
  },
  {
    what: "a first own entry that cuts a default off",
    parent: `task-defaults: {on-error: [c]}\n${line}`,
    child: "override: {a: {on-error: [b]}}",
    told: ["INH-W6 tasks.a.on-error"],
  },
  {
    what: "an override that changes nothing",
    parent: line.replace("b: {", "b: {timeout: 3, "),
    child: "override: {b: {timeout: 3, on-success: [super]}, a: {timeout: 3}}",
    told: ["INH-W8 override.b"],
  },
  {
    what: "one-key maps as clauses",
    parent: line,
    child: "override: {c: {on-error: {fail: <% $.x %>}}}\ntask-defaults: {on-complete: {next: {fail: <% $.y %>}}}",
    told: ["INH-W9 task-defaults.on-complete", "INH-W9 override.c.on-error", "INH-W6 task-defaults.on-complete"],
  },
  { what: "an unknown key", parent: line, child: "owner: me", told: ["INH-W10 owner"] },
])("$what", ({ parent, child, told }) => {
  expect(warningsOf(parent, child).toSorted()).toEqual(told.toSorted());
});

test("a plain workflow is told of maps as clauses and unknown keys, too", () => {
  const { problems } = new Shelf().flatten(
    "version: '2.0'\np: {owner: me, tasks: {a: {action: std.noop, on-success: {b: <% $.x %>}}, b: {action: std.noop}}}",
  );
  expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual(["INH-W10 owner", "INH-W9 tasks.a.on-success"]);
});

test("a pinned child is told of a newer revision", () => {
  const shelf = new Shelf();
  shelf.upload("version: '2.0'\np: {tasks: {t: {action: std.noop}}}");
  shelf.upload("version: '2.0'\np: {tasks: {t: {action: std.noop, timeout: 3}}}");
  const { problems, results } = shelf.flatten("version: '2.0'\nc: {extends: {name: p, revision: 1}, tags: [x]}");
  expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual(["INH-W7 extends"]);
  expect(results.get("c")?.parents).toMatchObject([{ name: "p", revision: 1, isPinned: true }]);
  expect(results.get("c")?.spec["tasks"]).toEqual({ t: { action: "std.noop" } });
});

test("a static call to an abstract workflow, stored or beside it", () => {
  const shelf = new Shelf();
  shelf.upload("version: '2.0'\nstored: {abstract: true, tasks: {t: {action: std.noop}}}");
  const { problems } = shelf.flatten(`version: '2.0'
beside: {abstract: [t], tasks: {t: {timeout: 1}}}
caller: {tasks: {a: {workflow: stored}, b: {workflow: beside}, c: {workflow: other}}}
`);
  expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual([
    "INH-W4 tasks.a.workflow",
    "INH-W4 tasks.b.workflow",
  ]);
});
