import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readInterface, restPage } from "../../scripts/generate-rest.ts";

test("docs/reference/rest.md is current (else: npm run generate)", async () => {
  const { document, entries } = await readInterface();
  const page = readFileSync(new URL("../../docs/reference/rest.md", import.meta.url), "utf8");
  expect(page).toBe(restPage(document, entries));
});
