import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { ostro } from "../cli/host.ts";

const page = readFileSync(new URL("../../docs/reference/language.md", import.meta.url), "utf8");
const texts = [...page.matchAll(/^## (.+)$|^```yaml\n([\s\S]*?)^```$/gm)].reduce<[heading: string, text: string][]>(
  (found, [, heading, text]) =>
    heading === undefined ? [...found.slice(0, -1), [found.at(-1)?.[0] ?? "", text ?? ""]] : [...found, [heading, ""]],
  [["The workflow language", ""]],
);

describe("the reference of the language", () => {
  const folder = mkdtempSync(join(tmpdir(), "ostro-language-"));

  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(texts.filter(([, text]) => text !== ""))("has a text in order: %s", async (_heading, text) => {
    const file = join(folder, "text.yaml");
    writeFileSync(file, text);
    const { exitCode, out, err } = await ostro(["check", file]);
    expect({ exitCode, out: out.replaceAll(file, "FILE"), err }).toMatchObject({ exitCode: 0, err: "" });
    expect(out).not.toMatch(/error|warning/);
  });
});
