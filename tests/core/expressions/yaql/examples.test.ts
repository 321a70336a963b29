import { describe, expect, it } from "vitest";
import { isSameValue } from "../../../conformance/same-value.ts";
import { families } from "../../../../src/core/expressions/yaql/functions/families.ts";
import { evaluate } from "./evaluate.ts";

const functions = families.flatMap(({ functions: members }) => members);
const examples = functions.flatMap(({ name, example }) => (example === undefined ? [] : [{ name, ...example }]));

describe("examples of functions", () => {
  it.each(examples)("$name: $expr", ({ expr, data, result }) => {
    const actual = evaluate(expr, data ?? {});
    expect(isSameValue(result, actual), JSON.stringify(actual)).toBe(true);
  });

  it("are there for all but Mistral's own, which need an execution around them", () => {
    const own = families.find(({ title }) => title === "Mistral")?.functions ?? [];
    const without = functions.filter((each) => each.example === undefined && !own.includes(each));
    expect(without.map(({ name }) => name)).toEqual([]);
  });
});
