import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { expect } from "vitest";

/**
 * Compares a text with a file, byte for byte; `UPDATE_EXPECT=1` writes the file anew.
 *
 * @param file beside the tests
 * @param actual the text
 */
export function expectGolden(file: URL, actual: string): void {
  if (process.env["UPDATE_EXPECT"] === "1") writeFileSync(file, actual);
  if (!existsSync(file)) throw new Error(`${file.pathname} is missing; write it with UPDATE_EXPECT=1`);
  expect(actual).toBe(readFileSync(file, "utf8"));
}
