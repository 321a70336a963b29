import { describe, expect, it } from "vitest";
import { Scene } from "./scene.ts";

const two = (join: string) => `
w:
  tasks:
    a: {action: std.async_noop, publish: {x: {a: 1}}, on-success: j}
    b: {action: std.async_noop, publish: {x: {b: 2}}, on-success: j}
    j: {join: ${join}, publish: {seen: <% $.x %>}, on-success: after, on-error: mend}
    after: {action: std.noop}
    mend: {action: std.noop}
`;

describe("join: all", () => {
  it("waits for every branch and merges what they published", () => {
    const scene = Scene.start(two("all"));
    scene.succeed("b");
    expect(scene.states).toContain("j WAITING");
    scene.succeed("a");
    expect(scene.task("j")).toMatchObject({ state: "SUCCESS", published: { seen: { a: 1, b: 2 } } });
  });

  it("fails as soon as one branch cannot come, and its own on-error handles it", () => {
    const scene = Scene.start(two("all").replace("a: {action", "a: {on-error: noop, action"));
    scene.succeed("b");
    scene.fail("a");
    expect(scene.task("j")).toMatchObject({ state: "ERROR", stateInfo: "Failed by tasks: ['a']" });
    expect(scene.states).toContain("mend SUCCESS");
    expect(scene.execution.state).toBe("SUCCESS");
  });

  it("runs after all when the task that held it up was rerun", () => {
    const scene = Scene.start(two("all"));
    scene.succeed("b");
    scene.fail("a");
    expect(scene.execution.state).toBe("ERROR");
    scene.send({ type: "rerunRequested", taskId: scene.task("a").id, reset: true, env: null });
    scene.succeed("a");
    expect(scene.task("j").state).toBe("SUCCESS");
    expect(scene.execution.state).toBe("SUCCESS");
  });

  it("fails when the way to a branch is cut far away", () => {
    const scene = Scene.start(`
w:
  tasks:
    a: {action: std.fail, on-success: b, on-error: noop}
    b: {on-success: c}
    c: {on-success: j}
    d: {on-success: j}
    j: {join: all}
`);
    expect(scene.task("j").stateInfo).toBe("Failed by tasks: ['c']");
  });

  it("waits for what a join leads to that starts at the same moment", () => {
    const scene = Scene.start(`
w:
  tasks:
    p: {on-success: late}
    q: {action: std.async_noop, on-success: early}
    r: {action: std.async_noop, on-success: early}
    early: {join: all, on-success: m}
    m: {on-success: late}
    late: {join: all}
`);
    scene.succeed("q");
    scene.succeed("r");
    expect(scene.execution.state).toBe("SUCCESS");
  });

  it("waits for what a join leads to that fails at the same moment", () => {
    const scene = Scene.start(`
w:
  tasks:
    p: {on-success: late}
    q: {action: std.async_noop, on-success: early}
    r: {action: std.async_noop, on-success: noop, on-error: [noop, early]}
    early: {join: all, on-error: m}
    m: {on-success: late}
    late: {join: all}
`);
    scene.succeed("q");
    scene.succeed("r");
    expect(scene.states).toContain("early ERROR");
    expect(scene.execution.state).toBe("SUCCESS");
  });

  it("waits through a loop that leads to it", () => {
    const scene = Scene.start(`
w:
  tasks:
    s: {publish: {n: 0}, on-success: [a, c]}
    a: {publish: {n: <% $.n + 1 %>}, on-success: [a: <% $.n < 5 %>, j: <% $.n >= 5 %>]}
    c: {on-success: j}
    j: {join: all, publish: {n: <% $.n %>}}
`);
    expect(scene.execution).toMatchObject({ state: "SUCCESS", output: { n: 5 } });
  });

  it("has an execution of its own for each round of a loop", () => {
    const scene = Scene.start(`
w:
  tasks:
    s: {publish: {n: 0}, on-success: f}
    f: {publish: {n: <% $.n + 1 %>}, on-success: [a, b]}
    a: {on-success: j}
    b: {on-success: j}
    j: {join: all, on-success: [f: <% $.n < 3 %>]}
`);
    expect(scene.tasks.filter(({ name }) => name === "j").map(({ state }) => state)).toEqual([
      "SUCCESS",
      "SUCCESS",
      "SUCCESS",
    ]);
    expect(scene.execution).toMatchObject({ state: "SUCCESS", output: { n: 3 } });
  });

  it("does not start while the execution is paused, and starts once with the resume", () => {
    const scene = Scene.start(two("all"));
    scene.succeed("a");
    scene.send({ type: "pauseRequested" });
    scene.succeed("b");
    expect(scene.task("j").state).toBe("WAITING");
    scene.send({ type: "resumeRequested", env: null });
    expect(scene.states.filter((state) => state.startsWith("j "))).toEqual(["j SUCCESS"]);
    expect(scene.execution.state).toBe("SUCCESS");
  });
});

describe("join: one", () => {
  it("starts with the first branch, and runs again for one that comes late", () => {
    const scene = Scene.start(two("one"));
    scene.succeed("a");
    expect(scene.states).toContain("after SUCCESS");
    scene.succeed("b");
    expect(scene.states.filter((state) => state === "after SUCCESS")).toHaveLength(2);
    expect(scene.tasks.filter(({ name }) => name === "j")).toHaveLength(1);
  });

  it("fails when nobody is left", () => {
    const scene = Scene.start(two("one").replaceAll("std.async_noop,", "std.async_noop, on-error: noop,"));
    scene.fail("a");
    scene.fail("b");
    expect(scene.states).not.toContain("after SUCCESS");
    expect(scene.execution.state).toBe("SUCCESS");
  });
});
