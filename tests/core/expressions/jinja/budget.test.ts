import { describe, expect, it } from "vitest";
import { defaultBudget, evaluate, ExpressionError } from "../../../../src/core/expressions/index.ts";
import { functions } from "../yaql/evaluate.ts";
import { outcome } from "./evaluate.ts";

const nest = "{% set a = ['x'] %}" + "{% set a = [a, a] %}".repeat(60);

describe("the budget", () => {
  it.each([
    ["{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}{{ '' }}", "steps"],
    ["{{ 'x' * 100000000 }}", "size"],
    ["{{ [0] * 100000000 }}", "size"],
    ["{{ 2 ** 100000000 }}", "size"],
    ["{{ 'x'.center(100000000) }}", "size"],
    ["{{ '%1000000000d' % 1 }}", "size"],
    ["{{ '{:1000000000}'.format(1) }}", "size"],
    ["{% for a in range(99999) %}{{ 'xxxxxxxxxx' * 100 }}{% endfor %}{{ '' }}", "size"],
    ["{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "depth"],
    ["{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}{{ '' }}", "depth"],
    ["{{ range(99999) | map('string') | join('x' * 1000) }}", "size"],
  ])("ends %s", (text, setting) => {
    expect(outcome(text)).toMatch(new RegExp(`^BudgetExceeded: .*the limit "${setting}"`));
  });

  it.each([
    "{{ a }}",
    "{{ a | tojson }}",
    "{{ json_dump(a) }}",
    "{{ a | pprint }}",
    "{{ a == [a] }}",
    "{{ a | string | length }}",
  ])("ends the text of a nest of shared lists: %s", (use) => {
    expect(outcome(nest + use, {}, { ...defaultBudget, steps: 200_000, size: 100_000 })).toMatch(
      /^(BudgetExceeded: |False$)/,
    );
  });

  it("ends a result that is small in memory and endless when written out", () => {
    const text = `{{ ${"[".repeat(14)}1${"] * 9".repeat(14)} }}`;
    expect(outcome(text)).toMatch(/^BudgetExceeded: /);
    expect(() => evaluate(text, { data: {}, functions })).toThrow(ExpressionError);
  });
});
