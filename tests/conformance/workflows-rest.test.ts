import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readWorkflowCases, type WorkflowCase } from "./workflows/case.ts";
import { playOnService } from "./workflows/rest/play.ts";
import { inPool } from "./workflows/rest/pool.ts";
import { RestService } from "./workflows/rest/service.ts";

const isLong = process.env["OSTRO_LONG"] === "1";
const known = JSON.parse(readFileSync(join(import.meta.dirname, "workflow-differences.json"), "utf8")) as Record<
  string,
  string
>;
const cases = sampleOf(readWorkflowCases()).filter(({ id }) => known[id] === undefined);

/** Short runs take every fourth case, and those that have a tag of their own. */
function sampleOf(all: readonly WorkflowCase[]): readonly WorkflowCase[] {
  if (isLong) return all;
  const counts = Map.groupBy(
    all.flatMap(({ tags }) => tags),
    (tag) => tag,
  );
  return all.filter(({ tags }, i) => i % 4 === 0 || tags.some((tag) => counts.get(tag)?.length === 1));
}

/** The waits of the cases are real: many are played at the same time. */
const atOnce = 48;

describe("recorded runs, through the REST API", () => {
  let service: RestService;
  let played: ReadonlyMap<string, Promise<string[]>> = new Map();

  beforeAll(async () => {
    service = await RestService.open();
    const results = inPool(cases, atOnce, (recorded) => playOnService(recorded, service));
    // A case that throws is reported by its own test, which may come much later.
    for (const result of results) result.catch(() => undefined);
    played = new Map(cases.map(({ id }, i) => [id, results[i] ?? Promise.resolve(["not played"])]));
  });

  afterAll(() => service.stop());

  it.each(cases)(
    "$id",
    async ({ id }) => {
      expect(await played.get(id)).toEqual([]);
    },
    120_000,
  );
});
