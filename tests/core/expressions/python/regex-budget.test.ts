import { describe, expect, it } from "vitest";
import { compileRegex, Meter, noFlags, PyError } from "../../../../src/core/expressions/python/index.ts";

const limits = { steps: 1_000_000, size: 1_000_000, regexSteps: 100_000, depth: 100 };

function search(pattern: string, text: string): string {
  try {
    return String(compileRegex(pattern, noFlags).search(text, new Meter(limits))?.group(0) ?? null);
  } catch (error) {
    return error instanceof PyError ? error.pyClass : String(error);
  }
}

describe("the budget of a regular expression", () => {
  it.each([
    ["(a+)+$", `${"a".repeat(50)}b`],
    ["(a|aa)+$", `${"a".repeat(80)}b`],
    ["(.*a){20}", "a".repeat(19) + "b".repeat(2000)],
    ["^(([a-z])+.)+[A-Z]([a-z])+$", "a".repeat(60)],
    ["(?=(a+)+$)a", `${"a".repeat(50)}b`],
    ["(?:(?:a?){10}){10}b", "a".repeat(60)],
    ["(\\w+\\s?)*$", `${"word ".repeat(12)}!?`],
  ])("ends %s instead of trying every way", (pattern, text) => {
    expect(search(pattern, text)).toBe("BudgetExceeded");
  });

  it.each([
    ["(ab)*c", `${"ab".repeat(20_000)}c`],
    ["\\w+@\\w+", `${"word ".repeat(5000)}me@here`],
    ["(?:x|y|z)+$", "xyz".repeat(3000)],
  ])("does not hinder %s on a long text", (pattern, text) => {
    expect(text.endsWith(search(pattern, text))).toBe(true);
  });

  it("counts against the steps of the whole evaluation", () => {
    const meter = new Meter({ ...limits, steps: 500 });
    const regex = compileRegex("(x+x+)+y", noFlags);
    expect(() => {
      for (let i = 0; i < 100; i++) regex.search(`${"x".repeat(9)}z`, meter);
    }).toThrow("steps");
  });
});
