import { describe, expect, it } from "vitest";
import { PyError } from "../../../../src/core/expressions/python/index.ts";
import type { ArgumentNode } from "../../../../src/core/expressions/yaql/syntax/node.ts";
import { parse } from "../../../../src/core/expressions/yaql/syntax/parser.ts";

/** The tree with a pair of parentheses around every operation. */
function shape(node: ArgumentNode): string {
  const list = (args: readonly ArgumentNode[]): string => args.map(shape).join(" ");
  switch (node.type) {
    case "constant":
      return typeof node.value === "string" ? JSON.stringify(node.value) : String(node.value);
    case "keyword":
      return node.name;
    case "variable":
      return `$${node.name}`;
    case "parentheses":
      return `paren(${shape(node.inner)})`;
    case "unary":
      return `(${node.operator} ${shape(node.operand)})`;
    case "binary":
      return `(${shape(node.left)} ${node.operator} ${shape(node.right)})`;
    case "call":
      return `${node.name}<${list(node.args)}>`;
    case "index":
      return `(${shape(node.target)} at ${list(node.args)})`;
    case "list":
      return `list<${list(node.args)}>`;
    case "map":
      return `map<${list(node.args)}>`;
    case "rule":
      return `${shape(node.source)}=>${shape(node.destination)}`;
    case "empty":
      return "_";
  }
}

describe("the grammar", () => {
  it.each([
    ["1 + 2 * 3", "(1 + (2 * 3))"],
    ["1 - 2 - 3", "((1 - 2) - 3)"],
    ["-2.abs()", "(- (2 . abs<>))"],
    ["-$.l[0]", "(- (($ . l) at 0))"],
    ["$.a.b[0].c", "(((($ . a) . b) at 0) . c)"],
    ["'x' + 'y' =~ 'y'", '("x" + ("y" =~ "y"))'],
    ["- 2 =~ 3", "((- 2) =~ 3)"],
    ["not $a = 1 and $b or $c", "(((not ($a = 1)) and $b) or $c)"],
    ["1 < 2 = true", "((1 < 2) = true)"],
    ["2 * not $x + 1", "(2 * (not ($x + 1)))"],
    ["let(a) -> let(b) -> $", "(let<a> -> (let<b> -> $))"],
    ["f(a, b, k => v)", "f<a b k=>v>"],
    ["f(, 2)", "f<_ 2>"],
    ["f(1,,a => 2)", "f<1 _ a=>2>"],
    ["[1,,,2]", "list<1 _ _ 2>"],
    ["{a => [b], 'c' => {}}", 'map<a=>list<b> "c"=>map<>>'],
    ["$?.a?.f(1)", "(($ ?. a) ?. f<1>)"],
    ["a.-b", "(a . (- b))"],
    ["(1)", "paren(1)"],
    ["not(1)", "not<1>"],
    ["5 mod 3 in [2]", "((5 mod 3) in list<2>)"],
    ["007", "7"],
    ["$__env.x", "($__env . x)"],
    ["ключ.поле", "(ключ . поле)"],
    ["'\\x41\\u0042\\103\\q\\n'", JSON.stringify("ABC\\q\n")],
    ["`a\\n\\``", JSON.stringify("a\\n`")],
  ])("reads %s", (source, expected) => {
    expect(shape(parse(source))).toBe(expected);
  });

  it.each([
    ["", "Parse error: unexpected end of statement"],
    ["1 +", "Parse error: unexpected end of statement"],
    ["1 2", "Parse error: unexpected '2' at position 2 of expression '1 2'"],
    ["true false", "Parse error: unexpected 'False' at position 5 of expression 'true false'"],
    ["f(1,)", "Parse error: unexpected ')' at position 4 of expression 'f(1,)'"],
    ["f(,a => 1)", "Parse error: unexpected '=>' at position 5 of expression 'f(,a => 1)'"],
    ["f(1,,,a => 1)", "Parse error: unexpected '=>' at position 8 of expression 'f(1,,,a => 1)'"],
    ["f(a => 1, 2)", "Parse error: unexpected ')' at position 11 of expression 'f(a => 1, 2)'"],
    ["{a => b => c}", "Parse error: unexpected '=>' at position 8 of expression '{a => b => c}'"],
    ["()", "Parse error: unexpected ')' at position 1 of expression '()'"],
    ["len ([1])", "Parse error: unexpected '(' at position 4 of expression 'len ([1])'"],
    ["$.in", "Parse error: unexpected 'in' at position 2 of expression '$.in'"],
    ["1e3", "Lexical error: illegal character '1' at position 0"],
    ["$.__x", "Lexical error: illegal character '_' at position 2"],
    ["'😀' + 'x", "Lexical error: illegal character ''' at position 6"],
    [") #", "Parse error: unexpected ')' at position 0 of expression ') #'"],
    ["'\\xzz'", "'unicodeescape' codec can't decode bytes in position 0-1: truncated \\xXX escape"],
  ])("refuses %s", (source, message) => {
    expect(caught(() => parse(source))).toMatchObject({ message });
  });

  it("gives the place in UTF-16 units", () => {
    const error = caught(() => parse("'😀' 1"));
    expect(error).toMatchObject({ pyClass: "YaqlGrammarException", offset: 5 });
  });

  it("refuses what is nested beyond any use instead of running out of stack", () => {
    const error = caught(() => parse(`${"(".repeat(5000)}1${")".repeat(5000)}`));
    expect(error).toMatchObject({ pyClass: "RecursionError" });
    expect(caught(() => parse(`1${" + 1".repeat(5000)}`))).toBeInstanceOf(PyError);
  });
});

function caught(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}
