import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../../../../src/core/base/index.ts";
import {
  checkTemplate,
  defaultBudget,
  evaluate,
  ExpressionError,
  namedTasks,
} from "../../../../src/core/expressions/index.ts";
import { environment } from "../../../../src/core/expressions/jinja/environment.ts";
import { functions } from "../yaql/evaluate.ts";

const data: Json = {
  s: "Hello World",
  n: null,
  t: true,
  l: [3, 1, 2],
  d: { x: 1, y: { z: [10, 20] } },
  users: [{ name: "ann", age: 34 }, { name: "bo" }],
  html: "<b>&</b>",
};

const atom = fc.constantFrom(
  ..."_ _.s _.n _.t _.l _.d _.users _.html _.nope nope 0 1 -3 2.5 10**30 none true 'ab' '' '%s' [] [1,'a'] {} {'k':1} (1,) range(5)".split(
    " ",
  ),
);
const filter = fc.constantFrom(...environment.filters.keys());
const test = fc.constantFrom(...environment.tests.keys()).filter((name) => /^\w+$/.test(name));
const method = fc.constantFrom(
  ..."upper split join format keys items get pop append update sort index count replace center encode strip nosuch".split(
    " ",
  ),
);
const operator = fc.constantFrom(..."+ - * / // % ** ~ == != < >= in and or".split(" "), "not in");

const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    atom,
    fc
      .tuple(tie("expression"), filter, fc.array(atom, { maxLength: 3 }))
      .map(([of, name, args]) => `(${of}) | ${name}(${args.join(", ")})`),
    fc
      .tuple(tie("expression"), test, fc.array(atom, { maxLength: 1 }))
      .map(([of, name, args]) => `(${of}) is ${name}(${args.join(", ")})`),
    fc
      .tuple(tie("expression"), method, fc.array(atom, { maxLength: 2 }))
      .map(([of, name, args]) => `(${of}).${name}(${args.join(", ")})`),
    fc.tuple(tie("expression"), operator, tie("expression")).map(([a, by, b]) => `(${a}) ${by} (${b})`),
    fc.tuple(tie("expression"), tie("expression")).map(([of, index]) => `(${of})[${index}]`),
    fc.tuple(tie("expression"), tie("expression"), tie("expression")).map(([a, b, c]) => `(${a} if ${b} else ${c})`),
  ),
}));

const piece = fc.oneof(
  expression.map((inner) => `{{ ${inner} }}`),
  expression.map((inner) => `{% for x in ${inner} %}{{ x }}{{ loop.length }}{% else %}-{% endfor %}`),
  expression.map((inner) => `{% if ${inner} %}a{% else %}b{% endif %}`),
  expression.map((inner) => `{% set v = ${inner} %}{{ v }}`),
  expression.map((inner) => `{% macro m(a=${inner}) %}{{ a }}{% endmacro %}{{ m() }}`),
  fc.constantFrom(
    ..."{{ }} {% %} {# #} {%- -%} {{- -}} {% endfor {% if x {{ ' <% $.l %> \n % { }".split(" "),
    " ",
    "text",
  ),
);
const template = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(""));
const tokens = fc
  .array(
    fc.constantFrom(
      ..."{{ }} {% %} {# #} - + ( ) [ ] { } . , | : = ' \" \\ if for in is not endif endfor set raw x _ 1 \n".split(
        " ",
      ),
      " ",
    ),
    {
      maxLength: 25,
    },
  )
  .map((words) => words.join(""));

const budget = { ...defaultBudget, steps: 20_000, size: 100_000 };

describe("any template", () => {
  it.each([
    { name: "of well-formed pieces", source: template },
    { name: "of loose tokens", source: tokens },
  ])("$name gives a value or an ExpressionError, and leaves the data alone", ({ source }) => {
    const before = JSON.stringify(data);
    fc.assert(
      fc.property(source, (text) => {
        try {
          evaluate(text, { data, functions, budget });
        } catch (error) {
          expect(error, String(error)).toBeInstanceOf(ExpressionError);
        }
        expect(JSON.stringify(data)).toBe(before);
      }),
      { numRuns: 1500 },
    );
  });

  it("can be checked, and what is found is inside of it", () => {
    fc.assert(
      fc.property(fc.oneof(template, tokens, fc.string()), (text) => {
        for (const { offset, length } of [...checkTemplate(text), ...namedTasks(text)]) {
          expect(offset).toBeGreaterThanOrEqual(0);
          expect(offset + length).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
