import { describe, expect, test } from "vitest";
import { guardText, neighbour, place, softLine } from "../../../web/graph/layout.ts";
import { graphSpecOf, graphSpecOfTasks } from "../../../web/graph/spec.ts";

const spec = {
  "task-defaults": { "on-error": ["clean_up"] },
  tasks: {
    start: { action: 'std.echo output="x"', "on-success": [{ left: "<% $.ok %>" }, "right"], retry: { count: 2 } },
    left: {
      workflow: "sub",
      "with-items": "i in <% $.list %>",
      "on-success": { publish: { branch: { a: 1 } }, next: ["end"] },
    },
    right: { "on-success": "end", "on-error": [] },
    end: { join: "all", "on-complete": ['fail(msg="no")'] },
    clean_up: { action: "std.noop", abstract: true },
  },
};

describe("a workflow as a drawing", () => {
  const graph = graphSpecOf(spec);

  test("has tasks with what they call and how", () => {
    const tasks = [...graph.tasks.values()].map(({ name, kind, call, join, hasItems, marks }) => [
      name,
      kind,
      call,
      join,
      hasItems,
      marks,
    ]);
    expect(tasks).toEqual([
      ["start", "action", "std.echo", undefined, false, ["retry"]],
      ["left", "workflow", "sub", undefined, true, []],
      ["right", "action", "std.noop", undefined, false, []],
      ["end", "action", "std.noop", "all", false, []],
      ["clean_up", "action", "std.noop", undefined, false, []],
    ]);
  });

  test("has arrows for every way to write a clause, defaults where a task has none, and commands", () => {
    const arrows = graph.arrows.map(({ from, to, clause, guard, isDefault }) => [from, clause, to, guard, isDefault]);
    expect(arrows).toEqual([
      ["start", "on-success", "left", "<% $.ok %>", false],
      ["start", "on-success", "right", undefined, false],
      ["start", "on-error", "clean_up", undefined, true],
      ["left", "on-success", "end", undefined, false],
      ["left", "on-error", "clean_up", undefined, true],
      ["right", "on-success", "end", undefined, false],
      ["right", "on-error", "clean_up", undefined, true],
      ["end", "on-error", "clean_up", undefined, true],
      ["end", "on-complete", "end on-complete fail", undefined, false],
    ]);
    expect(graph.commands).toEqual([{ id: "end on-complete fail", name: "fail" }]);
  });

  test("of a reverse workflow goes along what tasks require", () => {
    const { arrows } = graphSpecOf({ type: "reverse", tasks: { a: {}, b: { requires: ["a", "gone"] } } });
    expect(arrows).toMatchObject([{ from: "a", to: "b", clause: "requires" }]);
  });

  test("a task may have the name of a command", () => {
    const { arrows, commands } = graphSpecOf({ tasks: { a: { "on-success": ["fail"] }, fail: {} } });
    expect([arrows, commands]).toMatchObject([[{ from: "a", to: "fail" }], []]);
  });

  test("of a definition that is gone shows the tasks that ran", () => {
    expect(graphSpecOfTasks(["a", "b"], [["a", "b"]]).arrows).toMatchObject([{ from: "a", to: "b" }]);
  });
});

describe("places", () => {
  test.each(["right", "down"] as const)("no two tasks overlap, and arrows go to the %s", (direction) => {
    const placed = place(graphSpecOf(spec), direction, () => undefined);
    const boxes = [...placed.tasks, ...placed.commands].map(({ box }) => box);
    for (const [index, a] of boxes.entries()) {
      for (const b of boxes.slice(index + 1)) {
        const isApart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
        expect(isApart).toBe(true);
      }
    }
    const axis = direction === "right" ? "x" : "y";
    const at = new Map(placed.tasks.map(({ task, box }) => [task.name, box[axis]]));
    expect(at.get("start")).toBeLessThan(at.get("left") ?? 0);
    expect(at.get("left")).toBeLessThan(at.get("end") ?? 0);
  });

  test("a sub-workflow that is open makes room for itself in its task", () => {
    const inner = place(graphSpecOf({ tasks: { a: { "on-success": ["b"] }, b: {} } }), "down", () => undefined);
    const placed = place(graphSpecOf(spec), "down", (task) => (task === "left" ? inner : undefined));
    const left = placed.tasks.find(({ task }) => task.name === "left");
    expect(left?.inner).toBe(inner);
    expect(left?.box.height).toBeGreaterThan(inner.height);
  });

  test("three hundred tasks are placed while one looks", { timeout: 10_000 }, () => {
    const names = Array.from({ length: 300 }, (_, index) => `t${index}`);
    const tasks = Object.fromEntries(
      names.map((name, index) => [
        name,
        { "on-success": [names[index + 3], names[index + 7]].filter((next) => next !== undefined) },
      ]),
    );
    expect(place(graphSpecOf({ tasks }), "right", () => undefined).tasks).toHaveLength(300);
  });

  test("arrow keys go to the nearest task in their direction", () => {
    const { tasks } = place(
      graphSpecOf({ tasks: { a: { "on-success": ["b", "c"] }, b: {}, c: {} } }),
      "right",
      () => undefined,
    );
    const [upper, lower] = tasks
      .filter(({ task }) => task.name !== "a")
      .toSorted((one, other) => one.box.y - other.box.y);
    expect(["b", "c"]).toContain(neighbour(tasks, "a", "ArrowRight"));
    expect(neighbour(tasks, upper?.task.name ?? "", "ArrowDown")).toBe(lower?.task.name);
    expect(neighbour(tasks, "b", "ArrowLeft")).toBe("a");
    expect(neighbour(tasks, "a", "ArrowLeft")).toBeUndefined();
  });
});

test.each([
  ["<% $.ok %>", "$.ok"],
  ["{{ _.ok }}", "_.ok"],
  ["<% $.a_long_name.of_something and not $.other %>", "$.a_long_name.of_something…"],
])("the guard %s is shown as %s", (guard, expected) => {
  const shown = guardText(guard);
  expect(shown === expected || (shown.endsWith("…") && expected.startsWith(shown.slice(0, -1)))).toBe(true);
});

test("a line begins and ends at its points", () => {
  const line = softLine([
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 10, y: 20 },
  ]);
  expect(line).toMatch(/^M0 0.*L10 20$/);
  expect(softLine([])).toBe("");
});
