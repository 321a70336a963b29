import { describe, expect, test } from "vitest";
import type { JsonMap } from "../../../../src/core/base/index.ts";
import { objectionsOf, type MigrationVerdict } from "../../../../src/core/engine/index.ts";
import { Scene } from "../scene.ts";
import { definitionOf } from "./moved-run.ts";

const async = "action: std.async_noop";

/** A direct workflow of tasks, each a line of attributes. */
function workflow(tasks: Readonly<Record<string, string>>, head = ""): string {
  const bodies = Object.entries(tasks).map(([name, body]) => `    ${name}: {${body}}`);
  return `w:\n${head === "" ? "" : `  ${head}\n`}  tasks:\n${bodies.join("\n")}\n`;
}

interface Case {
  readonly from: string;
  readonly to: string;
  /** Tasks whose actions end before the pause. */
  readonly ended?: readonly string[];
  readonly allowsSkipped?: boolean;
  readonly input?: JsonMap;
  readonly params?: JsonMap;
}

/** Runs a workflow up to a point, pauses it and asks for the move. */
function move({ from, to, ended = [], allowsSkipped = false, input = {}, params = {} }: Case) {
  const scene = Scene.start(from, input, params);
  for (const task of ended) scene.succeed(task);
  scene.send({ type: "pauseRequested" });
  const definition = definitionOf(to);
  if (definition === undefined) throw new Error(`not valid: ${to}`);
  const migrated = scene.stage.migrate(scene.id, definition, { allowsSkipped, whileRunning: false });
  if (migrated.type !== "judged") throw new Error(migrated.message);
  return { scene, verdict: migrated.verdict };
}

/** What speaks against it, as `code message`. */
function against(verdict: MigrationVerdict): string[] {
  return objectionsOf(verdict).map(({ code, message }) => `${code}: ${message}`);
}

const chain = { a: `${async}, on-success: [b]`, b: `${async}, on-success: [c]`, c: async };
const fork = {
  s: `${async}, on-success: [a, b]`,
  a: `${async}, on-success: [j]`,
  b: `${async}, on-success: [j]`,
  j: `${async}, join: all`,
};

describe("a move is refused", () => {
  const changes: readonly (readonly [string, Case, readonly string[]])[] = [
    [
      "a started task has another policy",
      { from: workflow(chain), to: workflow({ ...chain, a: `${chain.a}, timeout: 3` }) },
      ["task-changed: task 'a' has started and differs in 'timeout'"],
    ],
    [
      "another action",
      { from: workflow(chain), to: workflow({ ...chain, a: "action: std.noop, on-success: [b]" }) },
      ["task-changed: task 'a' has started and differs in 'action'"],
    ],
    [
      "another publish and transition",
      { from: workflow(chain), to: workflow({ ...chain, a: `${async}, publish: {x: 1}, on-error: [b]` }) },
      ["task-changed: task 'a' has started and differs in 'publish', 'on-error', 'on-success'"],
    ],
    [
      "another guard",
      {
        from: workflow({ ...chain, a: `${async}, on-success: [{b: <% true %>}]` }),
        to: workflow({ ...chain, a: `${async}, on-success: [{b: <% not false %>}]` }),
      },
      ["task-changed: task 'a' has started and differs in 'on-success'"],
    ],
    [
      "task-defaults reach a started task",
      { from: workflow(chain), to: workflow(chain, "task-defaults: {timeout: 9}") },
      ["task-changed: task 'a' has started and differs in 'timeout'"],
    ],
    [
      "a started task is gone",
      {
        from: workflow(chain),
        to: workflow({ a: async, c: async }),
        ended: ["a"],
      },
      [
        "task-changed: task 'a' has started and differs in 'on-success'",
        "task-gone: task 'b' has started and is not there any more",
        "start-tasks: 'w' begins with 'c', which this execution has not started",
      ],
    ],
    [
      "a join that waits would wait for one more",
      {
        from: workflow({
          ...fork,
          d: `${async}, join: all`,
          b: `${async}, on-success: [j, d]`,
          a: `${async}, on-success: [j, d]`,
        }),
        to: workflow({
          ...fork,
          d: `${async}, join: all, on-success: [j]`,
          b: `${async}, on-success: [j, d]`,
          a: `${async}, on-success: [j, d]`,
        }),
        ended: ["s", "a"],
      },
      [
        "task-changed: task 'd' has started and differs in 'on-success'",
        "join-inbound: join 'j' has been reached and would wait also for 'd'",
      ],
    ],
    [
      "a new task begins the workflow",
      { from: workflow(chain), to: workflow({ ...chain, d: async }) },
      ["start-tasks: 'w' begins with 'd', which this execution has not started"],
    ],
    [
      "an insertion behind a task that still runs",
      {
        from: workflow(chain),
        to: workflow({ ...chain, a: `${async}, on-success: [x]`, x: `${async}, on-success: [b]` }),
        allowsSkipped: true,
      },
      ["not-passed: task 'a' gets 'x' behind it and what follows it has not been started yet"],
    ],
    [
      "an insertion that was passed, without leave",
      {
        from: workflow(chain),
        to: workflow({ ...chain, a: `${async}, on-success: [x]`, x: `${async}, on-success: [b]` }),
        ended: ["a"],
      },
      ["not-passed: task 'a' has started and gets 'x' behind it; 'allow_skipped' lets the execution pass this"],
    ],
    [
      "what was inserted leads elsewhere, too",
      {
        from: workflow(chain),
        to: workflow({ ...chain, a: `${async}, on-success: [x]`, x: `${async}, on-success: [b, c]` }),
        ended: ["a"],
        allowsSkipped: true,
      },
      ["task-changed: task 'a' has started and differs in 'on-success'"],
    ],
    [
      "a skipped task publishes what is read",
      {
        from: workflow({ ...chain, c: "action: std.echo output=<% $.seen %>" }),
        to: workflow({
          ...chain,
          a: `${async}, on-success: [x]`,
          x: `${async}, publish: {seen: 1}, on-success: [b]`,
          c: "action: std.echo output=<% $.seen %>",
        }),
        ended: ["a"],
        allowsSkipped: true,
      },
      ["data: task 'c' reads 'seen', which only 'x' publishes, and 'x' is skipped"],
    ],
    [
      "the output reads a skipped task",
      {
        from: workflow(chain),
        to: workflow(
          { ...chain, a: `${async}, on-success: [x]`, x: `${async}, on-success: [b]` },
          "output: {it: <% task(x).result %>}",
        ),
        ended: ["a"],
        allowsSkipped: true,
      },
      ["data: the output reads the task 'x', which is skipped"],
    ],
    [
      "a required input is new",
      { from: workflow(chain), to: workflow(chain, "input: [n]") },
      ["input: input 'n' is required, and this execution has none; give it a default"],
    ],
    [
      "an input is gone that was given",
      { from: workflow(chain, "input: [{n: 1}]"), to: workflow(chain), input: { n: 2 } },
      ["input: input 'n' was given to this execution and is not declared any more"],
    ],
    [
      "a new variable cannot be evaluated",
      { from: workflow(chain), to: workflow(chain, "vars: {v: <% 1 / 0 %>}") },
      [expect.stringMatching(/^vars: a new variable cannot be evaluated: /)],
    ],
    [
      "direct becomes reverse",
      { from: workflow(chain), to: workflow({ a: async }, "type: reverse") },
      ["type: a direct workflow cannot become a reverse one"],
    ],
  ];

  test.each(changes)("when %s", (_what, given, expected) => {
    const { scene, verdict } = move(given);
    expect(against(verdict)).toEqual(expected);
    expect(verdict.isAllowed).toBe(false);
    expect(scene.execution).toMatchObject({ state: "PAUSED", workflowRevision: 1 });
  });
});

