import type { Arguments, BinaryOperator, CompareOperator, Expression, FilterNode, Slice } from "./nodes.ts";
import { readFloat, readInteger } from "./number-literal.ts";
import { TemplateSyntaxError } from "./syntax-error.ts";
import { describeToken, type Token } from "./token.ts";
import type { TokenStream } from "./token-stream.ts";

const constants: ReadonlyMap<string, boolean | null> = new Map([
  ["true", true],
  ["True", true],
  ["false", false],
  ["False", false],
  ["none", null],
  ["None", null],
]);

const comparisons: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">="]);
const noArguments: Arguments = { positional: [], keywords: [], spread: undefined, spreadKeywords: undefined };

/** Operators by level, the weakest first; all are left associative, also `**`. */
const binaryLevels: readonly (readonly string[])[] = [["+", "-"], ["~"], ["*", "/", "//", "%"], ["**"]];

/** How far a tuple without parentheses goes and what its members are. */
export interface TupleOptions {
  /** Members are bare names and literals (targets of an assignment). */
  readonly onlyPrimary?: boolean;
  /** Members may be `a if b else c`. */
  readonly withCondition?: boolean;
  readonly isParenthesized?: boolean;
}

/** Reads Jinja 3.1 expressions. */
export class ExpressionParser {
  readonly stream: TokenStream;
  #depth = 0;

  constructor(stream: TokenStream) {
    this.stream = stream;
  }

  /** `a if b else c`, the weakest of all. */
  parseExpression(): Expression {
    this.#enter();
    let then = this.parseOr();
    while (this.stream.is("name:if")) {
      const at = place(this.stream.next());
      const test = this.parseOr();
      const otherwise = this.stream.skip("name:else") ? this.parseExpression() : undefined;
      then = { type: "condition", test, then, otherwise, ...at };
    }
    this.#depth -= 1;
    return then;
  }

