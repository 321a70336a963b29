import { describe, expect, it } from "vitest";
import type { Json } from "../../../src/core/base/index.ts";
import { Float, parseJson } from "../../../src/core/base/index.ts";
import {
  evaluate,
  evaluateDeep,
  evaluateRecursively,
  ExpressionError,
  isTrue,
  pythonRepr,
  pythonText,
} from "../../../src/core/expressions/index.ts";
import { functions } from "./yaql/evaluate.ts";

function run(text: string, data: Json = {}): Json {
  return evaluate(text, { data, functions });
}

describe("evaluating a text", () => {
  it.each([
    ["plain", "plain"],
    ["<% $.n %>", 7],
    [" <% $.n %>", " 7"],
    ["<% $.n %><% $.n %>", "77"],
    ["a <% $.f %> <% $.l %> <% null %> <% true %>", "a 2.0 [1, 'a'] None True"],
    ["<% $.inject %> <% $.n %>", "7 7"],
    ["{{ _.l }}", [1, "a"]],
    ["{{ _.l }} ", "[1, 'a'] "],
    ["{{ _.l | map('string') }}", ["1", "a"]],
    ["{{ (1, 2) }}", [1, 2]],
    ["{{ {1: none} }}", { "1": null }],
    ["<% set(1) %>", [1]],
    ["<% datetime(2020, 1, 2) %>", "2020-01-02T00:00:00.000000"],
    ["{{ 2.0 }}", new Float(2)],
  ] as const)("%s", (text, expected) => {
    const data = parseJson('{"n": 7, "f": 2.0, "l": [1, "a"], "inject": "<% $.n %>"}');
    expect(run(text, data)).toEqual(expected);
  });

  it("goes into lists and dicts, and leaves keys and other values alone", () => {
    const value = { "<% 1 %>": ["{{ _.n }}", "x{{ _.n }}"], b: [null, true, 1], c: { d: "<% $.n + 1 %>" } };
    const expected = { "<% 1 %>": [7, "x7"], b: [null, true, 1], c: { d: 8 } };
    expect(evaluateDeep(value, { data: { n: 7 }, functions })).toEqual(expected);
  });

  it.each([[{}], [[]], [""], [0], [false], [null]])(
    "leaves all as it is for the false data %j, in Mistral's way",
    (data) => {
      expect(evaluateRecursively({ k: "{{ 1 }}" }, { data, functions })).toEqual({ k: "{{ 1 }}" });
      expect(evaluateDeep({ k: "{{ 1 }}" }, { data, functions })).toEqual({ k: 1 });
    },
  );
});

describe("a failure", () => {
  it.each([
    [
      "<% $.x + 1 %>",
      "YAQL",
      "$.x + 1",
      "NoMatchingFunctionException",
      'No function "#operator_+" matches supplied arguments',
    ],
    ["a <% 1 + %>", "YAQL", "1 +", "YaqlGrammarException", "Parse error: unexpected end of statement"],
    ["{{ _.nope }}", "Jinja", "{{ _.nope }}", "UndefinedError", "'dict object' has no attribute 'nope'"],
    ["{{ 1 + }}", "Jinja", "{{ 1 + }}", "TemplateSyntaxError", "unexpected 'end of template'"],
    ["{% if true %}x{% endif %}", "Jinja", "{% if true %}x{% endif %}", "IndexError", "list index out of range"],
  ] as const)("of %s has Mistral's text", (text, language, expression, causeClass, detail) => {
    const error = failureOf(text, { x: "1" });
    expect(error).toMatchObject({ causeClass, detail, expression });
    expect(error.message).toBe(
      `Can not evaluate ${language} expression [expression=${expression}, error=${detail}, data={'x': '1'}]`,
    );
  });

  it("shows only how the data begins", () => {
    const { message } = failureOf("{{ nope }}", { password: "x".repeat(1000), more: [1, 2] });
    expect(message).toMatch(/data=\{'password': 'x{186}\.\.\.\]$/);
  });

  it("of a function that the caller handed in passes through unchanged", () => {
    const mine = new Error("not loaded yet");
    const scope = {
      data: {},
      functions: {
        ...functions,
        task: () => {
          throw mine;
        },
      },
    };
    for (const text of ["<% task(a) %>", "{{ task('a') }}", "x {{ task('a').result }}"]) {
      expect(() => evaluate(text, scope)).toThrow(mine);
    }
  });
});

describe("values as Python sees them", () => {
  it.each([
    [null, "None", "None", false],
    [new Float(2), "2.0", "2.0", true],
    ["it's", "it's", `"it's"`, true],
    [{ a: [1, null] }, "{'a': [1, None]}", "{'a': [1, None]}", true],
    [[], "[]", "[]", false],
    [0, "0", "0", false],
  ] as const)("%j", (value, text, repr, truth) => {
    expect([pythonText(value), pythonRepr(value), isTrue(value)]).toEqual([text, repr, truth]);
  });
});

function failureOf(text: string, data: Json): ExpressionError {
  try {
    run(text, data);
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
  throw new Error(`${text} does not fail`);
}
