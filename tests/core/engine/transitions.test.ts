import { describe, expect, it } from "vitest";
import { Scene } from "./scene.ts";

describe("transitions", () => {
  it("follow on-success, or on-error where the task failed, and then on-complete", () => {
    const scene = Scene.start(`
w:
  tasks:
    good: {on-success: a, on-error: b, on-complete: c}
    bad: {action: std.fail, on-success: a, on-error: b, on-complete: c}
    a: {action: std.noop}
    b: {action: std.noop}
    c: {action: std.noop}
`);
    expect(scene.states.slice(2).toSorted()).toEqual(["a SUCCESS", "b SUCCESS", "c SUCCESS", "c SUCCESS"]);
    expect(scene.execution.state).toBe("SUCCESS");
  });

  it("start the last of a list first, and nothing if a guard fails", () => {
    const scene = Scene.start(
      "w: {tasks: {s: {on-success: [a, b, c]}, a: {}, b: {}, c: {}}}".replaceAll("{}", "{action: std.noop}"),
    );
    expect(scene.states).toEqual(["s SUCCESS", "c SUCCESS", "b SUCCESS", "a SUCCESS"]);

    const failing = Scene.start(`
w:
  tasks:
    s: {on-success: [a, b: <% $.missing %>]}
    a: {action: std.noop}
    b: {action: std.noop}
`);
    expect(failing.states).toEqual(["s ERROR"]);
    expect(failing.execution.stateInfo).toMatch(/^Failed to handle action completion \[error=Can not evaluate YAQL/);
  });

  it("take a guard under the clause itself for a guard", () => {
    const scene = Scene.start("w: {tasks: {a: {on-success: {b: '<% false %>'}}, b: {action: std.noop}}}");
    expect(scene.states).toEqual(["a SUCCESS"]);
  });

  it("leave an error unhandled when only on-complete reacts", () => {
    const scene = Scene.start(
      "w: {tasks: {a: {action: std.fail error_data=why, on-complete: b}, b: {action: std.noop}}}",
    );
    expect(scene.states).toEqual(["a ERROR", "b SUCCESS"]);
    expect(scene.execution.state).toBe("ERROR");
  });
});

describe("engine commands", () => {
  it("fail with a message, running tasks stay as they are and their late results are kept", () => {
    const scene = Scene.start(`
w:
  tasks:
    slow: {action: std.async_noop, publish: {v: <% task().result %>}, on-success: never}
    never: {action: std.noop}
    t: {on-success: "fail(msg='sold out today')"}
`);
    expect(scene.execution).toMatchObject({
      state: "ERROR",
      stateInfo: "sold out today",
      output: { result: "sold out today" },
    });
    scene.succeed("slow", 7);
    expect(scene.task("slow")).toMatchObject({ state: "SUCCESS", published: { v: 7 }, processed: true });
    expect(scene.tasks).toHaveLength(2);
  });

  it("succeed with the output; its error is the task's", () => {
    expect(Scene.start("w: {output: {x: 1}, tasks: {a: {on-success: succeed}}}").execution.output).toEqual({ x: 1 });
    const scene = Scene.start("w: {output: {x: <% $.nope %>}, tasks: {a: {on-success: succeed}}}");
    expect(scene.states).toEqual(["a ERROR"]);
    expect(scene.execution.state).toBe("ERROR");
  });

  it("pause keeps what comes after it for the resume", () => {
    const scene = Scene.start(
      "w: {tasks: {a: {on-success: [b, pause, c]}, b: {action: std.noop}, c: {action: std.noop}}}",
    );
    expect(scene.execution.state).toBe("PAUSED");
    expect(scene.states).toEqual(["a SUCCESS", "b SUCCESS"]);
    scene.send({ type: "resumeRequested", env: null });
    expect(scene.states).toEqual(["a SUCCESS", "b SUCCESS", "c SUCCESS"]);
    expect(scene.execution.state).toBe("SUCCESS");
  });
});
