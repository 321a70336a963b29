import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readBlocks, Terminal } from "./script.ts";

const file = new URL("../../docs/guide/inheritance.md", import.meta.url);
const guide = readFileSync(file, "utf8");

/** The guide by steps: each has a heading of its own. */
const steps = guide.split(/^(?=## )/m).filter((part) => /^## \d/.test(part));

describe("the guide to inheritance", () => {
  let terminal: Terminal;
  let rewritten = guide;
  let done = 0;

  beforeAll(async () => {
    terminal = await Terminal.open();
  });

  afterAll(async () => {
    await terminal.close();
    if (process.env["UPDATE_EXPECT"] === "1") writeFileSync(file, rewritten);
  });

  test("has ten steps", () => {
    expect(steps.map((step) => /^## (\d+)/.exec(step)?.[1])).toEqual([
      "1",
      "2",
      "3",
      "4",
      "5",
      "6",
      "7",
      "8",
      "9",
      "10",
    ]);
  });

  test.each(steps.map((step) => [step.slice(3, step.indexOf("\n")), step] as const))("%s", async (_title, step) => {
    let commands = 0;
    for (const block of readBlocks(step)) {
      if (block.kind === "file") {
        await terminal.write(block.name, block.text);
        continue;
      }
      commands += 1;
      const told = await terminal.run(block.text);
      expect(told).not.toContain("unexpected error");
      if (process.env["UPDATE_EXPECT"] === "1") {
        const at = rewritten.indexOf(block.text, done);
        rewritten = rewritten.slice(0, at) + told + rewritten.slice(at + block.text.length);
        done = at + told.length;
      } else expect(told).toBe(block.text);
    }
    expect(commands).toBeGreaterThan(0);
  });
});
