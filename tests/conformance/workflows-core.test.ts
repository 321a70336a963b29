import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readWorkflowCases, type WorkflowCase } from "./workflows/case.ts";
import { isPlayable, play } from "./workflows/play.ts";

const isLong = process.env["OSTRO_LONG"] === "1";
const known = JSON.parse(readFileSync(join(import.meta.dirname, "workflow-differences.json"), "utf8")) as Record<
  string,
  string
>;
const cases = readWorkflowCases().filter(isPlayable);

/** Short runs take every fourth case and all of these, where the core is most intricate. */
const always = new Set(["join", "retry", "rerun", "pause", "with-items"]);

function isWanted({ tags }: WorkflowCase, i: number): boolean {
  return isLong || i % 4 === 0 || tags.some((tag) => always.has(tag));
}

describe("recorded runs, on the core alone", () => {
  it.each(cases.filter((recorded, i) => isWanted(recorded, i) && known[recorded.id] === undefined))(
    "$id",
    (recorded) => {
      expect(play(recorded)).toEqual([]);
    },
  );
});
