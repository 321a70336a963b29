import { readFileSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { readFirstTime } from "../../src/triggers/first-time.ts";
import { CronPattern } from "../../src/triggers/pattern.ts";

type Case = readonly [pattern: string, afterSeconds: number, nextSeconds: number | null];

const cases = JSON.parse(readFileSync(new URL("patterns.json", import.meta.url), "utf8")) as readonly Case[];

describe("patterns mean what they mean to croniter 1.3", () => {
  test.each(cases)("%j after %d: %d", (pattern, after, next) => {
    const read = CronPattern.read(pattern);
    expect(read === undefined ? null : read.nextAfter(after * 1000)).toBe(next === null ? null : next * 1000);
  });

  it("and one that is never met has no next time", () => {
    expect(CronPattern.read("0 0 30 2 *")?.nextAfter(0)).toBeUndefined();
  });

  it("a Sunday may be 7 with seconds, too", () => {
    const sunday = Date.UTC(2026, 10, 29);
    expect(CronPattern.read("0 0 * * 7 0")?.nextAfter(Date.UTC(2026, 10, 24))).toBe(sunday);
  });
});

describe("a first time", () => {
  it.each<[string, number | string]>([
    ["2099-12-25 13:37", Date.UTC(2099, 11, 25, 13, 37)],
    ["2099-1-2 3:4", Date.UTC(2099, 0, 2, 3, 4)],
    ["2099-01-02   03:04", Date.UTC(2099, 0, 2, 3, 4)],
    ["0044-03-15 12:00", -60_772_248_000_000],
    ["2099-12-25 13:37:00", "unconverted data remains: :00"],
    ["2099-02-30 00:00", "day is out of range for month"],
    ["tomorrow", "time data 'tomorrow' does not match format '%Y-%m-%d %H:%M'"],
    ["", "time data '' does not match format '%Y-%m-%d %H:%M'"],
    ["2099-13-01 00:00", "time data '2099-13-01 00:00' does not match format '%Y-%m-%d %H:%M'"],
    ["2099-12-25 24:00", "time data '2099-12-25 24:00' does not match format '%Y-%m-%d %H:%M'"],
    ["2099-12-25 2:60", "unconverted data remains: 0"],
  ])("%j", (text, expected) => {
    expect(readFirstTime(text)).toBe(expected);
  });
});

describe("in a time zone", () => {
  test.each<[string, string, string, string, readonly string[]]>([
    ["summer and winter have other hours", "0 9 * * *", "Europe/Berlin", "2026-03-27T12:00Z", ["28T08:00", "29T07:00"]],
    [
      "what the clocks leave out is met as soon as it can be",
      "30 2 * * *",
      "Europe/Berlin",
      "2026-03-28T12:00Z",
      ["29T01:00", "30T00:30"],
    ],
    [
      "what the clocks have twice is met once",
      "30 2 * * *",
      "Europe/Berlin",
      "2026-10-24T12:00Z",
      ["25T00:30", "26T01:30"],
    ],
    ["each hour is each hour", "0 * * * *", "Europe/Berlin", "2026-10-24T23:30Z", ["25T00:00", "25T01:00", "25T02:00"]],
    ["half hours", "0 0 * * *", "Asia/Kolkata", "2026-11-24T00:00Z", ["24T18:30", "25T18:30"]],
    ["none is UTC", "0 9 * * *", "UTC", "2026-03-28T12:00Z", ["29T09:00", "30T09:00"]],
  ])("%s", (_, pattern, zone, from, expected) => {
    const cron = CronPattern.read(pattern, zone);
    let at = Date.parse(from);
    const found = expected.map(() => {
      at = cron?.nextAfter(at) ?? 0;
      return new Date(at).toISOString().slice(8, 16);
    });
    expect(found).toEqual(expected);
  });
});