  parseOr(): Expression {
    let left = this.#parseAnd();
    while (this.stream.is("name:or")) {
      const at = place(this.stream.next());
      left = { type: "or", left, right: this.#parseAnd(), ...at };
    }
    return left;
  }

  /** A tuple without parentheses, or the single expression that stands there. */
  parseTuple(options: TupleOptions): Expression {
    const first = this.stream.current;
    const items: Expression[] = [];
    let isTuple = false;
    for (;;) {
      if (items.length > 0) this.stream.expect(",");
      if (this.stream.is("variable_end", "block_end", ")")) break;
      items.push(this.#parseMember(options));
      if (!this.stream.is(",")) break;
      isTuple = true;
    }
    const [only] = items;
    if (!isTuple && only !== undefined) return only;
    if (!isTuple && options.isParenthesized !== true) {
      this.fail(`Expected an expression, got '${describeToken(this.stream.current)}'`);
    }
    return { type: "tuple", items, ...place(first) };
  }

  parsePrimary(): Expression {
    const token = this.stream.next();
    const at = place(token);
    switch (token.type) {
      case "name": {
        const constant = constants.get(token.value);
        return constant === undefined
          ? { type: "name", name: token.value, ...at }
          : { type: "const", value: constant, ...at };
      }
      case "string": {
        const parts = [token.value];
        while (this.stream.is("string")) parts.push(this.stream.next().value);
        return { type: "const", value: parts.join(""), ...at };
      }
      case "integer":
        return { type: "const", value: readInteger(token.value), ...at };
      case "float":
        return { type: "const", value: { float: readFloat(token.value) }, ...at };
      case "(": {
        const inner = this.parseTuple({ withCondition: true, isParenthesized: true });
        this.stream.expect(")");
        return inner;
      }
      case "[":
        return { type: "list", items: this.#parseItems(), ...at };
      case "{":
        return { type: "dict", entries: this.#parseEntries(), ...at };
      default:
        throw new TemplateSyntaxError(`unexpected '${describeToken(token)}'`, token.offset);
    }
  }

  /** `.x`, `[i]` and `(...)` after a value, as many as there are. */
  parsePostfix(start: Expression): Expression {
    let node = start;
    for (;;) {
      const token = this.stream.current;
      if (token.type === "." || token.type === "[") node = this.#parseSubscript(node);
      else if (token.type === "(") node = this.#parseCall(node);
      else return node;
    }
  }

  /** The filters after a value; with `isBare` the first one comes without its `|`. */
  parseFilters(operand: Expression | undefined, isBare: boolean): FilterNode | undefined {
    let node: FilterNode | undefined;
    let isFirst = isBare;
    while (isFirst || this.stream.is("|")) {
      if (!isFirst) this.stream.next();
      isFirst = false;
      const at = place(this.stream.current);
      const name = this.#parseDottedName();
      const given = this.stream.is("(") ? this.#parseArguments() : noArguments;
      node = { type: "filter", name, operand: node ?? operand, ...given, ...at };
    }
    return node;
  }

  fail(message: string, token = this.stream.current): never {
    throw new TemplateSyntaxError(message, token.offset);
  }

  #parseMember(options: TupleOptions): Expression {
    if (options.onlyPrimary === true) return this.parsePrimary();
    return options.withCondition === true ? this.parseExpression() : this.parseOr();
  }

  #parseAnd(): Expression {
    let left = this.#parseNot();
    while (this.stream.is("name:and")) {
      const at = place(this.stream.next());
      left = { type: "and", left, right: this.#parseNot(), ...at };
    }
    return left;
  }

  #parseNot(): Expression {
    if (!this.stream.is("name:not")) return this.#parseCompare();
    this.#enter();
    const at = place(this.stream.next());
    const operand = this.#parseNot();
    this.#depth -= 1;
    return { type: "not", operand, ...at };
  }

  #parseCompare(): Expression {
    const at = place(this.stream.current);
    const first = this.#parseBinary(0);
    const rest: { operator: CompareOperator; operand: Expression }[] = [];
    for (;;) {
      const operator = this.#takeComparison();
      if (operator === undefined) break;
      rest.push({ operator, operand: this.#parseBinary(0) });
    }
    return rest.length === 0 ? first : { type: "compare", first, rest, ...at };
  }

  #takeComparison(): CompareOperator | undefined {
    const { type } = this.stream.current;
    if (comparisons.has(type)) {
      this.stream.next();
      return type as CompareOperator;
    }
    if (this.stream.skip("name:in")) return "in";
    if (!this.stream.is("name:not") || !this.stream.isNext("name:in")) return undefined;
    this.stream.next();
    this.stream.next();
    return "not in";
  }

  #parseBinary(level: number): Expression {
    const operators = binaryLevels[level];
    if (operators === undefined) return this.#parseUnary(true);
    const at = place(this.stream.current);
    let left = this.#parseBinary(level + 1);
    const parts = [left];
    while (operators.includes(this.stream.current.type)) {
      const token = this.stream.next();
      const right = this.#parseBinary(level + 1);
      if (token.type === "~") parts.push(right);
      else left = { type: "binary", operator: token.type as BinaryOperator, left, right, ...place(token) };
    }
    return parts.length > 1 ? { type: "concat", parts, ...at } : left;
  }

  #parseUnary(withFilters: boolean): Expression {
    this.#enter();
    let node: Expression;
    const token = this.stream.current;
    if (token.type === "-" || token.type === "+") {
      this.stream.next();
      node = { type: token.type === "-" ? "neg" : "pos", operand: this.#parseUnary(false), ...place(token) };
    } else {
      node = this.parsePrimary();
    }
    node = this.parsePostfix(node);
    this.#depth -= 1;
    return withFilters ? this.#parseFilterExpression(node) : node;
  }

  #parseFilterExpression(start: Expression): Expression {
    let node = start;
    for (;;) {
      if (this.stream.is("|")) node = this.parseFilters(node, false) ?? node;
      else if (this.stream.is("name:is")) node = this.#parseTest(node);
      // A call is also possible after a filter or a test.
      else if (this.stream.is("(")) node = this.#parseCall(node);
      else return node;
    }
  }

