import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonMap } from "../../../../src/core/base/index.ts";
import { conformanceOf } from "../../../../src/core/inheritance/index.ts";
import { compareBehaviour } from "../../../../src/core/inheritance/conformance/behaviour/compare.ts";
import { compileQuestion } from "../../../../src/core/inheritance/conformance/behaviour/space/compile.ts";
import { renderYaml } from "../../../../src/core/language/index.ts";
import { Shelf } from "../shelf.ts";
import { randomEdits } from "./random-edits.ts";
import { randomFlow } from "./random-flow.ts";
import { patienceMs, runsOf } from "./runs.ts";

const budget = { maxStates: 400, isOver: () => false };

/** A parent and a diff. */
function pairs(hasLoops: boolean): fc.Arbitrary<readonly [JsonMap, JsonMap]> {
  return fc
    .integer({ min: 2, max: 5 })
    .chain((tasks) => randomFlow({ tasks, hasLoops, hasDefaults: true }))
    .chain((parent) => fc.tuple(fc.constant(parent), randomEdits(parent)));
}

/** What the edits alone show, and what the state spaces say of it. */
function verdictsOf(parent: JsonMap, edits: JsonMap): string[] | undefined {
  const shelf = new Shelf();
  const text = renderYaml({ version: "2.0", p: parent, c: { extends: "p", ...edits } });
  if (shelf.upload(text).problems.some(({ severity }) => severity === "error")) return undefined;
  const [child, against] = [shelf.get("c"), shelf.get("p")];
  const question = compileQuestion(against.flow, child.flow);
  return (["projection", "protocol"] as const).flatMap((relation) => {
    const { level } = conformanceOf(child, against, relation, () => undefined);
    if (level === "interface") return [];
    const answer = compareBehaviour(question, relation, budget);
    return [answer.type === "refuted" ? `${relation}: ${answer.witness.text}` : `${relation} ${answer.type}`];
  });
}

describe("what the edits show is never contradicted by the state spaces", () => {
  it.each([
    { what: "without loops", hasLoops: false, runs: 120 },
    { what: "with loops", hasLoops: true, runs: 60 },
  ])(
    "$what",
    ({ hasLoops, runs }) => {
      let confirmed = 0;
      fc.assert(
        fc.property(pairs(hasLoops), ([parent, edits]) => {
          const told = verdictsOf(parent, edits);
          fc.pre(told !== undefined);
          expect(told.filter((one) => one.includes(":"))).toEqual([]);
          confirmed += told.filter((one) => one.endsWith("shown")).length;
        }),
        { ...runsOf(runs, 6000), maxSkipsPerRun: 1000, endOnFailure: true },
      );
      expect(confirmed).toBeGreaterThan(8);
    },
    patienceMs,
  );
});
