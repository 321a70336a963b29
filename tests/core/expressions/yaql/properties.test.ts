import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../../../../src/core/base/index.ts";
import type { Budget } from "../../../../src/core/expressions/index.ts";
import type { Node } from "../../../../src/core/expressions/yaql/syntax/node.ts";
import { parse } from "../../../../src/core/expressions/yaql/syntax/parser.ts";
import { print } from "../../../../src/core/expressions/yaql/syntax/printer.ts";
import { YaqlSyntaxError } from "../../../../src/core/expressions/yaql/syntax/syntax-error.ts";
import { source } from "./arbitrary-source.ts";
import { outcome } from "./evaluate.ts";

const runs = process.env["OSTRO_LONG"] === undefined ? 1000 : 100_000;
const budget: Budget = { steps: 20_000, size: 100_000, regexSteps: 10_000, depth: 50 };
const data: Json = {
  num: 7,
  a: [1, 2, 3],
  b: "text",
  key: null,
  name: 2.5,
  users: [
    { name: "ann", num: 1, a: [1] },
    { name: "bo", num: null, a: [] },
  ],
};

/** A tree without the places of its parts. */
function withoutOffsets(node: Node): unknown {
  return JSON.parse(
    JSON.stringify(node, (key, value: unknown) => {
      if (key === "offset") return undefined;
      return typeof value === "bigint" ? `${value}n` : value;
    }),
  );
}

function tryParse(text: string): Node | undefined {
  try {
    return parse(text);
  } catch (error) {
    expect(error).toBeInstanceOf(YaqlSyntaxError);
    return undefined;
  }
}

describe("any expression", () => {
  it("prints so that it parses to the same tree", () => {
    fc.assert(
      fc.property(source, (text) => {
        const node = tryParse(text);
        if (node === undefined) return;
        expect(withoutOffsets(parse(print(node)))).toEqual(withoutOffsets(node));
      }),
      { numRuns: runs },
    );
  });

  it("ends with a result or with an error of its own, and leaves its data alone", () => {
    const before = structuredClone(data);
    fc.assert(
      fc.property(source, (text) => {
        outcome(text, data, budget);
      }),
      { numRuns: runs },
    );
    expect(data).toEqual(before);
  });

  it("gives the same when it is evaluated again", () => {
    fc.assert(
      fc.property(source, (text) => {
        expect(outcome(text, data, budget)).toBe(outcome(text, data, budget));
      }),
      { numRuns: runs / 4 },
    );
  });
});

describe("any text", () => {
  it("is read or refused", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: "grapheme" }), garbled()), (text) => {
        tryParse(text);
      }),
      { numRuns: runs },
    );
  });
});

/** Pieces of the language in no order. */
function garbled(): fc.Arbitrary<string> {
  const pieces = [
    "f(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    "=>",
    "->",
    "$",
    "$.",
    "a",
    "1",
    "'x'",
    "not",
    "-",
    ".",
    "?.",
    "=~",
    " ",
  ];
  return fc.array(fc.constantFrom(...pieces), { maxLength: 15 }).map((all) => all.join(""));
}
