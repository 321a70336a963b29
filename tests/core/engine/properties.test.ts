import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StageOptions } from "../../../src/core/rehearse/index.ts";
import { randomWorkflow, type RandomWorkflow } from "./random-workflow.ts";
import { reload, Scene } from "./scene.ts";

const runs = process.env["OSTRO_LONG"] === "1" ? 3000 : 120;

/** Answers one open action, chosen by a number; lets time pass where none is open. @returns whether there was anything to do */
function step(scene: Scene, { failing }: RandomWorkflow, choice: number): boolean {
  const open = scene.open();
  const action = open[choice % Math.max(1, open.length)];
  if (action === undefined) {
    const isWaiting = scene.stage.nextMoment() !== undefined;
    scene.wait(1);
    return isWaiting;
  }
  const state = failing.has(action.taskName ?? "") ? "ERROR" : "SUCCESS";
  scene.send({ type: "actionFinished", actionId: action.id, result: { state, value: action.taskName } });
  return true;
}

function play(workflow: RandomWorkflow, order: readonly number[], options: StageOptions = {}): Scene {
  const scene = Scene.start(workflow.text, {}, {}, options);
  for (let i = 0; step(scene, workflow, order[i % order.length] ?? 0); i += 1);
  return scene;
}

function outcome(scene: Scene) {
  const { state, output } = scene.execution;
  return { state, output: state === "ERROR" ? null : output, tasks: scene.states.toSorted() };
}

const order = fc.array(fc.nat(100), { minLength: 1, maxLength: 40 });

describe("whatever the workflow and the order of results", () => {
  it("an execution ends, nothing hangs on the way, and a join fires once", () => {
    fc.assert(
      fc.property(randomWorkflow(), order, (workflow, choices) => {
        const scene = play(workflow, choices);
        expect(["SUCCESS", "ERROR"]).toContain(scene.execution.state);
        for (const join of workflow.joins) {
          expect(scene.states.filter((state) => state.startsWith(`${join} `)).length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: runs },
    );
  });

  it("the end is the same in any order", () => {
    fc.assert(
      fc.property(randomWorkflow(), order, order, (workflow, one, other) => {
        expect(outcome(play(workflow, one))).toEqual(outcome(play(workflow, other)));
      }),
      { numRuns: runs },
    );
  });

  it("a crash after any decision changes nothing", () => {
    fc.assert(
      fc.property(randomWorkflow(), order, fc.array(fc.boolean(), { minLength: 1 }), (workflow, choices, crashes) => {
        let count = 0;
        const onDecided: NonNullable<StageOptions["onDecided"]> = (state) => {
          count += 1;
          return crashes[count % crashes.length] === true ? reload(state) : undefined;
        };
        expect(outcome(play(workflow, choices, { onDecided }))).toEqual(outcome(play(workflow, choices)));
      }),
      { numRuns: runs },
    );
  });

  it("a pause lets nothing start, and a resume goes on as if it had not been", () => {
    fc.assert(
      fc.property(randomWorkflow(), order, fc.nat(10), (workflow, choices, before) => {
        const scene = Scene.start(workflow.text);
        for (let i = 0; i < before && step(scene, workflow, choices[i % choices.length] ?? 0); i += 1);
        if (scene.execution.state !== "RUNNING") return;
        scene.send({ type: "pauseRequested" });
        const { length } = scene.tasks;
        for (let i = 0; step(scene, workflow, choices[i % choices.length] ?? 0); i += 1);
        expect(scene.tasks).toHaveLength(length);
        expect(scene.execution.state).toBe("PAUSED");
        scene.send({ type: "resumeRequested", env: null });
        for (let i = 0; step(scene, workflow, choices[i % choices.length] ?? 0); i += 1);
        expect(outcome(scene)).toEqual(outcome(play(workflow, choices)));
      }),
      { numRuns: runs },
    );
  });

  it("small decisions lead where large ones do", () => {
    fc.assert(
      fc.property(randomWorkflow(), fc.integer({ min: 0, max: 3 }), (workflow, steps) => {
        const text = workflow.text.replaceAll("std.async_noop", "std.echo output=1");
        const large = Scene.start(text);
        const small = Scene.start(text, {}, {}, { steps });
        for (const scene of [large, small]) scene.wait(100);
        expect(outcome(small)).toEqual(outcome(large));
      }),
      { numRuns: runs },
    );
  });
});
