import { describe, expect, it } from "vitest";
import { Scene } from "./scene.ts";

describe("policies", () => {
  it("wait-before and wait-after take their time, which costs none here", () => {
    const scene = Scene.start("w: {tasks: {a: {action: std.noop, wait-before: 36000, wait-after: 5}}}");
    expect(scene.task("a")).toMatchObject({
      state: "DELAYED",
      stateInfo: "Delayed by 'wait-before' policy [delay=36000]",
    });
    scene.wait(36_001);
    expect(scene.task("a")).toMatchObject({ state: "DELAYED", stateInfo: "Delayed by 'wait-after' policy [delay=5]" });
    scene.wait(5);
    expect(scene.states).toEqual(["a SUCCESS"]);
  });

  it("retry tries again, counts, and keeps only the last attempt", () => {
    const scene = Scene.start(
      "w: {tasks: {a: {action: std.async_noop, retry: {count: 2, delay: 1}, publish-on-error: {e: <% task().result %>}}}}",
    );
    scene.fail("a", 1);
    expect(scene.task("a")).toMatchObject({ state: "DELAYED", published: { e: 1 } });
    scene.wait(1);
    scene.succeed("a", 2);
    expect(scene.task("a")).toMatchObject({ state: "SUCCESS", runtimeContext: { retry_task_policy: { retry_no: 1 } } });
  });

  it("timeout fails the task; the late result is only kept", () => {
    const scene = Scene.start(
      "w: {tasks: {a: {action: std.async_noop, timeout: 3, on-error: b}, b: {action: std.async_noop}}}",
    );
    scene.wait(3);
    expect(scene.task("a")).toMatchObject({ state: "ERROR", stateInfo: "Task timed out [timeout(s)=3]." });
    scene.succeed("a", "late");
    expect(scene.task("a").state).toBe("ERROR");
    expect(scene.open("b")).toHaveLength(1);
  });

  it("timeout gives each attempt of a retry its own time, and what an old attempt answers does not count", () => {
    const scene = Scene.start("w: {tasks: {a: {action: std.async_noop, timeout: 3, retry: {count: 1, delay: 1}}}}");
    scene.wait(4);
    expect(scene.open("a")).toHaveLength(2);
    scene.succeed("a", "of the first");
    expect(scene.task("a").state).toBe("RUNNING");
    scene.wait(3);
    expect(scene.task("a").state).toBe("ERROR");
  });

  it("fail-on comes after publishing and before retry", () => {
    const scene = Scene.start(
      "w: {tasks: {a: {action: std.echo output=1, publish: {x: 1}, fail-on: <% true %>, retry: {count: 1, delay: 9}}}}",
    );
    expect(scene.task("a")).toMatchObject({ state: "DELAYED", published: { x: 1 } });
    scene.wait(9);
    expect(scene.task("a")).toMatchObject({ state: "ERROR", stateInfo: "Failed by 'fail-on' policy" });
  });

  it("pause-before holds the task until the resume", () => {
    const scene = Scene.start("w: {tasks: {a: {action: std.noop, pause-before: true, wait-before: 5}}}");
    expect(scene.task("a")).toMatchObject({ state: "IDLE", stateInfo: "Set by 'pause-before' policy" });
    expect(scene.execution.state).toBe("PAUSED");
    scene.send({ type: "resumeRequested", env: null });
    expect(scene.execution.state).toBe("SUCCESS");
  });

  it.each([
    ["wait-before: <% 'x' %>", "WaitBeforePolicy: 'x' is not of type 'integer'"],
    ["timeout: <% -1 %>", "TimeoutPolicy: -1 is less than the minimum of 0"],
    ["retry: {count: <% 1.5 %>, delay: 0}", "RetryPolicy: 1.5 is not of type 'integer'"],
    ["pause-before: <% 1 %>", "PauseBeforePolicy: 1 is not of type 'boolean'"],
  ])("%s fails task and execution", (policy, message) => {
    const scene = Scene.start(`w: {tasks: {a: {action: std.noop, ${policy}, on-error: b}, b: {action: std.noop}}}`);
    expect(scene.states).toEqual(["a ERROR"]);
    expect(scene.execution.stateInfo).toContain(`Invalid data type in ${message}`);
  });
});
