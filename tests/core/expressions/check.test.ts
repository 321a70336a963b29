import { describe, expect, it } from "vitest";
import { checkTemplate, namedTasks } from "../../../src/core/expressions/index.ts";

describe("checking a text", () => {
  it.each([
    ["plain", []],
    ["{{ _.x | default(1) }} {{ env().a }}", []],
    ["{% for x in _.l %}{{ x }}{{ loop.index }}{% endfor %}", []],
    ["{{ foo is defined }} {{ foo | default(1) }}", []],
    ["{{ 1 }} <% $ %>", ["error mixed-languages 0+15"]],
    ["<% 1 + %>", ["error expression-syntax 7+0"]],
    ["x <% not(true) %>", ["warning operator-as-call 5+3"]],
    ["<% nope(1) %>", ["warning unknown-function 3+4"]],
    ["{{ 1 + }}", ["error expression-syntax 7+1"]],
    ["{% if x %}", ["error expression-syntax 10+0"]],
    ["{{ foo }}", ["warning unknown-name 3+3"]],
    ["{{ _.x | nosuch }}", ["warning unknown-filter 9+6"]],
    ["{{ _.x is nosuch }}", ["warning unknown-test 7+6"]],
    ["{% if _.x %}a{% endif %}", ["warning blocks-only 0+2"]],
    ["{{- _.x -}}", ["warning trim-mark-as-operator 2+1"]],
    ["{{ 1, 2 }}", ["warning not-an-expression 4+1"]],
    ["{{ {'a': {'b': 1}} }}", ["warning value-becomes-text 16+2"]],
    ["<% 1 +\n 2 %>", ["warning expression-over-lines 0+2"]],
    ["a {{ 1 +\n 2 }}", ["warning expression-over-lines 2+2"]],
    ["<% 1 %> <% 1 +\n 2 %>", ["warning expression-over-lines 8+2"]],
    ["a {{ 1 }} {{ 1 +\n 2 }}", []],
  ] as const)("%j", (text, expected) => {
    const found = checkTemplate(text).map((each) => `${each.severity} ${each.code} ${each.offset}+${each.length}`);
    expect(found).toEqual(expected);
  });

  it.each([
    ["{{ 1 + }}", "Syntax error 'unexpected 'end of print statement''."],
    ["<% 1 + %>", "Parse error: unexpected end of statement"],
    [
      "{{ 1 }} <% 2 %>",
      "The line already contains an expression of type 'jinja'. Mixing expression types in a single line is not allowed.",
    ],
  ])("%s is refused in Mistral's words", (text, message) => {
    expect(checkTemplate(text).map((each) => each.message)).toEqual([message]);
  });
});

describe("tasks that a text names", () => {
  it.each([
    ["plain task('x')", []],
    ["<% task(build).result + task('test a') %>", ["build 8+5", "test a 29+8"]],
    ["{{ task('build').result }} {{ _ | task('b') }} {{ task(task_name=\"c\") }}", ["build 8+7", "b 39+3", "c 65+3"]],
    ["{{ task(_.name) }} {{ task() }}", []],
    ["{% if task('x') %}{% endif %}", ["x 11+3"]],
  ] as const)("%j", (text, expected) => {
    expect(namedTasks(text).map(({ name, offset, length }) => `${name} ${offset}+${length}`)).toEqual(expected);
  });
});
