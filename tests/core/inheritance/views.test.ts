import { expect, test } from "vitest";
import { annotate, diffWorkflows, renderDefinition } from "../../../src/core/inheritance/index.ts";
import { parseYaml } from "../../../src/core/language/index.ts";
import { documentOf } from "./child.ts";
import { Shelf } from "./shelf.ts";

const parent = `description: |
  several
  lines
input: [a, {b: 1}]
vars: {data: {deep: [1, 2]}}
tasks:
  s: {action: std.noop, on-success: [t]}
  t: {action: m.y x=1, retry: {count: 1, delay: 1}, on-success: [u]}
  u: {action: std.noop}`;

function both(child: string): Shelf {
  const shelf = new Shelf();
  const { problems } = shelf.upload(documentOf(parent, child));
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  return shelf;
}

test("the origin stands on each line", () => {
  const shelf = both(
    "input: [{b: 2}]\nremove: [tasks.t.retry]\noverride: {t: {input: {y: 2}}}\ntasks: {n: {before: u, timeout: 3}}",
  );
  const text = annotate(shelf.get("c"));
  expect(text).toMatchInlineSnapshot(`
    "version: '2.0'
    c:
      description: | # from p@1
        several
        lines
      input:
        - a # from p@1
        - b: 2 # from c@1
      vars:
        data: # from p@1
          deep: # from p@1
            - 1 # from p@1
            - 2 # from p@1
      tasks:
        s: # from p@1
          action: std.noop # from p@1
          on-success:
            - t # from p@1
        t: # from p@1
          action: m.y # from p@1
          input:
            x: 1 # from p@1
            y: 2 # from c@1
          on-success:
            - n # from c@1
        u: # from p@1
          action: std.noop # from p@1
        n: # from c@1
          timeout: 3 # from c@1
          on-success:
            - u # from c@1
    "
  `);
  expect(parseYaml(text).value).toEqual(parseYaml(renderDefinition(shelf.get("c"))).value);
});

test("a diff tells added, removed, changed and rewired", () => {
  const shelf = both(`conforms: none
remove: [tasks.t.retry, vars.data]
input: [b]
description: new
override: {t: {action: m.z, input: {x: 2, y: 3}, tags: [k]}, s: {on-success: [super, {n: <% $.n %>}]}}
tasks: {n: {timeout: 3}}`);
  expect(diffWorkflows(shelf.get("p"), shelf.get("c"))).toEqual({
    added: ["tasks.t.tags", "tasks.t.input.y", "tasks.n"],
    removed: ["vars.data", "tasks.t.retry.count", "tasks.t.retry.delay"],
    changed: [
      { path: "description", from: "several\nlines\n", to: "new" },
      { path: "input.b", from: { b: 1 }, to: "b" },
      { path: "tasks.t.action", from: "m.y", to: "m.z" },
      { path: "tasks.t.input.x", from: 1, to: 2 },
    ],
    rewired: [{ source: "s", clause: "on-success", from: ["t"], to: ["t", { n: "<% $.n %>" }] }],
    interface: { breaking: true, breaches: [expect.objectContaining({ code: "INH-030", path: "input.b" })] },
  });
});

test("nothing differs from itself", () => {
  const shelf = both("tags: [x]");
  expect(diffWorkflows(shelf.get("p"), shelf.get("p"))).toEqual({
    added: [],
    removed: [],
    changed: [],
    rewired: [],
    interface: { breaking: false, breaches: [] },
  });
});

test("what is removed is told with who removed it", () => {
  const { provenance } = both("conforms: none\nremove: [tasks.t.retry, input.b, tasks.u, tasks.t.on-success]").get("c");
  expect(provenance["-"]).toMatchObject({
    "/tasks/t/retry/count": [
      { wf: "p", op: "set" },
      { wf: "c", op: "remove", line: 15 },
    ],
    "/input/b": [
      { wf: "p", op: "set" },
      { wf: "c", op: "remove" },
    ],
    "/tasks/u": [
      { wf: "p", op: "set" },
      { wf: "c", op: "remove" },
    ],
  });
});

test("lines lead into the texts", () => {
  const { provenance } = both(
    "override:\n  t:\n    timeout: 3\n    on-success: [super, s2]\ntasks:\n  s2: {timeout: 1}",
  ).get("c");
  expect(provenance["/tasks/t/timeout"]).toMatchObject([{ wf: "c", rev: 1, line: 16, op: "set" }]);
  expect(provenance["/tasks/t/on-success/0"]).toMatchObject([{ wf: "p", rev: 1, line: 10, op: "set" }]);
  expect(provenance["/tasks/t/on-success/1"]).toMatchObject([{ wf: "c", line: 17, op: "append" }]);
});
