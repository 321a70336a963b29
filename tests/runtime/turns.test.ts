import { expect, test } from "vitest";
import { Shares, Turns } from "../../src/runtime/turns.ts";

const twoForB = (project: string) => (project === "b" ? 2 : 1);

function order(turns: Turns<string>): string {
  return Array.from({ length: turns.size }, () => turns.take()).join(" ");
}

test("projects take turns, each in the order of coming, however many one has waiting", () => {
  const turns = new Turns<string>(() => 1);
  for (const item of ["a1", "a2", "a3", "b1", "c1", "b2"]) turns.add(item.charAt(0), item);
  expect(turns.of("a")).toBe(3);
  expect(order(turns)).toBe("a1 b1 c1 a2 b2 a3");
  expect([turns.size, turns.of("a"), turns.take()]).toEqual([0, 0, undefined]);
});

test("a project has as many turns in a round as its weight says", () => {
  const turns = new Turns<string>(twoForB);
  for (const item of ["a1", "a2", "a3", "b1", "b2", "b3"]) turns.add(item.charAt(0), item);
  expect(order(turns)).toBe("a1 b1 b2 a2 b3 a3");
});

test("many items of one project cost no more than few", () => {
  const turns = new Turns<number>(() => 1);
  for (let n = 0; n < 200_000; n += 1) turns.add("a", n);
  for (let n = 0; n < 200_000; n += 1) if (turns.take() !== n) throw new Error(`not in order at ${n}`);
  expect(turns.size).toBe(0);
});

test("places are divided in rounds, and the next division goes on where the last one ended", () => {
  const shares = new Shares(twoForB);
  const divided = (projects: string[], places: number) =>
    shares.divide(projects, places).map(({ project, limit }) => `${project}${limit}`);
  expect(divided(["a", "b", "c"], 5)).toEqual(["a2", "b2", "c1"]);
  expect(shares.last).toBe("a");
  expect(divided(["b", "c", "a"], 1)).toEqual(["b1"]);
  expect(divided(["c", "a", "b"], 1)).toEqual(["b1"]);
  expect(divided(["c", "a", "b"], 1)).toEqual(["c1"]);
  expect(divided([], 3)).toEqual([]);
  expect(divided(["a"], 3)).toEqual(["a3"]);
});
