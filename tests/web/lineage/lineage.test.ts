import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { familyOf, type Member } from "../../../web/lineage/family-tree.ts";
import { compareLines } from "../../../web/lineage/lines.ts";
import { hasParents, originOf, removedTasks, taskTrail } from "../../../web/lineage/origins.ts";

const step = (wf: string, op: string, line = 1) => ({ wf, rev: 1, line, op });
const provenance = {
  "/tasks/a": [step("base", "set")],
  "/tasks/a/action": [step("base", "set")],
  "/tasks/b": [step("base", "set")],
  "/tasks/b/timeout": [step("base", "set", 4), step("child", "override", 9)],
  "/tasks/c": [step("child", "add")],
  "/tasks/d": [step("base", "set")],
  "/tasks/dd": [step("child", "add")],
  "-": { "/tasks/d/retry": [step("base", "set"), step("child", "remove")] },
};

describe("where a task comes from", () => {
  test.each([
    ["a", "inherited"],
    ["b", "overridden"],
    ["c", "new"],
    ["d", "overridden"],
    ["dd", "new"],
  ])("%s is %s", (task, origin) => {
    expect(originOf(task, "child", provenance)).toBe(origin);
  });

  test("what was taken out is known by name", () => {
    const gone = { "-": { "/tasks/a~1b": [], "/tasks/c/retry": [], "/output": [] } };
    expect(removedTasks(gone)).toEqual(["a/b"]);
  });

  test("is told with lines", () => {
    expect(taskTrail("b", provenance)).toBe(
      "task: set in base@1, line 1\ntimeout: set in base@1, line 4, then override in child@1, line 9",
    );
    expect([hasParents("child", provenance), hasParents("base", { "/tasks/a": [step("base", "set")] })]).toEqual([
      true,
      false,
    ]);
  });
});

describe("two texts beside each other", () => {
  test("what is the same stands on both sides", () => {
    expect(compareLines("a\nb\nc\n", "a\nx\nc\nd\n")).toEqual([
      { left: "a", right: "a" },
      { left: "b", right: "x" },
      { left: "c", right: "c" },
      { left: undefined, right: "d" },
    ]);
  });

  const lines = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 12 });
  test("each side can be read off whole", () => {
    fc.assert(
      fc.property(lines, lines, (left, right) => {
        const pairs = compareLines(left.join("\n"), right.join("\n"));
        expect(pairs.flatMap((pair) => pair.left ?? [])).toEqual(left);
        expect(pairs.flatMap((pair) => pair.right ?? [])).toEqual(right);
      }),
    );
  });
});

test("a family hangs together by its edges, one with two parents under both", () => {
  const known = (id: string, ...parents: string[]) => ({
    id,
    name: id,
    revision: 1,
    extends: parents.map((parent) => ({
      id: parent,
      name: parent,
      namespace: "",
      revision: 1,
      mode: "FOLLOW" as const,
    })),
    abstract: false,
    final: false,
    inheritance_state: "CURRENT" as const,
  });
  const relative = (id: string, depth: number) => ({
    id,
    name: id,
    namespace: "",
    revision: 1,
    depth,
    mode: "FOLLOW" as const,
    state: "CURRENT",
  });
  const all = [known("top"), known("side"), known("own", "top", "side"), known("leaf", "own")];
  const tree = familyOf(
    all[2]!,
    [relative("top", 1), relative("side", 1)],
    [relative("leaf", 1)],
    new Map(all.map((one) => [one.id, one])),
  );
  const shape = (members: readonly Member[]): unknown => members.map(({ id, children }) => [id, shape(children)]);
  expect(shape(tree)).toEqual([
    ["top", [["own", [["leaf", []]]]]],
    ["side", [["own", [["leaf", []]]]]],
  ]);
});
