import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Float, float, integer, writeJson } from "../../../src/core/base/index.ts";
import type { Json, JsonMap } from "../../../src/core/base/index.ts";
import { parseYaml, renderYaml } from "../../../src/core/language/index.ts";

function valueOf(text: string): Json | undefined {
  const { value, problems } = parseYaml(text);
  expect(problems).toEqual([]);
  return value;
}

describe("scalars of YAML 1.1", () => {
  test.each<[string, Json]>([
    ["yes", true],
    ["On", true],
    ["OFF", false],
    ["y", "y"],
    ["yEs", "yEs"],
    ["~", null],
    ["", null],
    ["Null", null],
    ["nULL", "nULL"],
    ["010", 8],
    ["08", "08"],
    ["0o10", "0o10"],
    ["0x1F", 31],
    ["-0b101", -5],
    ["1_000", 1000],
    ["1:30", 90],
    ["-1:30", -90],
    ["1:61", "1:61"],
    ["12345678901234567890", 12345678901234567890n],
    ["2.0", new Float(2)],
    ["-0.0", new Float(-0)],
    ["1.", new Float(1)],
    [".5", 0.5],
    ["1_0.5", 10.5],
    ["1e3", "1e3"],
    ["1.0e3", "1.0e3"],
    ["1.0e+3", new Float(1000)],
    ["1:30.5", 90.5],
    [".inf", Number.POSITIVE_INFINITY],
    ["-.INF", Number.NEGATIVE_INFINITY],
    ["'yes'", "yes"],
    ['"010"', "010"],
    ["!!str 010", "010"],
    ["!!int '010'", 8],
    ["!!float 3", new Float(3)],
    ["! 3", 3],
    ["&anchor", "&anchor"],
    ["*alias", "*alias"],
    ["&a b", "&a b"],
    ["@at", "@at"],
    ["<% $.a %>", "<% $.a %>"],
    ["a:b", "a:b"],
    ["a#b", "a#b"],
    ["a #b", "a"],
    ["-x", "-x"],
    ["?x", "?x"],
    ["a\n  b\n\n  c", "a b\nc"],
    ["'it''s'", "it's"],
    ['"a\\tb\\x41\\u00e9\\U0001F642\\\n  c"', "a\tbAé🙂c"],
    ["|\n  a\n   b\n\n  c\n\n", "a\n b\n\nc\n"],
    ["|+\n  a\n\n", "a\n\n"],
    ["|-\n  a\n", "a"],
    ["|2\n   a\n", " a\n"],
    [">\n  a\n  b\n\n  c\n    d\n", "a b\nc\n  d\n"],
  ])("%j", (text, value) => {
    expect(valueOf(`key: ${text}`)).toEqual({ key: value });
  });

  test("not a number", () => {
    expect(valueOf(".nan")).toBeNaN();
  });

  test.each(["2001-02-03", "2001-2-3 4:05:06.7 +1", "2001-12-14t21:59:43.10-05:00"])(
    "%s is a date and refused",
    (date) => {
      const { problems } = parseYaml(`a: [${date}]`);
      expect(problems).toMatchObject([
        { code: "yaml-date", severity: "error", path: "a.0", place: { line: 1, column: 5 } },
      ]);
    },
  );
});

