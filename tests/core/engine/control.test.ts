import { describe, expect, it } from "vitest";
import { Scene } from "./scene.ts";

const waiting =
  "w: {output: {x: <% $.x %>}, tasks: {a: {action: std.async_noop, publish: {x: 1}, on-success: b}, b: {action: std.async_noop}}}";

describe("pause and resume", () => {
  it("hold back what follows a task that ends meanwhile", () => {
    const scene = Scene.start(waiting);
    scene.send({ type: "pauseRequested" });
    scene.succeed("a");
    expect(scene.task("a")).toMatchObject({ state: "SUCCESS", processed: false });
    expect(scene.tasks).toHaveLength(1);
    scene.send({ type: "resumeRequested", env: null });
    expect(scene.states).toEqual(["a SUCCESS", "b RUNNING"]);
  });

  it("let a task of a reverse workflow run once, though all it requires has ended meanwhile", () => {
    const both =
      "a: {action: std.async_noop}, b: {action: std.async_noop}, c: {action: std.async_noop, requires: [a, b]}";
    const scene = Scene.start(`w: {type: reverse, tasks: {${both}}}`, {}, { task_name: "c" });
    scene.send({ type: "pauseRequested" });
    scene.succeed("a");
    scene.succeed("b");
    scene.send({ type: "resumeRequested", env: null });
    expect(scene.states).toEqual(["b SUCCESS", "a SUCCESS", "c RUNNING"]);
  });

  it("are refused, or do nothing, where they make no sense", () => {
    const scene = Scene.start("w: {tasks: {a: {action: std.noop}}}");
    const [refusal] = scene.send({ type: "pauseRequested" });
    expect(refusal?.message).toMatch(/^Can't change workflow execution state from SUCCESS to PAUSED\. \[workflow=w, /);
    expect(scene.send({ type: "resumeRequested", env: null })).toEqual([]);
  });
});

describe("stop", () => {
  it("with SUCCESS needs the output; without it the execution goes on", () => {
    const scene = Scene.start(waiting);
    const [refusal] = scene.send({ type: "stopRequested", state: "SUCCESS", message: null });
    expect(refusal?.message).toMatch(/^Can not evaluate YAQL expression \[expression=\$\.x, /);
    expect(scene.execution.state).toBe("RUNNING");
  });

  it("with ERROR has no effect on a paused execution, CANCELLED has", () => {
    const scene = Scene.start(waiting);
    scene.send({ type: "pauseRequested" }, { type: "stopRequested", state: "ERROR", message: "no" });
    expect(scene.execution.state).toBe("PAUSED");
    scene.send({ type: "stopRequested", state: "CANCELLED", message: "yes" });
    expect(scene.execution).toMatchObject({ state: "CANCELLED", output: { result: "yes" } });
  });
});

describe("rerun and skip", () => {
  it("rerun takes only failed tasks, and lets the execution run on", () => {
    const scene = Scene.start(waiting);
    scene.fail("a");
    const { id } = scene.task("a");
    expect(scene.send({ type: "rerunRequested", taskId: id, reset: false, env: null })).toHaveLength(1);
    scene.send({ type: "rerunRequested", taskId: id, reset: true, env: { k: 1 } });
    expect(scene.execution).toMatchObject({ state: "RUNNING", params: { env: { k: 1 } } });
    scene.succeed("a");
    scene.succeed("b");
    expect(scene.execution).toMatchObject({ state: "SUCCESS", output: { x: 1 } });
  });

  it("leaves what followed a handled error with the context it had", () => {
    const scene = Scene.start(`
w:
  tasks:
    a: {action: std.async_noop, publish-on-error: {e: <% task().result %>}, publish: {e: fine}, on-error: h}
    h: {action: std.async_noop, publish: {seen: <% $.e %>}}
`);
    scene.fail("a", "first");
    scene.fail("h");
    scene.send({ type: "rerunRequested", taskId: scene.task("a").id, reset: true, env: null });
    scene.succeed("a");
    scene.send({ type: "rerunRequested", taskId: scene.task("h").id, reset: true, env: null });
    scene.succeed("h");
    expect(scene.task("h").published).toEqual({ seen: "first" });
  });

  it("skip takes a failed task as done and follows on-skip", () => {
    const scene = Scene.start(`
w:
  tasks:
    a: {action: std.fail, publish-on-skip: {x: skipped}, on-skip: b, on-success: c}
    b: {publish: {y: <% $.x %>}}
    c: {action: std.noop}
`);
    scene.send({ type: "skipRequested", taskId: scene.task("a").id });
    expect(scene.states).toEqual(["a SKIPPED", "b SUCCESS"]);
    expect(scene.execution).toMatchObject({ state: "SUCCESS", output: { x: "skipped", y: "skipped" } });
  });
});

describe("asynchronous actions", () => {
  it("are answered once", () => {
    const scene = Scene.start(waiting);
    const [action] = scene.open("a");
    const event = {
      type: "actionFinished",
      actionId: action?.id ?? "",
      result: { state: "SUCCESS", value: 1 },
    } as const;
    expect(scene.send(event, event)).toMatchObject([
      { reason: "alreadyDone", message: `ValueError: Action ${action?.id} is already completed` },
    ]);
  });

  it("pause and resume their task and execution", () => {
    const scene = Scene.start(waiting);
    const actionId = scene.open("a")[0]?.id ?? "";
    scene.send({ type: "actionMoved", actionId, state: "PAUSED" });
    expect([scene.execution.state, scene.task("a").state]).toEqual(["PAUSED", "PAUSED"]);
    scene.send({ type: "actionMoved", actionId, state: "RUNNING" });
    expect([scene.execution.state, scene.task("a").state]).toEqual(["RUNNING", "RUNNING"]);
  });
});
