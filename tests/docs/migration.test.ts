import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readBlocks, Terminal } from "./script.ts";

const file = new URL("../../docs/guide/migration.md", import.meta.url);

test("the guide to moving executions says what happens", { timeout: 60_000 }, async () => {
  const guide = readFileSync(file, "utf8");
  const terminal = await Terminal.open();
  let rewritten = guide;
  try {
    for (const block of readBlocks(guide)) {
      if (block.kind === "file") await terminal.write(block.name, block.text);
      else {
        const told = await terminal.run(block.text);
        rewritten = rewritten.replace(block.text, () => told);
      }
    }
  } finally {
    await terminal.close();
  }
  if (process.env["UPDATE_EXPECT"] === "1") writeFileSync(file, rewritten);
  expect(process.env["UPDATE_EXPECT"] === "1" ? guide : rewritten).toBe(guide);
});
