import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { problemsPage } from "../../../scripts/generate-problems.ts";

test("docs/reference/problems.md is up to date: node scripts/generate-problems.ts", () => {
  const page = readFileSync(join(import.meta.dirname, "../../../docs/reference/problems.md"), "utf8");
  expect(page).toBe(problemsPage());
});