describe("collections", () => {
  test.each<[string, Json]>([
    ["a:\n- 1\n- - 2\n  - x: 3\n    y: 4\n", { a: [1, [2, { x: 3, y: 4 }]] }],
    ["{a: 1, 'b':2, c, d: }", { a: 1, b: 2, c: null, d: null }],
    ["[a: 1, [], {}, ? x : y]", [{ a: 1 }, [], {}, { x: "y" }]],
    ["? a\n: 1\n? b\n", { a: 1, b: null }],
    ["<<: {a: 1, b: 2}\nb: 3\n", { a: 1, b: 3 }],
    ["b: 3\n<<: [{a: 1}, {a: 2, c: 4}]\n", { a: 1, c: 4, b: 3 }],
    ["1: a\non: b\nnull: c\n2.5: d\n", { 1: "a", true: "b", null: "c", 2.5: "d" }],
    ["--- # c\na: 1\n...\n# end\n", { a: 1 }],
    ["%YAML 1.1\n---\na\n", "a"],
    [
      "!!omap [a: 1, b: 2]",
      [
        ["a", 1],
        ["b", 2],
      ],
    ],
    ["\ufeffa: 1", { a: 1 }],
    ["a: {b: 1,\n}\nc: [d\n ,e]", { a: { b: 1 }, c: ["d", "e"] }],
  ])("%j", (text, value) => {
    expect(valueOf(text)).toEqual(value);
  });

  test("a key named __proto__ is an ordinary key", () => {
    const value = valueOf("__proto__: {polluted: true}") as JsonMap;
    expect(Object.keys(value)).toEqual(["__proto__"]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test("of two equal keys the last one counts, with a warning", () => {
    const { value, problems } = parseYaml("a: 1\nb: 2\na: 3\n");
    expect(value).toEqual({ a: 3, b: 2 });
    expect(problems).toMatchObject([{ code: "duplicate-key", severity: "warning", path: "a", place: { line: 3 } }]);
  });
});

describe("what is no YAML", () => {
  test.each<[string, string]>([
    ["a: [b", "while parsing a flow sequence\n"],
    ["a: b: c", "mapping values are not allowed here\n"],
    ["\ta: 1", "while scanning for the next token\nfound character '\\t' that cannot start any token\n"],
    ["a: {{ _.x }}", "while constructing a mapping\n"],
    ["a: {% if x %}", "while scanning for the next token\nfound character '%' that cannot start any token\n"],
    ["a: `b`", "while scanning for the next token\nfound character '`' that cannot start any token\n"],
    ["a: *", "could not determine a constructor for the tag 'tag:yaml.org,2002:yaml'\n"],
    ["a: !own b", "could not determine a constructor for the tag '!own'\n"],
    ["a: 'b", "while scanning a quoted scalar\n"],
    ['a: "\\q"', "while scanning a double-quoted scalar\n"],
    ["- a\nb\n", "while scanning a simple key\n"],
    ["a: 1\n---\nb: 2", "expected a single document in the stream\n"],
    ["a: 1\n b: 2", "mapping values are not allowed here\n"],
  ])("%j", (text, message) => {
    const { value, problems } = parseYaml(text);
    expect(value).toBeUndefined();
    expect(problems).toHaveLength(1);
    expect(problems[0]?.code).toBe("yaml-syntax");
    expect(problems[0]?.message.startsWith(`Definition could not be parsed: ${message}`)).toBe(true);
  });

  test("the message has the place and an excerpt, like PyYAML's", () => {
    expect(parseYaml("version: '2.0'\nx:\n  tasks: [unclosed\n").problems[0]?.message).toBe(
      `Definition could not be parsed: while parsing a flow sequence
  in "<unicode string>", line 3, column 10:
      tasks: [unclosed
             ^
expected ',' or ']', but got '<stream end>'
  in "<unicode string>", line 4, column 1:
${"    "}
    ^
`,
    );
  });

  test("control characters and endless nesting are refused, not crashed on", () => {
    expect(parseYaml("a: \u0001").problems[0]?.message).toContain("special characters are not allowed");
    expect(parseYaml("[".repeat(50_000)).problems[0]?.message).toContain("nested too deeply");
    expect(parseYaml("- ".repeat(50_000)).problems[0]?.message).toContain("nested too deeply");
  });

  test("any text is read or refused, never thrown at", () => {
    const bits = fc.constantFrom(
      "a",
      ": ",
      "- ",
      "\n",
      "  ",
      "[",
      "]",
      "{",
      "}",
      ",",
      "'",
      '"',
      "|",
      ">",
      "!",
      "&",
      "*",
      "#",
      "? ",
      "<<",
      "%",
      "\\",
    );
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 20 }), (parts) => {
        const { value, problems } = parseYaml(parts.join(""));
        expect(value === undefined).toBe(problems.some(({ code }) => code === "yaml-syntax"));
      }),
    );
  });
});

describe("places", () => {
  const text = "a:\n  b: [x, 'y z']\n  <<: {m: 1}\nb: |\n  text\n";
  const { locate } = parseYaml(text);

  test.each<[(string | number)[], "key" | "value", string]>([
    [["a", "b"], "key", "b"],
    [["a", "b"], "value", "[x, 'y z']"],
    [["a", "b", 1], "value", "'y z'"],
    [["a", "m"], "value", "1"],
    [["a"], "key", "a"],
  ])("%j %s", (path, of, part) => {
    const place = locate(path, of);
    expect(text.slice(place!.offset, place!.offset + place!.length)).toBe(part);
    expect(text.split("\n")[place!.line - 1]?.slice(place!.column - 1)).toContain(part);
  });

  test("nothing is found where nothing is", () => {
    expect(locate(["a", "c"])).toBeUndefined();
    expect(locate(["a", "b", 2])).toBeUndefined();
    expect(locate(["a", "b", 1, "c"])).toBeUndefined();
  });
});

const texts = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 6 }),
  fc
    .array(fc.constantFrom("a", " ", "\n", "  ", ":", "#", "-", "'", '"', "yes", "\t", "|", "\\", "\u2028", "é"), {
      maxLength: 8,
    })
    .map((parts) => parts.join("")),
  fc.constantFrom(
    "yes",
    "010",
    "1:30",
    "~",
    "",
    "<<",
    "=",
    "2001-01-01",
    "1.0",
    "---",
    "null",
    "<% $.x %>",
    "{{ _.x }}",
    "- a",
    "&a",
    "a: b",
  ),
);
const scalars = fc.oneof(
  texts,
  fc.constantFrom(null, true, false),
  fc.bigInt().map(integer),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(float),
);
const { map: maps } = fc.letrec<{ value: Json; map: JsonMap }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalars,
    fc.array(tie("value"), { maxLength: 3 }),
    tie("map"),
  ),
  map: fc.array(fc.tuple(texts, tie("value")), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
}));

describe("renderYaml", () => {
  test("is read back to an equal value", () => {
    fc.assert(
      fc.property(maps, (map) => {
        const { value, problems } = parseYaml(renderYaml(map));
        expect(problems).toEqual([]);
        expect(writeJson(value ?? null)).toBe(writeJson(map));
      }),
      { numRuns: 500 },
    );
  });

  test("quotes only what YAML 1.1 would read otherwise", () => {
    const map = {
      on: "yes",
      plain: "a b: <% $.x %>".replace(": ", ":"),
      jinja: "{{ _.x }}",
      list: ["a", ["b", 1], { c: new Float(2), d: [] }],
      text: "two\nlines\n",
      empty: {},
      version: "2.0",
    };
    expect(renderYaml(map)).toBe(`'on': 'yes'
plain: a b:<% $.x %>
jinja: '{{ _.x }}'
list:
  - a
  - - b
    - 1
  - c: 2.0
    d: []
text: |
  two
  lines
empty: {}
version: '2.0'
`);
  });
});