describe("a move is allowed", () => {
  test("when only what lies ahead differs, and descriptions", () => {
    const { scene, verdict } = move({
      from: workflow(chain),
      to: workflow(
        {
          a: `${chain.a}, description: first`,
          b: chain.b,
          c: `${async}, retry: {count: 2, delay: 1}, on-success: [d]`,
          d: async,
        },
        "input: [{n: 4}]",
      ),
      ended: ["a"],
    });
    expect(verdict).toMatchObject({ isAllowed: true, addedInput: ["n"], skipped: [] });
    expect(verdict.tasks.map(({ name, standing }) => `${name} ${standing}`)).toEqual([
      "a kept",
      "b kept",
      "c ahead",
      "d ahead",
    ]);
    expect(scene.execution).toMatchObject({ workflowId: "moved", workflowRevision: 2, input: { n: 4 } });
    scene.send({ type: "resumeRequested", env: null });
    for (const task of ["b", "c", "d"]) scene.succeed(task);
    expect(scene.execution.state).toBe("SUCCESS");
  });

  test("past insertions, one after the other, with what hangs on them", () => {
    const { scene, verdict } = move({
      from: workflow(chain),
      to: workflow({
        ...chain,
        a: `${async}, on-success: [x]`,
        x: `${async}, on-success: [y, z]`,
        y: `${async}, on-success: [b]`,
        z: async,
      }),
      ended: ["a"],
      allowsSkipped: true,
    });
    expect(verdict).toMatchObject({ isAllowed: true, skipped: ["x", "y", "z"] });
    scene.send({ type: "resumeRequested", env: null });
    for (const task of ["b", "c"]) scene.succeed(task);
    expect(scene.states).toEqual(["a SUCCESS", "b SUCCESS", "c SUCCESS"]);
    expect(scene.execution.state).toBe("SUCCESS");
  });

  test("back to a workflow without what was inserted, if that has ended well", () => {
    const inserted = workflow({ ...chain, a: `${async}, on-success: [x]`, x: `${async}, on-success: [b]` });
    const back = { from: inserted, to: workflow(chain, "output: {x: <% task(x) %>}"), allowsSkipped: true };
    expect(against(move({ ...back, ended: ["a"] }).verdict)).toEqual([
      "task-gone: task 'x' is not there any more and must have ended in SUCCESS, with what follows it started; it is RUNNING",
    ]);
    const { scene, verdict } = move({ ...back, ended: ["a", "x"] });
    expect(verdict).toMatchObject({ isAllowed: true, dropped: ["x"] });
    scene.send({ type: "resumeRequested", env: null });
    for (const task of ["b", "c"]) scene.succeed(task);
    expect(scene.execution).toMatchObject({ state: "SUCCESS", output: { x: null } });
  });

  test("past what was inserted before the first task", () => {
    const { verdict } = move({
      from: workflow(chain),
      to: workflow({ ...chain, x: `${async}, on-success: [a]` }),
      allowsSkipped: true,
    });
    expect(verdict).toMatchObject({ isAllowed: true, skipped: ["x"] });
  });

  test("when an input that had its default is gone, and variables keep their values", () => {
    const { scene, verdict } = move({
      from: workflow(chain, "input: [{n: 1}]\n  vars: {old: 1, same: 2}"),
      to: workflow(chain, "vars: {old: 5, same: 2, fresh: <% 1 + 1 %>}"),
    });
    expect(verdict).toMatchObject({ isAllowed: true, removedInput: ["n"], addedVars: ["fresh"], keptVars: ["old"] });
    expect(scene.execution).toMatchObject({ input: {}, variables: { old: 1, same: 2, fresh: 2 } });
  });

  test("a reverse workflow starts what it needs now, and each task once", () => {
    const from = workflow({ a: async, b: `${async}, requires: [a]` }, "type: reverse");
    const to = workflow({ a: async, n: async, m: async, b: `${async}, requires: [a, n, m]` }, "type: reverse");
    const { scene, verdict } = move({ from, to, params: { task_name: "b" } });
    expect(verdict.isAllowed).toBe(true);
    scene.send({ type: "resumeRequested", env: null });
    for (const task of ["a", "n", "m", "b"]) scene.succeed(task);
    expect(scene.states.toSorted()).toEqual(["a SUCCESS", "b SUCCESS", "m SUCCESS", "n SUCCESS"]);
    expect(scene.execution.state).toBe("SUCCESS");
  });

  test("but not when a reverse workflow has run what it does not need any more", () => {
    const from = workflow({ a: async, b: `${async}, requires: [a]` }, "type: reverse");
    const to = workflow({ a: async, b: async }, "type: reverse");
    expect(against(move({ from, to, params: { task_name: "b" } }).verdict)).toEqual([
      "target: task 'a' has started and is not needed for the target any more",
    ]);
  });
});

