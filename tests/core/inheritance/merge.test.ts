import { describe, expect, test } from "vitest";
import { flattenChild } from "./child.ts";

/** Rows of the design, section 4: what the parent says, what the child says, what comes of it. */
interface Row {
  readonly attribute: string;
  readonly parent: string;
  readonly child: string;
  readonly merged: string;
}

const leaves: readonly Row[] = [
  ["description", "of the parent", "of the child"],
  ["target", "one", "two"],
  ["join", "all", "one"],
  ["concurrency", "2", "<% $.n %>"],
  ["wait-before", "1", "2"],
  ["wait-after", "1", "2"],
  ["timeout", "600", "120"],
  ["pause-before", "true", "false"],
  ["fail-on", "<% $.a %>", "<% $.b %>"],
  ["keep-result", "false", "true"],
  ["safe-rerun", "true", "false"],
].map(([attribute = "", parent = "", child = ""]) => ({ attribute, parent, child, merged: child }));

const maps: readonly Row[] = ["publish", "publish-on-error", "publish-on-skip", "input"].map((attribute) => ({
  attribute,
  parent: "{a: 1, b: {c: 1, d: 2}}",
  child: "{b: {c: 3}, e: null}",
  merged: "{a: 1, b: {c: 3}, e: null}",
}));

const lists: readonly Row[] = ["tags", "with-items"].flatMap((attribute) => {
  const [a, b] = attribute === "tags" ? ["a", "b"] : ["i in <% $.a %>", "j in <% $.b %>"];
  return [
    { attribute, parent: `['${a}']`, child: `['${b}']`, merged: `['${b}']` },
    { attribute, parent: `['${a}']`, child: `[super, '${b}']`, merged: `['${a}', '${b}']` },
    { attribute, parent: `['${a}']`, child: `['${b}', super]`, merged: `['${b}', '${a}']` },
    { attribute, parent: `['${a}']`, child: `['${a}', super]`, merged: `['${a}']` },
  ];
});

const clauses: readonly Row[] = ["on-success", "on-error", "on-complete", "on-skip"].flatMap((attribute) => [
  { attribute, parent: "[u]", child: "[v]", merged: "[v]" },
  { attribute, parent: "u", child: "[super, {v: <% $.g %>}]", merged: "[u, {v: <% $.g %>}]" },
  { attribute, parent: "[u]", child: "[super, u]", merged: "[u]" },
  {
    attribute,
    parent: "{publish: {branch: {a: 1, b: 1}, global: {g: 1}}, next: [u]}",
    child: "{publish: {branch: {b: 2}, atomic: {c: 3}}}",
    merged: "{publish: {branch: {a: 1, b: 2}, global: {g: 1}, atomic: {c: 3}}, next: [u]}",
  },
  {
    attribute,
    parent: "{publish: {branch: {a: 1}}, next: [u]}",
    child: "[v]",
    merged: "{publish: {branch: {a: 1}}, next: [v]}",
  },
]);

const rows: readonly Row[] = [...leaves, ...maps, ...lists, ...clauses];

describe.each(rows)("$attribute: $parent and $child", ({ attribute, parent, child, merged }) => {
  test.each([
    { there: "nowhere", base: "", patch: "", result: "" },
    { there: "in the parent", base: parent, patch: "", result: parent },
    { there: "in the child", base: "", patch: child, result: child.replace(/super, |, super/, "") },
    { there: "in both", base: parent, patch: child, result: merged },
  ])("$there", ({ base, patch, result }) => {
    const flattened = flattenChild(tasks(attribute, base), override(attribute, patch));
    expect(flattened).toEqual(flattenChild(tasks(attribute, result), "conforms: none"));
  });

  test("removed", () => {
    const flattened = flattenChild(tasks(attribute, parent), `conforms: none\nremove: [tasks.t.${attribute}]`);
    expect(flattened).toEqual(flattenChild(tasks(attribute, ""), "conforms: none"));
  });
});

