import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readWorkflowCases } from "./workflows/case.ts";

const page = readFileSync(join(import.meta.dirname, "../../docs/reference/differences.md"), "utf8");
const listed = [...page.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, id = ""]) => id);

function read(list: string): string[] {
  return Object.keys(JSON.parse(readFileSync(join(import.meta.dirname, list), "utf8")) as object);
}

describe("docs/reference/differences.md", () => {
  test.each(["workflow-differences.json", "expression-differences.json"])("names every case of %s", (list) => {
    expect(read(list).filter((id) => !page.includes(`\`${id}\``))).toEqual([]);
  });

  test("names no case that is as recorded, or that is not there", () => {
    const known = new Set([...read("workflow-differences.json"), ...read("expression-differences.json")]);
    const cases = new Set(readWorkflowCases().map(({ id }) => id));
    expect([...known].filter((id) => !listed.includes(id))).toEqual([]);
    expect(listed.filter((id) => cases.has(id) && !known.has(id))).toEqual([]);
  });
});
