import { PyError } from "../../python/index.ts";
import { binaryPower, indexPower, rightAssociative, unaryPower } from "./grammar.ts";
import { tokens } from "./lexer.ts";
import type { ArgumentNode, Node } from "./node.ts";
import { unexpectedEnd, unexpectedToken } from "./syntax-error.ts";
import type { Token } from "./token.ts";

/** Deeper than any expression that Mistral can evaluate; keeps the stack of whoever walks the tree in bounds. */
const deepest = 1000;

/**
 * Reads an expression.
 *
 * @param source the expression without its delimiters
 * @throws YaqlSyntaxError at the first token that cannot stand where it stands
 * @throws PyError RecursionError when it is nested more than a thousand levels deep
 */
export function parse(source: string): Node {
  return new Parser(source).expressionToEnd();
}

class Parser {
  private readonly source: string;
  private readonly next: () => Token;
  private token: Token;
  private depth = 0;

  constructor(source: string) {
    this.source = source;
    this.next = tokens(source);
    this.token = this.next();
  }

  expressionToEnd(): Node {
    const node = this.expression(0);
    if (this.token.type !== "end") this.fail();
    return node;
  }

  /** An expression whose operators bind at least as tightly as `power`. */
  private expression(power: number): Node {
    const outerDepth = this.depth;
    this.deeper();
    let left = this.operand();
    for (;;) {
      const { type, value, offset } = this.token;
      if (type !== "symbol" && type !== "word") break;
      if (value === "[" && indexPower >= power) {
        this.advance();
        left = { type: "index", target: left, args: this.args("]"), offset };
      } else {
        const operator = value as string;
        const binds = binaryPower.get(operator);
        if (binds === undefined || binds < power) break;
        this.advance();
        const right = this.expression(operator === rightAssociative ? binds : binds + 1);
        left = { type: "binary", operator, left, right, offset };
      }
      this.deeper();
    }
    this.depth = outerDepth;
    return left;
  }

  private operand(): Node {
    const { type, value, offset } = this.token;
    if (type === "constant") {
      this.advance();
      return { type: "constant", value, offset };
    }
    const text = value as string;
    if (type === "variable") {
      this.advance();
      return { type: "variable", name: text.slice(1), offset };
    }
    if (type === "name") {
      this.advance();
      return { type: "keyword", name: text, offset };
    }
    if (type === "call") {
      this.advance();
      return { type: "call", name: text, args: this.args(")"), offset };
    }
    if (type === "end") this.fail();
    const binds = unaryPower.get(text);
    if (binds !== undefined) {
      this.advance();
      return { type: "unary", operator: text, operand: this.expression(binds + 1), offset };
    }
    if (!"([{".includes(text)) this.fail();
    this.advance();
    if (text === "[") return { type: "list", args: this.args("]"), offset };
    if (text === "{") return { type: "map", args: this.args("}"), offset };
    const inner = this.expression(0);
    this.expect(")");
    return { type: "parentheses", inner, offset };
  }

  /**
   * Arguments up to the closing sign: positional ones first, then pairs `a => b`. Empty places may stand before a positional
   * argument, a single one also between the last positional argument and the first pair.
   */
  private args(close: string): ArgumentNode[] {
    const args: ArgumentNode[] = [];
    if (this.takes(close)) return args;
    let empties = this.empties(args);
    let pairMayFollow = empties === 0;
    for (;;) {
      const value = this.expression(0);
      if (pairMayFollow && this.at("=>")) {
        this.pairs(args, value, close);
        return args;
      }
      args.push(value);
      if (this.takes(close)) return args;
      this.expect(",");
      empties = this.empties(args);
      pairMayFollow = empties <= 1;
    }
  }

  private empties(args: ArgumentNode[]): number {
    let count = 0;
    for (; this.at(","); count += 1) {
      args.push({ type: "empty", offset: this.token.offset });
      this.advance();
    }
    return count;
  }

  private pairs(args: ArgumentNode[], first: Node, close: string): void {
    let source = first;
    for (;;) {
      this.expect("=>");
      args.push({ type: "rule", source, destination: this.expression(0), offset: source.offset });
      if (this.takes(close)) return;
      this.expect(",");
      source = this.expression(0);
    }
  }

  private at(symbol: string): boolean {
    return this.token.type === "symbol" && this.token.value === symbol;
  }

  private takes(symbol: string): boolean {
    if (!this.at(symbol)) return false;
    this.advance();
    return true;
  }

  private expect(symbol: string): void {
    if (!this.takes(symbol)) this.fail();
  }

  private advance(): void {
    this.token = this.next();
  }

  private deeper(): void {
    this.depth += 1;
    if (this.depth > deepest) throw new PyError("RecursionError", "maximum recursion depth exceeded");
  }

  private fail(): never {
    const { type, value, offset } = this.token;
    if (type === "end") throw unexpectedEnd(this.source);
    throw unexpectedToken(this.source, offset, value);
  }
}