test("a sub-workflow is moved on its own, while its parent waits for it", () => {
  const leaf = (more: string) =>
    `leaf: {output: {r: 1}, tasks: {a: {${async}, on-success: [b]}, b: {action: std.noop${more}}}}`;
  const scene = Scene.start(`top: {tasks: {call: {workflow: leaf, on-success: [end]}, end: {${async}}}}\n${leaf("")}`);
  const child = scene.child("call");
  const definition = definitionOf(leaf(", on-success: [c]}, c: {action: std.noop")) ?? expect.fail();
  const migrated = scene.stage.migrate(child.id, definition, { allowsSkipped: false, whileRunning: true });
  expect(migrated).toMatchObject({ type: "judged", verdict: { isAllowed: true } });
  child.succeed("a");
  expect(child.states).toEqual(["a SUCCESS", "b SUCCESS", "c SUCCESS"]);
  expect(scene.states).toEqual(["call SUCCESS", "end RUNNING"]);
});

test("items that are under way go on, and a retry keeps its count", () => {
  const text = (more: string) =>
    workflow({
      each: `${async}, with-items: "i in <% [1, 2, 3] %>", concurrency: 1, retry: {count: 1, delay: 1}, on-success: [last]`,
      last: `action: std.noop${more}`,
    });
  const scene = Scene.start(text(""));
  scene.fail("each");
  const definition = definitionOf(text(", timeout: 5")) ?? expect.fail();
  const migrated = scene.stage.migrate(scene.id, definition, { allowsSkipped: false, whileRunning: true });
  expect(migrated).toMatchObject({ type: "judged", verdict: { isAllowed: true } });
  for (let i = 0; i < 20 && scene.execution.state === "RUNNING"; i += 1) {
    if (scene.open("each").length > 0) scene.succeed("each");
    else scene.wait(1);
  }
  expect(scene.execution.state).toBe("SUCCESS");
  expect(scene.states).toEqual(["each SUCCESS", "last SUCCESS"]);
});

test("an execution that is over is not moved", () => {
  const scene = Scene.start(workflow({ a: "action: std.noop" }));
  const definition = definitionOf(workflow({ a: "action: std.noop" })) ?? expect.fail();
  const migrated = scene.stage.migrate(scene.id, definition, { allowsSkipped: true, whileRunning: true });
  expect(migrated).toEqual({
    type: "notPaused",
    message: `execution ${scene.id} is SUCCESS; only one that is paused can be moved`,
  });
});
