import { assert, constantFrom, jsonValue, property, tuple } from "fast-check";
import { expect, test } from "vitest";
import type { Json, JsonMap } from "../../../src/core/base/index.ts";
import { flattenDocument } from "../../../src/core/inheritance/index.ts";
import { diff, workflow } from "./random.ts";

const spots = [
  ["extends"],
  ["remove"],
  ["override"],
  ["override", "a"],
  ["override", "a", "on-success"],
  ["override", "a", "retry"],
  ["tasks"],
  ["tasks", "n"],
  ["tasks", "n", "before"],
  ["tasks", "n", "on-error"],
  ["tasks", "n", "with-items"],
  ["tasks", "n", "publish"],
  ["input"],
  ["output"],
  ["vars"],
  ["tags"],
  ["type"],
  ["task-defaults"],
  ["task-defaults", "on-error"],
  ["abstract"],
  ["final"],
  ["conforms"],
  ["__proto__"],
];

test("whatever is written, flattening answers with a result or with errors", () => {
  const anything = jsonValue({ maxDepth: 3 }).map((value): Json => JSON.parse(JSON.stringify(value)) as Json);
  const law = property(workflow, diff, tuple(constantFrom(...spots), anything), (p, edits, [spot, value]) => {
    for (const bodies of [
      { p, c: put({ extends: "p", ...edits }, spot, value) },
      { p: put(p, spot, value), c: { extends: "p", ...edits } },
    ]) {
      const { results, problems } = flatten(bodies);
      const inError = new Set(
        problems.filter(({ severity }) => severity === "error").map(({ workflow: name }) => name),
      );
      expect(results.size === 2 || inError.size > 0).toBe(true);
      for (const name of inError) expect(results.has(name)).toBe(false);
    }
  });
  assert(law, { numRuns: 200 });
});

test("names that JavaScript knows are names like any other", () => {
  const task: JsonMap = JSON.parse(
    '{"action": "std.noop", "on-success": ["constructor"], "publish": {"__proto__": 1}}',
  ) as JsonMap;
  const tasks: JsonMap = JSON.parse(
    '{"__proto__": {"action": "std.noop"}, "constructor": {"action": "std.noop"}}',
  ) as JsonMap;
  const { results, problems } = flatten({
    p: { tasks: { ...tasks, t: task } },
    c: { extends: "p", remove: [["tasks", "t", "publish", "__proto__"]], override: { constructor: { timeout: 3 } } },
  });
  expect(problems).toEqual([]);
  expect(JSON.stringify(results.get("c")?.spec["tasks"])).toBe(
    '{"__proto__":{"action":"std.noop"},"constructor":{"action":"std.noop","timeout":3},"t":{"action":"std.noop","on-success":["constructor"]}}',
  );
});

function put(body: JsonMap, [key = "", ...rest]: readonly string[], value: Json): JsonMap {
  const inner = Object.hasOwn(body, key) ? body[key] : undefined;
  const map = typeof inner === "object" && inner !== null && !Array.isArray(inner) ? (inner as JsonMap) : {};
  return Object.fromEntries([...Object.entries(body), [key, rest.length === 0 ? value : put(map, rest, value)]]);
}

function flatten(bodies: Readonly<Record<string, JsonMap>>): ReturnType<typeof flattenDocument> {
  const sources = Object.entries(bodies).map(([name, body]) => ({
    name,
    body,
    definition: "",
    locate: () => undefined,
  }));
  return flattenDocument(sources, {
    namespace: "",
    identify: (name) => ({ id: name, revision: 0 }),
    findParent: () => "missing",
  });
}
