import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const run = promisify(execFile);
const shown = 40;

/** Runs one of the package's scripts; returns the first lines of what it printed if it failed, else nothing. */
async function complaints(script: string): Promise<string> {
  try {
    await run("npm", ["run", "--silent", script], { cwd: import.meta.dirname, maxBuffer: 64 * 1024 * 1024 });
    return "";
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    const lines = (`${stdout}${stderr}`.trim() || String(error)).split("\n");
    if (lines.length > shown) lines.splice(shown, lines.length, `(and ${lines.length - shown} more lines)`);
    return [`npm run ${script}`, ...lines].join("\n");
  }
}

/** The four parts of `npm run check`, so that `npm test` is that check and all tests in one count. */
describe("the code base is in order", () => {
  it.each(["types", "lint", "format", "unused"])("%s", { timeout: 120_000 }, async (part) => {
    expect(await complaints(`check:${part}`)).toBe("");
  });
});
