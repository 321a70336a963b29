import { assert, asyncProperty, boolean, constantFrom, tuple } from "fast-check";
import { expect, test } from "vitest";
import { isMap } from "../../../src/core/base/index.ts";
import type { Json, JsonMap } from "../../../src/core/base/index.ts";
import { openStore } from "../../../src/store/index.ts";
import { diff, workflow } from "../../core/inheritance/random.ts";
import { Family, freshly, libraryOf } from "./family.ts";

const runs = process.env["OSTRO_LONG"] === "1" ? 2000 : 60;

/** How five children hang together: the parents of each, by place; 0 is the root. */
const shapes = constantFrom<readonly (readonly number[])[]>(
  [[0], [1], [2], [3], [0]],
  [[0], [0], [1, 2], [3], [0]],
  [[0], [1], [1], [2, 3], [0, 4]],
);
const bodies = tuple(workflow, diff, diff, diff, diff, diff);
const changes = tuple(
  tuple(constantFrom(0, 0, 1, 2), workflow, diff, boolean()),
  tuple(constantFrom(0, 1), workflow, diff, boolean()),
);

test(
  "an update tells which followers break, or leaves all of them as if they were flattened anew",
  { timeout: 600_000 },
  async () => {
    const store = await openStore("sqlite::memory:");
    const library = libraryOf(store);
    let families = 0;
    let held = 0;
    let refused = 0;
    const law = asyncProperty(bodies, shapes, changes, async (texts, shape, updates) => {
      const family = new Family(library, `family-${(families += 1)}`);
      const nameAt = (place: number): string => `w${place}`;
      const textAt = (place: number, body: JsonMap): JsonMap => {
        const parents = shape[place - 1];
        return parents === undefined ? body : { extends: parents.map(nameAt), ...body };
      };
      for (const [place, body] of texts.entries()) await family.create({ [nameAt(place)]: textAt(place, body) });
      await family.checkFresh();
      for (const [place, root, edits, isHeld] of updates) {
        const name = nameAt(place);
        const before = await family.members();
        if (!before.has(name)) continue;
        const body = textAt(place, place === 0 ? root : edits);
        const refusal = await family.update({ [name]: body }, isHeld ? "hold" : "reject");
        const after = await family.members();
        if (refusal !== undefined) expect(after).toEqual(before);
        if (refusal?.kind === "breaking") {
          refused += 1;
          const isAnyHeld = [...before.values()].some(({ inheritanceState }) => inheritanceState === "STALE");
          const [told, fresh] = [brokenIn(refusal.inheritance), await brokenFreshly(family, { [name]: body })];
          // A follower of two may break on top of one that is held, while together they would not be looked at.
          const above = (one: string): string[] => (shape[Number(one.slice(1)) - 1] ?? []).map(nameAt);
          const isExplained = (one: string): boolean => fresh.includes(one) || above(one).some(isExplained);
          if (!isAnyHeld)
            expect([fresh.every((one) => told.includes(one)), told.filter((one) => !isExplained(one))]).toEqual([
              true,
              [],
            ]);
        }
        if ([...after.values()].some(({ inheritanceState }) => inheritanceState === "STALE")) held += 1;
        await family.checkFresh();
      }
    });
    await assert(law, { numRuns: runs });
    await store.close();
    expect([held > 0, refused > 0]).toEqual([true, true]);

    async function brokenFreshly(family: Family, changed: JsonMap): Promise<string[]> {
      const texts: Record<string, Json> = {};
      for (const { id, name, revision } of (await family.members()).values()) {
        texts[name] = (await store.workflows.getRevision(id, revision))?.ownSpec ?? {};
      }
      return [...freshly({ ...texts, ...changed }).problems].toSorted();
    }
  },
);

function brokenIn(told: JsonMap | undefined): string[] {
  const impact = told?.["impact"];
  const items =
    impact !== undefined && isMap(impact) && Array.isArray(impact["items"]) ? (impact["items"] as Json[]) : [];
  return items
    .flatMap((item) => (isMap(item) && item["effect"] === "broken" ? (item["name"] as string) : []))
    .toSorted();
}
