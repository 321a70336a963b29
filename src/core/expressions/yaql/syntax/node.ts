import type { Num } from "../../python/index.ts";

/** The syntax of an expression. `offset` is where it begins in the source, in UTF-16 units. */
export type Node =
  | Constant
  | Keyword
  | Variable
  | Parentheses
  | Binary
  | Unary
  | Call
  | Index
  | ListLiteral
  | MapLiteral;

/** A quoted string, a number, `true`, `false` or `null`. */
export interface Constant {
  readonly type: "constant";
  readonly value: string | Num | boolean | null;
  readonly offset: number;
}

/** A bare word: a text, a keyword of an argument, or the name after a dot. */
export interface Keyword {
  readonly type: "keyword";
  readonly name: string;
  readonly offset: number;
}

/** `$`, `$1`, `$name`; the name is without the `$`. */
export interface Variable {
  readonly type: "variable";
  readonly name: string;
  readonly offset: number;
}

/** Parentheses are kept: what stands in them is no constant and no method call any more. */
export interface Parentheses {
  readonly type: "parentheses";
  readonly inner: Node;
  readonly offset: number;
}

export interface Binary {
  readonly type: "binary";
  readonly operator: string;
  readonly left: Node;
  readonly right: Node;
  readonly offset: number;
}

export interface Unary {
  readonly type: "unary";
  readonly operator: string;
  readonly operand: Node;
  readonly offset: number;
}

/** `name(args)`; after a dot it is a method. */
export interface Call {
  readonly type: "call";
  readonly name: string;
  readonly args: readonly ArgumentNode[];
  readonly offset: number;
}

export interface Index {
  readonly type: "index";
  readonly target: Node;
  readonly args: readonly ArgumentNode[];
  readonly offset: number;
}

export interface ListLiteral {
  readonly type: "list";
  readonly args: readonly ArgumentNode[];
  readonly offset: number;
}

export interface MapLiteral {
  readonly type: "map";
  readonly args: readonly ArgumentNode[];
  readonly offset: number;
}

/** An argument: an expression, a pair `a => b`, or an empty place (`f(, 2)`). */
export type ArgumentNode = Node | Rule | Empty;

export interface Rule {
  readonly type: "rule";
  readonly source: Node;
  readonly destination: Node;
  readonly offset: number;
}

export interface Empty {
  readonly type: "empty";
  readonly offset: number;
}
