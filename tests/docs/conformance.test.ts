import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readBlocks, Terminal } from "./script.ts";

const file = new URL("../../docs/guide/conformance.md", import.meta.url);

test("the guide to conformance says what is printed", { timeout: 60_000 }, async () => {
  const guide = readFileSync(file, "utf8");
  const terminal = await Terminal.open();
  let rewritten = guide;
  try {
    for (const block of readBlocks(guide)) {
      if (block.kind === "file") {
        await terminal.write(block.name, block.text);
        continue;
      }
      const told = await terminal.run(block.text);
      expect(told).not.toContain("unexpected error");
      if (process.env["UPDATE_EXPECT"] === "1") rewritten = rewritten.replace(block.text, () => told);
      else expect(told).toBe(block.text);
    }
  } finally {
    await terminal.close();
  }
  if (process.env["UPDATE_EXPECT"] === "1") writeFileSync(file, rewritten);
});