  #parseTest(operand: Expression): Expression {
    const at = place(this.stream.next());
    const isNegated = this.stream.skip("name:not");
    const name = this.#parseDottedName();
    let given = noArguments;
    if (this.stream.is("(")) {
      given = this.#parseArguments();
    } else if (
      this.stream.is("name", "string", "integer", "float", "(", "[", "{") &&
      !this.stream.is("name:else", "name:or", "name:and")
    ) {
      if (this.stream.is("name:is")) this.fail("You cannot chain multiple tests with is");
      given = { ...noArguments, positional: [this.parsePostfix(this.parsePrimary())] };
    }
    const node: Expression = { type: "test", name, operand, ...given, ...at };
    return isNegated ? { type: "not", operand: node, ...at } : node;
  }

  #parseDottedName(): string {
    let name = this.stream.expect("name").value;
    while (this.stream.skip(".")) name += `.${this.stream.expect("name").value}`;
    return name;
  }

  #parseSubscript(object: Expression): Expression {
    const token = this.stream.next();
    const at = place(token);
    if (token.type === ".") {
      const member = this.stream.next();
      if (member.type === "name") return { type: "attribute", object, name: member.value, ...at };
      if (member.type !== "integer") this.fail("expected name or number", member);
      const index: Expression = { type: "const", value: readInteger(member.value), ...place(member) };
      return { type: "item", object, index, ...at };
    }
    const indexes: Expression[] = [];
    while (!this.stream.is("]")) {
      if (indexes.length > 0) this.stream.expect(",");
      indexes.push(this.#parseIndex());
    }
    this.stream.expect("]");
    const [only] = indexes;
    const index: Expression =
      only !== undefined && indexes.length === 1 ? only : { type: "tuple", items: indexes, ...at };
    return { type: "item", object, index, ...at };
  }

  #parseIndex(): Expression {
    const at = place(this.stream.current);
    let start: Expression | undefined;
    if (!this.stream.is(":")) {
      start = this.parseExpression();
      if (!this.stream.is(":")) return start;
    }
    this.stream.next();
    const stop = this.stream.is(":", "]", ",") ? undefined : this.parseExpression();
    const hasStep = this.stream.skip(":");
    const step = !hasStep || this.stream.is("]", ",") ? undefined : this.parseExpression();
    const slice: Slice = { type: "slice", start, stop, step, ...at };
    return slice;
  }

  #parseCall(callee: Expression): Expression {
    const at = place(this.stream.current);
    return { type: "call", callee, ...this.#parseArguments(), ...at };
  }

  #parseArguments(): Arguments {
    const open = this.stream.expect("(");
    const positional: Expression[] = [];
    const keywords: { name: string; value: Expression }[] = [];
    let spread: Expression | undefined;
    let spreadKeywords: Expression | undefined;
    const require = (isRight: boolean) => {
      if (!isRight) this.fail("invalid syntax for function call expression", open);
    };
    for (let isFirst = true; !this.stream.is(")"); isFirst = false) {
      if (!isFirst) this.stream.expect(",");
      if (this.stream.is(")")) break;
      if (this.stream.is("*")) {
        require(spread === undefined && spreadKeywords === undefined);
        this.stream.next();
        spread = this.parseExpression();
      } else if (this.stream.is("**")) {
        require(spreadKeywords === undefined);
        this.stream.next();
        spreadKeywords = this.parseExpression();
      } else if (this.stream.is("name") && this.stream.isNext("=")) {
        require(spreadKeywords === undefined);
        const name = this.stream.next().value;
        this.stream.next();
        keywords.push({ name, value: this.parseExpression() });
      } else {
        require(spread === undefined && spreadKeywords === undefined && keywords.length === 0);
        positional.push(this.parseExpression());
      }
    }
    this.stream.expect(")");
    return { positional, keywords, spread, spreadKeywords };
  }

  #parseItems(): Expression[] {
    const items: Expression[] = [];
    while (!this.stream.is("]")) {
      if (items.length > 0) this.stream.expect(",");
      if (this.stream.is("]")) break;
      items.push(this.parseExpression());
    }
    this.stream.expect("]");
    return items;
  }

  #parseEntries(): [Expression, Expression][] {
    const entries: [Expression, Expression][] = [];
    while (!this.stream.is("}")) {
      if (entries.length > 0) this.stream.expect(",");
      if (this.stream.is("}")) break;
      const key = this.parseExpression();
      this.stream.expect(":");
      entries.push([key, this.parseExpression()]);
    }
    this.stream.expect("}");
    return entries;
  }

  #enter(): void {
    this.#depth += 1;
    if (this.#depth > deepest) this.fail("the expression is nested too deeply");
  }
}

/** Deeper nesting would exhaust the stack of the interpreter, as it does Python's. */
const deepest = 200;

/**
 * Where a token stands, for the node that it begins.
 *
 * @param token the token
 */
export function place(token: Token): { readonly offset: number; readonly line: number } {
  return { offset: token.offset, line: token.line };
}
