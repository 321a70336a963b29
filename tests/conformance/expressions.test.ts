import { describe, expect, it } from "vitest";
import { readExpressionCases, readKnownDifferences } from "./expression-case.ts";
import { checkDifferenceOf, differenceOf } from "./run-expression.ts";

const known = readKnownDifferences();

describe.each([
  { language: "yaql", wanted: 0.995 },
  { language: "jinja", wanted: 0.99 },
] as const)("recorded expressions: $language", ({ language, wanted }) => {
  const cases = readExpressionCases(language);
  const differences = cases.flatMap((recorded) => {
    const difference = differenceOf(recorded);
    return difference === undefined ? [] : [{ id: recorded.id, tag: recorded.tag, expr: recorded.expr, difference }];
  });

  it(`agree in at least ${wanted * 100} of 100`, () => {
    const share = 1 - differences.length / cases.length;
    expect(share, JSON.stringify(differences.slice(0, 20), undefined, 1)).toBeGreaterThanOrEqual(wanted);
  });

  it("are accepted and refused by the check of a definition", () => {
    const others = cases.flatMap((recorded) => {
      const difference = checkDifferenceOf(recorded);
      return difference === undefined ? [] : [{ id: recorded.id, expr: recorded.expr, difference }];
    });
    expect(others.filter(({ id }) => !known.has(id))).toEqual([]);
  });

  it("differ only where the reason is written down", () => {
    expect(differences.filter(({ id }) => !known.has(id))).toEqual([]);
  });
});
