import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { ostro } from "../cli/host.ts";

const page = readFileSync(new URL("../../docs/reference/language.md", import.meta.url), "utf8");
/** The texts of the page with the headings that they stand under. */
const texts: (readonly [heading: string, text: string])[] = [];
let heading = "The workflow language";
for (const [, found, text] of page.matchAll(/^##+ (.+)$|^```yaml\n([\s\S]*?)^```$/gm)) {
  if (text === undefined) heading = found ?? "";
  else texts.push([heading, text]);
}

describe("the reference of the language", () => {
  const folder = mkdtempSync(join(tmpdir(), "ostro-language-"));

  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(texts)("has a text in order: %s", async (_, text) => {
    const file = join(folder, "text.yaml");
    writeFileSync(file, text);
    const { exitCode, out, err } = await ostro(["check", file]);
    expect({ exitCode, out: out.replaceAll(file, "FILE"), err }).toMatchObject({ exitCode: 0, err: "" });
    expect(out).not.toMatch(/error|warning/);
  });
});
