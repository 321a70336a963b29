import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { yaqlReferencePage } from "../../../../scripts/generate-yaql-reference.ts";
import { families } from "../../../../src/core/expressions/yaql/functions/families.ts";

describe("the reference of functions", () => {
  it("is as scripts/generate-yaql-reference.ts makes it", () => {
    const page = join(import.meta.dirname, "../../../../docs/reference/yaql-functions.md");
    expect(readFileSync(page, "utf8")).toBe(yaqlReferencePage());
  });

  it("describes every function in whole sentences", () => {
    const docs = families.flatMap(({ functions }) => functions.map(({ name, doc }) => ({ name, doc })));
    expect(docs.filter(({ doc }) => !/^[A-Z0-9`].*\.$/s.test(doc))).toEqual([]);
  });
});
