import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { jinjaReferencePage } from "../../../../scripts/generate-jinja-reference.ts";
import { nameOf } from "../../../../scripts/jinja-reference/entry.ts";
import { filterEntries } from "../../../../scripts/jinja-reference/filters.ts";
import { globalEntries } from "../../../../scripts/jinja-reference/globals.ts";
import { testEntries } from "../../../../scripts/jinja-reference/tests.ts";
import { filters } from "../../../../src/core/expressions/jinja/filters/all-filters.ts";
import { jinjaGlobals } from "../../../../src/core/expressions/jinja/globals/globals.ts";
import { tests } from "../../../../src/core/expressions/jinja/tests/tests.ts";
import { evaluate } from "./evaluate.ts";

describe("the reference of Jinja", () => {
  it("is as scripts/generate-jinja-reference.ts makes it", () => {
    const page = join(import.meta.dirname, "../../../../docs/reference/jinja.md");
    expect(readFileSync(page, "utf8")).toBe(jinjaReferencePage());
  });

  it.each([
    { kind: "filters", entries: filterEntries, known: filters, count: 54 },
    { kind: "tests", entries: testEntries, known: tests, count: 39 },
    { kind: "globals", entries: globalEntries, known: jinjaGlobals, count: 6 },
  ])("lists all $kind", ({ entries, known, count }) => {
    expect(entries.map(nameOf).toSorted()).toEqual([...known.keys()].toSorted());
    expect(known.size).toBe(count);
  });

  it.each([...filterEntries, ...testEntries, ...globalEntries])("$call: {{ $expr }}", ({ expr, result }) => {
    expect(evaluate(`{{ ${expr} }}`)).toEqual(result);
  });
});
