import { expect, test } from "vitest";
import { Shelf } from "./shelf.ts";

const g = `version: '2.0'
g:
  vars: {v: 1}
  tasks:
    s: {action: std.noop, timeout: 10, on-success: [t]}
    t: {action: one, input: {a: 1}, tags: [n], on-success: [u]}
    u: {action: std.noop}
`;

/** What comes of `c`, which extends `a` and `b`, or the errors of the document. */
function combine(a: string, b: string, c = "{}", parents = "[a, b]"): unknown {
  const text = `${g}a: {extends: g, conforms: none, ${a.slice(1)}\nb: {extends: g, conforms: none, ${b.slice(1)}\nc: {extends: ${parents}, conforms: none, ${c.slice(1)}\n`;
  const { results, problems } = new Shelf().flatten(text);
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length > 0) return errors.map(({ code, path, workflow }) => `${workflow} ${code} ${path}`);
  return results.get("c")?.spec["tasks"];
}

test("what one parent removes is removed, if the other one left it alone", () => {
  expect(combine("{remove: [tasks.t.tags, vars.v]}", "{override: {s: {timeout: 20}}}")).toEqual({
    s: { action: "std.noop", timeout: 20, "on-success": ["t"] },
    t: { action: "one", input: { a: 1 }, "on-success": ["u"] },
    u: { action: "std.noop" },
  });
});

test("what one parent removes and the other one changes is a conflict", () => {
  const a = "{remove: [tasks.t.tags]}";
  const b = "{override: {t: {tags: [super, m]}}}";
  expect(combine(a, b)).toEqual(["c INH-009 tasks.t.tags"]);
  expect(combine(a, b, "{remove: [tasks.t.tags]}")).toMatchObject({ t: { action: "one" } });
  expect(combine(a, b, "{override: {t: {tags: [{super: b}, x]}}}")).toMatchObject({ t: { tags: ["n", "m", "x"] } });
});

test("a task that one parent removes and the other one changes is a conflict of what was changed", () => {
  const a = "{remove: [tasks.u, tasks.t.on-success]}";
  const b = "{override: {u: {timeout: 5}}}";
  expect(combine(a, b)).toEqual(["c INH-009 tasks.u.timeout"]);
  expect(combine(a, b, "{remove: [tasks.u]}")).toEqual({
    s: { action: "std.noop", timeout: 10, "on-success": ["t"] },
    t: { tags: ["n"], action: "one", input: { a: 1 } },
  });
});

test("a task that both introduce is one unit", () => {
  const a = "{override: {u: {on-success: [n]}}, tasks: {n: {action: x}}}";
  const b = "{override: {u: {on-success: [n]}}, tasks: {n: {action: y}}}";
  expect(combine(a, a)).toMatchObject({ n: { action: "x" } });
  expect(combine(a, b)).toEqual(["c INH-009 tasks.n"]);
  expect(combine(a, b, "{override: {n: {action: z}}}")).toEqual(["c INH-009 tasks.n"]);
  expect(combine(a, b, "{remove: [tasks.n], tasks: {n: {action: z}}}")).toMatchObject({ n: { action: "z" } });
});

test("an input that is an expression here and a map there is one unit", () => {
  const a = "{remove: [tasks.t.input], override: {t: {input: <% $.all %>}}}";
  const b = "{override: {t: {input: {b: 2}}}}";
  expect(combine(a, b)).toEqual(["c INH-009 tasks.t.input"]);
  expect(combine(a, b, "{override: {t: {input: {c: 3}}}}")).toMatchObject({ t: { input: { c: 3 } } });
  expect(combine(a, "{description: b}")).toMatchObject({ t: { input: "<% $.all %>" } });
});

test("a grandparent beside its grandchild has nothing to add", () => {
  expect(combine("{override: {s: {timeout: 20}}}", "{description: b}", "{}", "[g, a]")).toMatchObject({
    s: { timeout: 20 },
  });
});

test("two parents that agree are one source for whoever comes later", () => {
  const text = `${g}a: {extends: g, override: {s: {timeout: 7}}}
b: {extends: g, override: {s: {timeout: 7}}}
ab: {extends: [a, b]}
d: {extends: a, override: {s: {timeout: 8}}}
one: {extends: [ab, d]}
`;
  const { problems } = new Shelf().flatten(text);
  expect(problems.map(({ code, path, workflow }) => `${workflow} ${code} ${path}`)).toEqual([
    "one INH-009 tasks.s.timeout",
  ]);
});

test("a task that is final in one parent and changed by the other one", () => {
  expect(combine("{final: [t]}", "{override: {t: {timeout: 5}}}")).toEqual(["c INH-007 tasks.t"]);
});

test("the same workflow twice, or two of one name in a list with super", () => {
  const shelf = new Shelf();
  shelf.upload(g);
  shelf.upload(g.replace("timeout: 10", "timeout: 20"));
  const twice = shelf.flatten("version: '2.0'\nc: {extends: [g, {name: g, revision: 1}], tags: [x]}");
  expect(twice.problems.map(({ code, path }) => `${code} ${path}`)).toEqual(["INH-010 extends"]);
  shelf.upload("version: '2.0'\ng: {tags: [m], tasks: {w: {action: std.noop}}}", { namespace: "n" });
  const named = "c: {extends: [{name: g, namespace: ''}, {name: g, namespace: n}], tags: [{super: g}]}";
  const ambiguous = shelf.flatten(`version: '2.0'\n${named}`, { namespace: "n" });
  expect(ambiguous.problems.map(({ code, path }) => `${code} ${path}`)).toEqual(["INH-015 tags"]);
});

test("the demands of parents are joined and handed down", () => {
  const text = `${g}a: {extends: g, conforms: protocol, tags: [a]}
b: {extends: g, conforms: projection, vars: {b: 1}}
c: {extends: [a, b]}
d: {extends: c, conforms: projection}
`;
  const { results, problems } = new Shelf().flatten(text);
  expect(results.get("c")).toMatchObject({ conforms: undefined, demand: "protocol-projection" });
  expect(problems.map(({ code, workflow }) => `${workflow} ${code}`)).toEqual(["d INH-036"]);
});
