import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StageOptions } from "../../../../src/core/rehearse/index.ts";
import { reload } from "../scene.ts";
import { definitionOf, endOf, repeat, runMoved, type Course } from "./moved-run.ts";
import { edited, randomEdits, randomModel, textOf } from "./random-edit.ts";
import { editedReverse, randomReverse, randomReverseEdits, reverseText, target } from "./random-reverse.ts";

const isLong = process.env["OSTRO_LONG"] === "1";
const runs = isLong ? 5000 : 100;
/** The long form looks elsewhere each time; what it finds can be repeated by the seed that it tells. */
const settings = { numRuns: runs, endOnFailure: process.env["OSTRO_SHRINK"] !== "1", ...(isLong ? {} : { seed: 20 }) };

const course: fc.Arbitrary<Course> = fc.record({
  choices: fc.array(fc.nat(100), { minLength: 1, maxLength: 30 }),
  movedAfter: fc.nat(6),
  isPaused: fc.boolean(),
  whilePaused: fc.tuple(fc.nat(2), fc.nat(2)),
});

/** Reads the execution anew after some decisions, as after a crash. */
function crashing(crashes: readonly boolean[]): StageOptions {
  let count = 0;
  return {
    onDecided: (state) => {
      count += 1;
      return crashes[count % crashes.length] === true ? reload(state) : undefined;
    },
  };
}

describe("an execution that was moved", () => {
  for (const allowsSkipped of [false, true]) {
    it(`ends as a run of the new definition, insertions ${allowsSkipped ? "passed" : "not passed"}`, () => {
      const counts = { moved: 0, refused: 0, skipped: 0, dropped: 0 };
      fc.assert(
        fc.property(
          randomModel(),
          randomEdits,
          course,
          fc.array(fc.boolean(), { minLength: 1 }),
          fc.boolean(),
          (model, edits, way, crashes, isBack) => {
            const [one, other] = [textOf(model), textOf(edited(model, edits))];
            const [from, to] = isBack ? [other, one] : [one, other];
            const definition = definitionOf(to);
            if (definition === undefined || definitionOf(from) === undefined) return;
            const options = { allowsSkipped, whileRunning: false };
            const { scene, verdict, happenings } = runMoved(from, definition, way, options, crashing(crashes));
            if (verdict === undefined) return;
            if (!verdict.isAllowed) {
              counts.refused += 1;
              expect(scene.execution.workflowRevision).not.toBe(2);
              return;
            }
            const { skipped, dropped } = verdict;
            counts.moved += 1;
            counts.skipped += Number(skipped.length > 0);
            counts.dropped += Number(dropped.length > 0);
            const unseen = [...skipped, ...dropped];
            expect(endOf(scene, unseen)).toEqual(endOf(repeat(to, happenings, skipped, dropped), unseen));
          },
        ),
        settings,
      );
      expect(counts.moved).toBeGreaterThan(runs / 20);
    });
  }

  it("ends as a run of the new definition, a reverse workflow", () => {
    let moved = 0;
    const params = { task_name: target };
    fc.assert(
      fc.property(
        randomReverse(),
        randomReverseEdits,
        course,
        fc.array(fc.boolean(), { minLength: 1 }),
        (model, edits, way, crashes) => {
          const [from, to] = [reverseText(model), reverseText(editedReverse(model, edits))];
          const definition = definitionOf(to);
          if (definition === undefined || definitionOf(from) === undefined) return;
          const options = { allowsSkipped: false, whileRunning: false };
          const { scene, verdict, happenings } = runMoved(from, definition, way, options, crashing(crashes), params);
          if (verdict?.isAllowed !== true) return;
          moved += 1;
          expect(endOf(scene, [])).toEqual(endOf(repeat(to, happenings, [], [], params), []));
        },
      ),
      settings,
    );
    expect(moved).toBeGreaterThan(runs / 20);
  });
});
