import { describe, expect, it } from "vitest";
import { outcome } from "./evaluate.ts";

const data = {
  l: [3, 1, 2],
  d: { x: 1, y: 2 },
  nested: [
    [1, 2],
    [3, [4, 5]],
  ],
  html: "<b>",
  s: "text",
};

interface Group {
  readonly group: string;
  readonly cases: readonly (readonly [text: string, expected: string])[];
}

describe.each([
  {
    group: "scopes",
    cases: [
      ["{% set x = 1 %}{% for i in _.l %}{% set x = i %}{% endfor %}{{ x }}", "1"],
      ["{% set x = 1 %}{% for i in _.l %}{{ x }}{% set x = i %}{{ x }} {% endfor %}{{ '' }}", "13 11 12 "],
      ["{% if true %}{% set x = 1 %}{% endif %}{{ x }}", "1"],
      ["{% if false %}{% set x = 1 %}{% endif %}{{ x }}", "UndefinedError: 'x' is undefined"],
      ["{% set a = 1 %}{% with a = 2, b = a %}{{ a }}{{ b }}{% endwith %}{{ a }}", "211"],
      ["{% set a, (b, c) = 1, [2, 3] %}{{ a }}{{ b }}{{ c }}", "123"],
      ["{% set a, b = [1] %}{{ a }}", "ValueError: not enough values to unpack (expected 2, got 1)"],
      ["{% set a, b = 'abc' %}{{ a }}", "ValueError: too many values to unpack (expected 2)"],
      ["{% set a, b = 1 %}{{ a }}", "TypeError: cannot unpack non-iterable int object"],
      ["{% set x %}hi {{ _.s }}{% endset %}{{ x | upper }}", "HI TEXT"],
      ["{% set x | upper | trim %} hi {% endset %}[{{ x }}]", "[HI]"],
      ["{% set ns = namespace(n=0) %}{% for i in _.l %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}", "6"],
      ["{% set x.y = 1 %}{{ 1 }}", "TemplateRuntimeError: cannot assign attribute on non-namespace object"],
    ],
  },
  {
    group: "for",
    cases: [
      [
        "{% for x in _.l %}{{ loop.index }}/{{ loop.length }}{{ ',' if not loop.last }}{% endfor %}{{ '' }}",
        "1/3,2/3,3/3",
      ],
      [
        "{% for x in _.l %}{{ loop.previtem | default('-') }}{{ loop.nextitem | default('-') }} {% endfor %}{{ '' }}",
        "-1 32 1- ",
      ],
      ["{% for x in _.l if x > 1 %}{{ x }}{{ loop.revindex }} {% else %}none{% endfor %}{{ '' }}", "32 21 "],
      ["{% for x in [] %}a{% else %}none{% endfor %}{{ '' }}", "none"],
      ["{% for k, v in _.d.items() %}{{ k }}={{ v }};{% endfor %}{{ '' }}", "x=1;y=2;"],
      [
        "{% for x in _.l %}{{ loop.cycle('a', 'b') }}{{ loop.changed(x > 1) }} {% endfor %}{{ '' }}",
        "aTrue bTrue aTrue ",
      ],
      [
        "{% for x in _.nested recursive %}{% if x is iterable %}[{{ loop(x) }}]{% else %}{{ x }}@{{ loop.depth }}{% endif %}{% endfor %}{{ '' }}",
        "[1@22@2][3@2[4@35@3]]",
      ],
      [
        "{% for x in _.l %}{{ loop(x) }}{% endfor %}{{ '' }}",
        "TypeError: The loop must have the 'recursive' marker to be called recursively.",
      ],
      [
        "{% for loop in _.l %}{% endfor %}{{ '' }}",
        "TemplateAssertionError: Can't assign to special loop variable in for-loop target",
      ],
      ["{% for x in 5 %}{% endfor %}{{ '' }}", "TypeError: 'int' object is not iterable"],
      ["{% for x in _.l | map('string') %}{{ loop.length }}{{ x }} {% endfor %}{{ '' }}", "33 31 32 "],
    ],
  },
  {
    group: "macros",
    cases: [
      ["{% macro m(a, b=2) %}{{ a }}-{{ b }}{% endmacro %}{{ m(1) }} {{ m(b=5, a=4) }}", "1-2 4-5"],
      ["{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}", "UndefinedError: parameter 'a' was not provided"],
      ["{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}", "TypeError: macro 'm' takes not more than 1 argument(s)"],
      ["{% macro m(a) %}{{ a }}{% endmacro %}{{ m(x=2) }}", "TypeError: macro 'm' takes no keyword argument 'x'"],
      ["{% macro m() %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, x=3) }}", "(1,){'x': 3}"],
      ["{% macro m() %}[{{ caller('q') }}]{% endmacro %}{% call(x) m() %}got {{ x }}{% endcall %}{{ '' }}", "[got q]"],
      ["{% macro m() %}{{ caller() }}{% endmacro %}{{ m() }}", "UndefinedError: No caller defined"],
      ["{% macro f(n) %}{{ n }}{% if n > 0 %}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(3) }}", "3210"],
      ["{% set x = 1 %}{% macro m() %}{{ x }}{% endmacro %}{% set x = 2 %}{{ m() }}", "2"],
      ["{% macro m(a) %}{% endmacro %}{{ m }}{{ m.name }}{{ m.arguments }}", "<Macro 'm'>m('a',)"],
    ],
  },
  {
    group: "blocks of text",
    cases: [
      ["{% filter upper %}abc {{ _.s }}{% endfilter %}{{ '' }}", "ABC TEXT"],
      ["{% filter replace('a', 'b') | upper %}aaa{% endfilter %}{{ '' }}", "BBB"],
      ["{% filter length %}abc{% endfilter %}{{ '' }}", "TypeError: sequence item 0: expected str instance, int found"],
      ["{% block x %}in{% endblock %} {{ self.x() }}", "in in"],
      ["{% for i in [1] %}{% block x scoped %}{{ i }}{% endblock %}{% endfor %}{{ '' }}", "1"],
      ["{% for i in [1] %}{% block x %}{{ i }}{% endblock %}{% endfor %}{{ '' }}", "UndefinedError: 'i' is undefined"],
      ["{% block x %}{{ super() }}{% endblock %}{{ '' }}", "UndefinedError: there is no parent block called 'x'."],
      ["{% block x required %}{% endblock %}{{ '' }}", "TemplateRuntimeError: Required block 'x' not found"],
      [
        "{% block a %}{% endblock %}{% block a %}{% endblock %}{{ '' }}",
        "TemplateAssertionError: block 'a' defined twice",
      ],
      [
        "{% autoescape true %}{{ _.html }}{{ '<' ~ '>' }}{{ '<' | safe }}{% endautoescape %}{{ _.html }}",
        "&lt;b&gt;&lt;&gt;<<b>",
      ],
      ["{% raw %}{{ x }}{% endraw %}{{ 1 }}", "{{ x }}1"],
      ["{% include 'x' %}{{ '' }}", "TypeError: no loader for this environment specified"],
    ],
  },
  {
    group: "white space",
    cases: [
      ["  {% if true %}\n  x\n  {% endif %}\ny{{ 1 }}", "  x\ny1"],
      ["a {%- if true %} b {% endif -%} c {{- 1 }} d{{ 2 -}} e", "a b c1 d2e"],
      ["{# c #}\na{{ 1 }}{# d -#}   b", "a1b"],
      ["   {%+ if true %}x{% endif +%}\ny{{ 1 }}", "   x\ny1"],
      ["x{{ 1 }}\n\n", "x1\n"],
      ["{{ 1 }}\r\n{{ 2 }}", "1\n2"],
    ],
  },
  {
    group: "what does not exist",
    cases: [
      ["{{ 1 | nosuch }}", "TemplateAssertionError: No filter named 'nosuch'."],
      ["{{ 1 is nosuch }}", "TemplateAssertionError: No test named 'nosuch'."],
      ["{{ 'ok' if true else (1 | nosuch) }}", "ok"],
      ["{% if false %}{{ 1 | nosuch }}{% endif %}{{ 'ok' }}", "ok"],
      ["{% if true %}{{ 1 | nosuch }}{% endif %}{{ 'ok' }}", "TemplateRuntimeError: No filter named 'nosuch' found."],
      ["{{ [1] | map('nosuch') | list }}", "TemplateRuntimeError: No filter named 'nosuch'."],
      ["{{ _.nope }}", "UndefinedError: 'dict object' has no attribute 'nope'"],
      ["{{ _.l[7] }}", "UndefinedError: list object has no element 7"],
      ["{{ nope.x }}", "UndefinedError: 'nope' is undefined"],
      ["x{{ 1 if false }}y", "xy"],
    ],
  },
] satisfies readonly Group[])("$group", ({ cases }: Group) => {
  it.each(cases.map(([text, expected]) => ({ text, expected })))("$text", ({ text, expected }) => {
    expect(outcome(text, data)).toBe(expected);
  });
});
