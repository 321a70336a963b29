import { expect, test } from "vitest";
import type { LiveTask } from "../../../src/client/index.ts";
import { ticksOf, timelineRows } from "../../../web/execution/timeline-rows.ts";
import { agoText, spanText, wireMs } from "../../../web/service/time.ts";

const task = (id: string, name: string): LiveTask => ({
  id,
  name,
  type: "ACTION",
  workflow_execution_id: "",
  state: "SUCCESS",
  state_info: null,
  created_ms: 0,
  started_ms: 0,
  finished_ms: 0,
  ordinal: 1,
  next: [],
  triggered_by: [],
  retries: 0,
  items: null,
});

test("tasks of an open sub-workflow follow their task", () => {
  const tasks: Record<string, LiveTask[]> = { top: [task("1", "a"), task("2", "b")], below: [task("3", "c")] };
  const rows = timelineRows("top", (id) => tasks[id] ?? [], new Map([["a", "below"]]));
  expect(rows.map(({ path }) => path)).toEqual([["a"], ["a", "c"], ["b"]]);
});

test.each([
  [8, [0, 1, 2, 3, 4, 5, 6, 7, 8]],
  [900, [0, 200, 400, 600, 800]],
  [9000, [0, 2000, 4000, 6000, 8000]],
  [400_000, [0, 60_000, 120_000, 180_000, 240_000, 300_000, 360_000]],
])("%i ms have round marks", (span, expected) => {
  expect(ticksOf(span, 8)).toEqual(expected);
});

test.each([
  [0, "0 ms"],
  [340, "340 ms"],
  [4200, "4.2 s"],
  [42_000, "42 s"],
  [200_000, "3 min 20 s"],
  [7_500_000, "2 h 5 min"],
  [200_000_000, "2 d 7 h"],
])("%i ms is %s", (ms, text) => {
  expect(spanText(ms)).toBe(text);
});

test("times on the wire are UTC", () => {
  expect(wireMs("1970-01-02 00:00:01")).toBe(86_401_000);
  expect(wireMs(null)).toBeUndefined();
  expect([0, 30, 300, 9000, 300_000].map((s) => agoText(0, s * 1000))).toEqual([
    "just now",
    "30 s ago",
    "5 min ago",
    "2 h ago",
    "3 d ago",
  ]);
});