test.each([
  { parent: "{count: 3, delay: 5}", child: "{count: 9}", merged: "{count: 9, delay: 5}" },
  { parent: "count=3 delay=5", child: "delay=1", merged: "{count: 3, delay: 1}" },
  { parent: "count=3 delay=5", child: "{break-on: <% $.b %>}", merged: "{count: 3, delay: 5, break-on: <% $.b %>}" },
])("retry: $parent and $child", ({ parent, child, merged }) => {
  const flattened = flattenChild(tasks("retry", parent), override("retry", child));
  expect(flattened).toEqual(flattenChild(tasks("retry", merged), "conforms: none"));
});

test.each([
  { parent: "action: x.y a=1 b=2", child: "action: x.z b=3", merged: "action: x.z a=1 b=3" },
  { parent: "action: x.y a=1", child: "workflow: w", merged: "workflow: w a=1" },
  { parent: "workflow: w a=1", child: "action: x.y", merged: "action: x.y a=1" },
  { parent: "action: x.y a=1", child: "action: x.y a=2 c=<% $.c %>", merged: "action: x.y a=2 c=<% $.c %>" },
])("one slot: $parent and $child", ({ parent, child, merged }) => {
  const flattened = flattenChild(`tasks: {t: {${parent}}}`, `override: {t: {${child}}}`);
  expect(flattened).toEqual(flattenChild(`tasks: {t: {${merged}}}`, "conforms: none"));
});

test("requires in a reverse workflow", () => {
  const parent = "type: reverse\ntasks: {a: {action: std.noop}, b: {action: std.noop}, t: {requires: a, target: w}}";
  const merged = parent.replace("requires: a", "requires: [a, b]");
  const flattened = flattenChild(parent, "override: {t: {requires: [super, b]}}");
  expect(flattened).toEqual(flattenChild(merged, "conforms: none"));
});

const tops: readonly Row[] = [
  { attribute: "description", parent: "one", child: "two", merged: "two" },
  { attribute: "tags", parent: "[a]", child: "[super, b]", merged: "[a, b]" },
  { attribute: "input", parent: "[a, {b: 1}]", child: "[{b: 2}, {c: 3}]", merged: "[a, {b: 2}, {c: 3}]" },
  { attribute: "output", parent: "{a: 1, b: {c: 1}}", child: "{b: {d: 2}}", merged: "{a: 1, b: {d: 2}}" },
  { attribute: "output-on-error", parent: "{a: 1}", child: "{a: null}", merged: "{a: null}" },
  { attribute: "vars", parent: "{a: 1}", child: "{b: []}", merged: "{a: 1, b: []}" },
  {
    attribute: "task-defaults",
    parent: "{timeout: 1, retry: {count: 1, delay: 1}, on-error: [u]}",
    child: "{timeout: 2, retry: {count: 2}, on-error: [super, v]}",
    merged: "{timeout: 2, retry: {count: 2, delay: 1}, on-error: [u, v]}",
  },
];

test.each(tops)("workflow attribute $attribute", ({ attribute, parent, child, merged }) => {
  const rest = "tasks: {t: {action: std.noop}, u: {action: std.noop}, v: {action: std.noop}}";
  const both = flattenChild(`${attribute}: ${parent}\n${rest}`, `${attribute}: ${child}\nconforms: none`);
  expect(both).toEqual(flattenChild(`${attribute}: ${merged}\n${rest}`, "conforms: none"));
  expect(flattenChild(rest, `${attribute}: ${merged}\nconforms: none`)).toEqual(both);
});

/** A parent whose task `t` has the attribute, and another one so that it is never empty. */
function tasks(attribute: string, value: string): string {
  const own = value === "" ? [] : [`${attribute}: ${value}`];
  const more = attribute === "target" ? "timeout: 7" : "target: w";
  return [
    "tasks:",
    "  s: {action: std.noop, on-success: [t, u, v]}",
    "  u: {action: std.noop}",
    "  v: {action: std.noop}",
    "  t:",
    ...[more, ...own].map((line) => `    ${line}`),
  ].join("\n");
}

function override(attribute: string, value: string): string {
  return value === "" ? "conforms: none" : `conforms: none\noverride:\n  t:\n    ${attribute}: ${value}`;
}
