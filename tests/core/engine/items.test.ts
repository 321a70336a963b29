import { describe, expect, it } from "vitest";
import { resultOf } from "../../../src/core/engine/index.ts";
import { Scene } from "./scene.ts";

const items = (more = "") => `
w:
  tasks:
    t: {with-items: "i in [1, 2, 3]", action: std.async_noop${more}, publish: {r: <% task().result %>}, publish-on-error: {r: <% task().result %>}}
`;

describe("with-items", () => {
  it("gives results in the order of the items, whatever came first", () => {
    const scene = Scene.start(items());
    const [first, second, third] = scene.open().map(({ id }) => id);
    for (const [actionId, value] of [
      [third, "c"],
      [first, "a"],
      [second, "b"],
    ] as const) {
      scene.send({ type: "actionFinished", actionId: actionId ?? "", result: { state: "SUCCESS", value } });
    }
    expect(scene.task("t").published).toEqual({ r: ["a", "b", "c"] });
  });

  it("keeps to its concurrency, also while the execution is paused", () => {
    const scene = Scene.start(items(", concurrency: 2"));
    expect(scene.open()).toHaveLength(2);
    scene.send({ type: "pauseRequested" });
    scene.succeed("t");
    expect(scene.open()).toHaveLength(2);
    scene.succeed("t");
    expect(scene.open()).toHaveLength(1);
  });

  it("goes on after a failed item and fails at the end", () => {
    const scene = Scene.start(items(", concurrency: 1"));
    scene.fail("t", "bad");
    expect(scene.task("t").state).toBe("RUNNING");
    scene.succeed("t", 2);
    scene.succeed("t", 3);
    expect(scene.task("t")).toMatchObject({ state: "ERROR", stateInfo: "One or more actions had failed." });
    expect(scene.task("t").published).toEqual({ r: ["bad", 2, 3] });
  });

  it("is cancelled by one cancelled item", () => {
    const scene = Scene.start(items());
    scene.answer("t", { state: "CANCELLED", value: null });
    expect(scene.task("t").state).toBe("CANCELLED");
    expect(scene.open()).toHaveLength(2);
  });

  it("runs all items again in a retry, only the failed ones in a rerun without reset", () => {
    const retried = Scene.start(items(", retry: {count: 1, delay: 0}"));
    retried.succeed("t");
    retried.fail("t");
    retried.succeed("t");
    retried.wait(1);
    expect(retried.open()).toHaveLength(3);

    const rerun = Scene.start(items());
    rerun.succeed("t", "a");
    rerun.succeed("t", "b");
    rerun.fail("t");
    rerun.send({ type: "rerunRequested", taskId: rerun.task("t").id, reset: false, env: null });
    expect(rerun.open().map(({ index }) => index)).toEqual([2]);
    rerun.succeed("t", "c");
    expect(rerun.task("t").published).toEqual({ r: ["a", "b", "c"] });
  });

  it("waits for all that it runs again in a rerun without reset", () => {
    const scene = Scene.start(items());
    scene.fail("t");
    scene.succeed("t", "b");
    scene.succeed("t", "c");
    scene.send({ type: "rerunRequested", taskId: scene.task("t").id, reset: false, env: null });
    expect(scene.open().map(({ index }) => index)).toEqual([0, 1, 2]);
    for (const value of ["x", "y", "z"]) scene.succeed("t", value);
    expect(scene.task("t").published).toEqual({ r: ["x", "y", "z"] });
  });

  it("starts very many items in small decisions", () => {
    const count = process.env["OSTRO_LONG"] === "1" ? 100_000 : 10_000;
    let decisions = 0;
    const scene = Scene.start(
      "w: {input: [count], tasks: {t: {with-items: 'i in <% range($.count) %>', action: std.echo output=<% $.i %>}}}",
      { count },
      {},
      {
        onDecided: () => {
          decisions += 1;
          return undefined;
        },
      },
    );
    expect(scene.execution.state).toBe("SUCCESS");
    expect(decisions).toBeGreaterThan(count / 1100);
    const state = scene.stage.state(scene.id);
    const spec = scene.stage.specOf(scene.id).tasks.get("t");
    const result = spec === undefined ? null : resultOf(spec, [...state.actions.values()], []);
    expect(result).toHaveLength(count);
  });
});
