import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readBlocks, Terminal } from "./script.ts";

const file = new URL("../../docs/guide/command-line.md", import.meta.url);
const guide = readFileSync(file, "utf8");
const steps = guide.split(/^(?=## \d)/m).slice(1);

/**
 * Ids and times are of another day each time; an id of the reader's choice stays. What is told on the way depends on the
 * moments at which it is asked for, and is left out.
 */
function steady(text: string): string {
  return text
    .replaceAll(/^\w+( \/ \w+)? (RUNNING|SUCCESS|ERROR|SKIPPED)\n/gm, "")
    .replaceAll(
      /(?!5e1f0c1a)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g,
      "8d9a0c4e-5b1f-4c6a-9e27-3f7d2a1b6c05",
    )
    .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, "2026-11-24 12:00:00")
    .replaceAll(/ \d+ s$/gm, "");
}

describe("the guide to the command line", () => {
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

  test("has eight steps", () => {
    expect(steps.map((step) => step.slice(3, 4))).toEqual(["1", "2", "3", "4", "5", "6", "7", "8"]);
  });

  test.each(steps.map((step) => [step.slice(3, step.indexOf("\n")), step] as const))("%s", async (_title, step) => {
    for (const block of readBlocks(step)) {
      if (block.kind === "file") {
        await terminal.write(block.name, block.text);
        continue;
      }
      const told = steady(await terminal.run(block.text));
      if (process.env["UPDATE_EXPECT"] === "1") {
        const at = rewritten.indexOf(block.text, done);
        rewritten = rewritten.slice(0, at) + told + rewritten.slice(at + block.text.length);
        done = at + told.length;
      } else expect(told).toBe(block.text);
    }
    expect(step).not.toContain("unexpected error");
  });
});
