import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonMap } from "../../../../src/core/base/index.ts";
import { compileQuestion } from "../../../../src/core/inheritance/conformance/behaviour/space/compile.ts";
import { eventOf, StateSpace, TooLarge } from "../../../../src/core/inheritance/conformance/behaviour/space/explore.ts";
import type { Space, View } from "../../../../src/core/inheritance/conformance/behaviour/space/explore.ts";
import { Terrain } from "../../../../src/core/inheritance/conformance/behaviour/terrain.ts";
import { renderYaml } from "../../../../src/core/language/index.ts";
import { Shelf } from "../shelf.ts";
import { define, EngineRun } from "./engine-run.ts";
import { guardNames, randomFlow } from "./random-flow.ts";
import { patienceMs, runsOf } from "./runs.ts";

const budget = { maxStates: 150, isOver: () => false };

/** Both views of a workflow, for one value of each guard. */
interface Subject {
  readonly run: EngineRun;
  readonly space: Space;
  readonly tasks: readonly string[];
}

function subjectOf(body: JsonMap, input: JsonMap): Subject | undefined {
  const text = renderYaml({ version: "2.0", w: body });
  const defined = define(text, "w");
  if (defined === undefined) return undefined;
  const shelf = new Shelf();
  shelf.upload(text);
  const { flow } = shelf.get("w");
  const { tasks, roles, atoms, parent } = compileQuestion(flow, flow);
  const values = atoms.map((atom, index) => [index, input[/\$\.(\w)/.exec(atom)?.[1] ?? ""] === true] as const);
  const valuation = { values: new Map(values), free: new Set<number>() };
  const space = exploreSmall(new Terrain(parent), { roles, blocked: new Set(), valuation });
  return space === undefined ? undefined : { run: EngineRun.start(defined, input), space, tasks };
}

/** @returns undefined when there are too many states: a loop that starts more than it ends has no end of them */
function exploreSmall(terrain: Terrain, view: View): Space | undefined {
  try {
    return new StateSpace(terrain, view, budget).whole();
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  }
}

/** Walks through all that can happen, as far as a number of steps allows, and compares what is possible at each. */
function compare({ run, space, tasks }: Subject, steps: number): number {
  const pending = [{ run, at: new Set([0]), trace: "" }];
  let taken = 0;
  for (let one = pending.shift(); one !== undefined; one = pending.shift()) {
    const open = one.run.open;
    const shown = { trace: one.trace, open: open.map(({ task }) => task).toSorted(), state: one.run.state };
    const fitting = [...one.at].filter(
      (state) =>
        JSON.stringify(seenAt(space, state, tasks)) === JSON.stringify({ open: shown.open, state: shown.state }),
    );
    if (fitting.length === 0) {
      expect([...one.at].map((state) => ({ trace: one.trace, ...seenAt(space, state, tasks) }))).toEqual([shown]);
    }
    if (taken >= steps) continue;
    for (const { id, task } of open) {
      for (const isError of [false, true]) {
        taken += 1;
        const event = eventOf(tasks.indexOf(task), isError);
        const at = new Set(fitting.flatMap((state) => targetsOf(space, state, event)));
        const run = one.run.after(id, isError);
        const trace = `${one.trace} ${task}${isError ? "-" : "+"}`;
        if (run.isUnhandled(id))
          checkGivenUp(
            { run, id, trace },
            [...at].map((state) => space.ends[state]),
          );
        else pending.push({ run, at, trace });
      }
    }
  }
  return taken;
}

/**
 * An error that nothing handles counts as the end. What the engine still does must come to the same, unless `succeed` is
 * reached or the one that failed is a join that somebody leads to once more; joins that wait for each other have no end.
 */
function checkGivenUp(
  { run, id, trace }: { readonly run: EngineRun; readonly id: string; readonly trace: string },
  ends: readonly (string | undefined)[],
): void {
  expect([trace, [...new Set(ends)]]).toEqual([trace, ["ERROR"]]);
  const told = run.play(30);
  if (told !== "SUCCESS" || !run.mayRecover(id)) expect(["ERROR", "endless", "hangs"], trace).toContain(told);
}

function seenAt({ ends, running }: Space, state: number, tasks: readonly string[]) {
  const open = (running[state] ?? []).map((task) => tasks[task] ?? "").toSorted();
  return { open, state: ends[state] === "" ? "RUNNING" : ends[state] };
}

function targetsOf({ moves }: Space, state: number, event: number): number[] {
  const list = moves[state] ?? [];
  return list.filter((_, place) => place % 2 === 1 && list[place - 1] === event);
}

describe("the state space behaves as the engine does", () => {
  it.each([
    { what: "without loops", hasLoops: false, runs: 50, longRuns: 5000 },
    { what: "with loops", hasLoops: true, runs: 15, longRuns: 2000 },
  ])(
    "$what",
    ({ hasLoops, runs, longRuns }) => {
      let count = 0;
      fc.assert(
        fc.property(
          fc.integer({ min: 2, max: 6 }).chain((tasks) => randomFlow({ tasks, hasLoops, hasDefaults: true })),
          fc.boolean(),
          fc.boolean(),
          (body, g, h) => {
            const input = Object.fromEntries([g, h].map((value, index) => [guardNames[index] ?? "", value]));
            const subject = subjectOf(body, input);
            fc.pre(subject !== undefined);
            count += compare(subject, 40);
          },
        ),
        { ...runsOf(runs, longRuns), maxSkipsPerRun: 1000, endOnFailure: true },
      );
      expect(count).toBeGreaterThan(100);
    },
    patienceMs,
  );
});
