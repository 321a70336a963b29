import { describe, expect, it } from "vitest";
import { isSameValue } from "../../../conformance/same-value.ts";
import { families } from "../../../../src/core/expressions/yaql/functions/families.ts";
import { evaluate } from "./evaluate.ts";

describe.each(families)("$title", ({ title, functions }) => {
  const examples = functions.flatMap(({ name, example }) => (example === undefined ? [] : [{ name, ...example }]));

  it.each(examples)("$name: $expr", ({ expr, data, result }) => {
    const actual = evaluate(expr, data ?? {});
    expect(isSameValue(result, actual), JSON.stringify(actual)).toBe(true);
  });

  it.skipIf(title === "Mistral")("has an example for every function", () => {
    expect(functions.filter(({ example }) => example === undefined).map(({ name }) => name)).toEqual([]);
  });
});
