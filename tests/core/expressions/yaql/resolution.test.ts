import { describe, expect, it } from "vitest";
import { outcome } from "./evaluate.ts";

describe("a call finds its function", () => {
  it.each([
    ["by kind", "[1, 2].abs()", 'NoMethodRegisteredException: Unknown method "abs" for receiver (1, 2)'],
    ["by kind", "select([1], $)", 'NoFunctionRegisteredException: Unknown function "select"'],
    ["by name without trailing underscores", "len_([1])", "1"],
    [
      "by number of arguments",
      "abs(1, 2)",
      'NoMatchingFunctionException: No function "abs" matches supplied arguments',
    ],
    [
      "by type, without converting",
      "1 + '1'",
      'NoMatchingFunctionException: No function "#operator_+" matches supplied arguments',
    ],
    ["by type: true is an int", "[1, 2][true]", "2"],
    [
      "by type: true is no number",
      "true + 1",
      'NoMatchingFunctionException: No function "#operator_+" matches supplied arguments',
    ],
    ["by keyword", "round(number => 2.55, ndigits => 1)", "2.5"],
    [
      "by keyword in camelCase only",
      "[a].toDict(key_selector => $)",
      "NoMatchingMethodException: No method \"toDict\" for receiver ('a',) matches supplied arguments",
    ],
    [
      "by keyword, once",
      "round(1, number => 2)",
      'NoMatchingFunctionException: No function "round" matches supplied arguments',
    ],
    [
      "with a keyword that is a word",
      "round('number' => 1)",
      "MappingTranslationException: Cannot convert mapping to keyword argument",
    ],
    [
      "with places left empty",
      "range(1, 4, )",
      "YaqlGrammarException: Parse error: unexpected ')' at position 12 of expression 'range(1, 4, )'",
    ],
    ["with places left empty", "sequence(, 2).take(2)", "[0,2]"],
    ["with the narrowest types", "{a => 1}.set(b => 2, c => 3).len()", "3"],
    ["unless two fit equally", "concat()", 'AmbiguousFunctionException: Ambiguous function "concat"'],
    ["before arguments are evaluated", "nope(1 / 0)", 'NoFunctionRegisteredException: Unknown function "nope"'],
    ["after arguments are evaluated", "abs(1 / 0)", "ZeroDivisionError: integer division or modulo by zero"],
  ])("%s: %s", (_, source, expected) => {
    expect(outcome(source)).toBe(expected);
  });
});

describe("a function made by def", () => {
  it.each([
    ["takes arguments by position", "def(f, $1 - $2) -> f(5, 2)", "3"],
    ["takes arguments by keyword", "def(f, $x) -> f(x => 5)", "5"],
    ["sees the outer $ without arguments", "def(f, $.num) -> f()", "7"],
    ["calls itself", "def(f, switch($ < 1 => 0, true => $ + f($ - 1))) -> f(4)", "10"],
    ["is named in camelCase", "def(my_func, $) -> myFunc(1)", "1"],
    ["goes before the library", "def(abs, 0) -> abs(-5)", "0"],
    ["serves the library itself", "def(max, 0) -> [1, 2].max()", "0"],
    ["is no method", "def(f, 1) -> (2).f()", 'NoMethodRegisteredException: Unknown method "f" for receiver 2'],
    ["replaces an operator", "def('#operator_+', 42) -> 1 + 1", "42"],
    [
      "cannot replace what takes expressions",
      "def(coalesce, 1) -> coalesce(2)",
      'AmbiguousFunctionException: Ambiguous function "coalesce"',
    ],
    [
      "cannot replace what takes pairs",
      "def(dict, 1) -> dict(a => 2)",
      'AmbiguousFunctionException: Ambiguous function "dict"',
    ],
    ["keeps the variables of its place", "let(x => 1) -> def(f, $x) -> let(x => 2) -> f()", "1"],
  ])("%s: %s", (_, source, expected) => {
    expect(outcome(source, { num: 7 })).toBe(expected);
  });
});

describe("call()", () => {
  it.each([
    ["call(max, [1, 3], {})", "3"],
    ["call(round, [2.55], {ndigits => 1})", "2.5"],
    ["call(len, [], {}, [1, 2])", "2"],
    ["call(nope, [], {})", 'NoFunctionRegisteredException: Unknown function "nope"'],
    ["call(abs, [x], {})", 'NoMatchingFunctionException: No function "abs" matches supplied arguments'],
    ["call(dict, [], {a => 1})", "ArgumentException: Invalid argument a"],
    ["call(abs, [1], {'1' => 1})", "RuntimeError: dictionary changed size during iteration"],
    ["def(f, $ + $x) -> call(f, [1], {x => 2})", "3"],
  ])("%s", (source, expected) => {
    expect(outcome(source)).toBe(expected);
  });
});
