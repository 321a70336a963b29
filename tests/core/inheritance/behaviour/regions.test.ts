import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonMap } from "../../../../src/core/base/index.ts";
import { Comparison, relations } from "../../../../src/core/inheritance/conformance/behaviour/comparison.ts";
import { partsOf } from "../../../../src/core/inheritance/conformance/behaviour/region/regions.ts";
import { compileQuestion } from "../../../../src/core/inheritance/conformance/behaviour/space/compile.ts";
import type { Budget } from "../../../../src/core/inheritance/conformance/behaviour/space/explore.ts";
import type { Question } from "../../../../src/core/inheritance/conformance/behaviour/space/net.ts";
import { renderYaml } from "../../../../src/core/language/index.ts";
import { Shelf } from "../shelf.ts";
import { randomEdits } from "./random-edits.ts";
import { randomFlow } from "./random-flow.ts";
import { patienceMs, runsOf } from "./runs.ts";

/** Small, and the same at any speed of the machine. */
function budget(): Budget {
  let looks = 0;
  const isOver = (): boolean => {
    looks += 1;
    return looks > 20;
  };
  return { maxStates: 200, isOver };
}

function pairs(hasLoops: boolean): fc.Arbitrary<readonly [JsonMap, JsonMap]> {
  return fc
    .integer({ min: 4, max: 9 })
    .chain((tasks) => randomFlow({ tasks, hasLoops, hasDefaults: false }))
    .chain((parent) => fc.tuple(fc.constant(parent), randomEdits(parent)));
}

/** @returns undefined when the child is not valid, or has nothing to be cut out */
function questionOf(parent: JsonMap, edits: JsonMap): Question | undefined {
  const shelf = new Shelf();
  const text = renderYaml({ version: "2.0", p: parent, c: { extends: "p", ...edits } });
  if (shelf.upload(text).problems.some(({ severity }) => severity === "error")) return undefined;
  const question = compileQuestion(shelf.get("p").flow, shelf.get("c").flow);
  return partsOf(question) === undefined ? undefined : question;
}

describe("parts that behave alike make wholes that do", () => {
  it.each([
    { what: "without loops", hasLoops: false, runs: 40, longRuns: 4000 },
    { what: "with loops", hasLoops: true, runs: 20, longRuns: 2000 },
  ])(
    "$what",
    ({ hasLoops, runs, longRuns }) => {
      const counts = { alike: 0, other: 0 };
      fc.assert(
        fc.property(pairs(hasLoops), ([parent, edits]) => {
          const question = questionOf(parent, edits);
          fc.pre(question !== undefined);
          const cut = new Comparison(question, budget(), partsOf(question));
          const whole = new Comparison(question, budget(), undefined);
          for (const relation of relations) {
            const [one, other] = [cut.answer(relation), whole.answer(relation)];
            if (one.type === "undecided" || other.type === "undecided") continue;
            expect(one.type).toBe(other.type);
            counts[one.type === "shown" ? "alike" : "other"] += 1;
          }
        }),
        { ...runsOf(runs, longRuns), maxSkipsPerRun: 1000, endOnFailure: true },
      );
      expect(counts.alike).toBeGreaterThan(runs / 10);
      expect(counts.other).toBeGreaterThan(0);
    },
    patienceMs,
  );
});
