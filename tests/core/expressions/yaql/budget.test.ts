import { describe, expect, it } from "vitest";
import type { Budget } from "../../../../src/core/expressions/index.ts";
import { outcome } from "./evaluate.ts";

const budget: Budget = { steps: 5000, size: 1000, regexSteps: 1000, depth: 50 };

describe("a budget", () => {
  it.each([
    ["an endless iterator as the result", "sequence()"],
    ["an endless iterator that is counted", "sequence().len()"],
    ["an endless iterator in a list", "list(x.repeat())"],
    ["an endless iterator that is searched", "-1 in sequence()"],
    ["an endless iterator that is filtered away", "sequence().where(false).first()"],
    ["an endless iterator that is skipped", "sequence().skip(100000).first()"],
    ["a cycle", "[1].cycle().last()"],
    ["a long range", "range(1000000000000).sum()"],
    ["values made without end", "generate(0, true, 0).count()"],
    ["followers without end", "generateMany(0, [$ + 1]).last()"],
    ["everything with everything", "let(l => range(100).toList()) -> $l.join($l, true, $1).count()"],
  ])("stops %s", (_, source) => {
    expect(outcome(source, {}, budget)).toMatch(/^BudgetExceeded: .*"(steps|size)"/);
  });

  it.each([
    ["a long text", "'ab' * 100000"],
    ["a text that grows", "'a'.repeat(2000).sum()"],
    ["a long list", "[1, 2] * 100000"],
    ["a long result", "range(2000)"],
    ["a result that repeats its parts", "let(l => [1] * 100) -> [$l] * 100"],
  ])("stops %s", (_, source) => {
    expect(outcome(source, {}, budget)).toMatch(/^BudgetExceeded: .*"size"/);
  });

  it.each(["pow(10, 100000000)", "shiftBitsLeft(1, 100000000000)"])("stops a huge number: %s", (source) => {
    expect(outcome(source, {}, budget)).toMatch(/^BudgetExceeded: /);
  });

  it("stops a function that calls itself without end", () => {
    expect(outcome("def(f, f($)) -> f(1)", {}, budget)).toMatch(/^BudgetExceeded: .*"depth"/);
  });

  it("lets through what keeps within it", () => {
    expect(outcome("range(100).select($ * 2).sum()", {}, budget)).toBe("9900");
  });

  it("is one for every evaluation", () => {
    for (let i = 0; i < 3; i++) expect(outcome("range(900).len()", {}, budget)).toBe("900");
  });
});
