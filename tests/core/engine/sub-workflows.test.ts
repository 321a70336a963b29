import { describe, expect, it } from "vitest";
import { Scene } from "./scene.ts";

const nested = `
w:
  tasks:
    s: {workflow: inner x=1, publish: {r: <% task().result %>}, on-success: after}
    after: {action: std.noop}
inner:
  input: [x]
  output: {y: <% $.x + 1 %>}
  tasks:
    t: {action: std.async_noop}
`;

describe("sub-workflows", () => {
  it("give their output as the result of the task", () => {
    const scene = Scene.start(nested);
    expect(scene.child("s").execution.params).toMatchObject({ index: 0, namespace: "", env: {} });
    scene.child("s").succeed("t");
    expect(scene.task("s").published).toEqual({ r: { y: 2 } });
    expect(scene.execution.state).toBe("SUCCESS");
  });

  it("get as start parameters what they do not declare, and read the environment of the root", () => {
    const body = nested.replace("inner x=1", "inner x=1 other=2").replace("<% $.x + 1 %>", "<% env() %>");
    const scene = Scene.start(body, {}, { env: { who: "root" } });
    expect(scene.child("s").execution.params).toMatchObject({ other: 2, env: {} });
    scene.child("s").succeed("t");
    expect(scene.task("s").published).toEqual({ r: { y: { who: "root" } } });
  });

  it("are paused and resumed with their parent, and it with them", () => {
    const scene = Scene.start(nested);
    scene.send({ type: "pauseRequested" });
    expect([scene.child("s").execution.state, scene.task("s").state]).toEqual(["PAUSED", "PAUSED"]);
    scene.send({ type: "resumeRequested", env: null });
    expect([scene.child("s").execution.state, scene.task("s").state]).toEqual(["RUNNING", "RUNNING"]);
    scene.child("s").send({ type: "pauseRequested" });
    expect(scene.execution.state).toBe("PAUSED");
    scene.child("s").send({ type: "resumeRequested", env: null });
    expect(scene.execution.state).toBe("RUNNING");
  });

  it("do not swing for ever when pause and resume meet on the way", () => {
    const scene = Scene.start(nested);
    scene.send({ type: "pauseRequested" }, { type: "resumeRequested", env: null }, { type: "pauseRequested" });
    expect([scene.execution.state, scene.child("s").execution.state]).toEqual(["PAUSED", "PAUSED"]);
  });

  it("are cancelled with their parent", () => {
    const scene = Scene.start(nested);
    scene.send({ type: "stopRequested", state: "CANCELLED", message: "enough" });
    expect(scene.child("s").execution).toMatchObject({ state: "CANCELLED", stateInfo: "enough" });
    expect(scene.task("s").state).toBe("CANCELLED");
  });

  it("revive their parent when a task in them is rerun", () => {
    const scene = Scene.start(nested);
    const child = scene.child("s");
    child.fail("t", "no");
    expect(scene.execution.state).toBe("ERROR");
    child.send({ type: "rerunRequested", taskId: child.task("t").id, reset: true, env: null });
    expect([scene.execution.state, scene.task("s").state]).toEqual(["RUNNING", "RUNNING"]);
    child.succeed("t");
    expect(scene.execution.state).toBe("SUCCESS");
    expect(scene.states).toEqual(["s SUCCESS", "after SUCCESS"]);
  });

  it("that cannot be started are the parent's structure error", () => {
    const scene = Scene.start("w: {tasks: {s: {workflow: nobody, on-error: h}, h: {action: std.noop}}}");
    expect(scene.states).toEqual(["s ERROR"]);
    expect(scene.execution.stateInfo).toBe(
      "Failed to run task [error=Failed to find workflow [name=nobody] [namespace=], wf=w, task=s]:\n",
    );
  });
});
