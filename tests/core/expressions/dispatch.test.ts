import { describe, expect, it } from "vitest";
import { inlineYaql, languageOf } from "../../../src/core/expressions/dispatch.ts";

describe("which language a text belongs to", () => {
  it.each([
    ["plain", undefined],
    ["<% $.x %>", "yaql"],
    ["a <% 1 %> b\nc", "yaql"],
    ["<% 1 +\n 2 %>", undefined],
    ["<%%>", "yaql"],
    ["<%>", undefined],
    ["{{ _.x }}", "jinja"],
    ["{{}}", "jinja"],
    ["{{ 1\n}}", undefined],
    ["{{ 1\n{{ 2 }}", "jinja"],
    ["{% if x %}", "jinja"],
    ["{%%}", "jinja"],
    ["{%}", undefined],
    ["{# x #}", undefined],
    ["<% '{{}}' %>", "jinja"],
    ["<% 1 %> {{ 2 }}", "jinja"],
  ] as const)("%j: %s", (text, language) => {
    expect(languageOf(text)).toBe(language);
  });

  it("takes time in proportion to the text", () => {
    const started = performance.now();
    for (const piece of ["{{", "<%", "{%", "{{\n", "<% \n %>", "}}{{\n"]) languageOf(piece.repeat(200_000));
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe("the YAQL expressions of a text", () => {
  it.each([
    ["<% 1 %>", [["1", 3]]],
    [
      "a<%  $.x%> <%>%2%%>",
      [
        ["$.x", 5],
        ["2", 15],
      ],
    ],
    ["<% 'a%'%>", [["'a%'", 3]]],
    ["<%%>", [["", 4]]],
  ] as const)("%j", (text, expected) => {
    expect(inlineYaql(text).map(({ source, offset }) => [source, offset])).toEqual(expected);
  });
});
