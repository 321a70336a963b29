import { ExpressionParser, place } from "./expression-parser.ts";
import { Lexer } from "./lexer.ts";
import type { Block, Expression, Parameter, Scoped, Statement, Target, Template } from "./nodes.ts";
import { bindTarget, toTarget } from "./targets.ts";
import { describeWanted } from "./token.ts";
import { TokenStream } from "./token-stream.ts";

/** Reads the statement that begins at the current token, the tag's name, up to the end of its last tag. */
export type ParseStatement = (parser: BodyParser) => Statement;

/** Reads text, prints and statements; what the tags mean comes in as a table. */
export class BodyParser extends ExpressionParser {
  readonly #statements: ReadonlyMap<string, ParseStatement>;
  readonly #blocks: Block[] = [];
  /** The tags that are open, the innermost last. */
  readonly #openTags: string[] = [];
  /** What would end the bodies that are open, the innermost last. */
  readonly #wantedEnds: (readonly string[])[] = [];
  /** What is assigned in the scopes that are open, the innermost last. */
  readonly #scopes: Set<string>[] = [new Set()];

  constructor(source: string, state: "text" | "variable", statements: ReadonlyMap<string, ParseStatement>) {
    super(new TokenStream(new Lexer(source, state)));
    this.#statements = statements;
  }

  /** A bare expression and nothing after it. */
  parseWhole(): Expression {
    const node = this.parseExpression();
    if (!this.stream.is("eof")) this.fail("chunk after expression");
    return node;
  }

  parseTemplate(): Template {
    const body = this.#parseBody(undefined);
    return { body, names: this.#scopes[0] ?? new Set(), blocks: this.#blocks };
  }

  /** The body of a block tag, from the end of the opening tag on; the ending tag's name becomes current. */
  parseInner(...ends: readonly string[]): Statement[] {
    this.stream.skip(":");
    this.stream.expect("block_end");
    const body = this.#parseBody(ends);
    if (this.stream.is("eof")) this.#failAtTag(undefined, [...this.#wantedEnds, ends]);
    return body;
  }

  /** Like {@link parseInner}, in a scope that knows `names` already. */
  parseScope(names: Iterable<string>, ...ends: readonly string[]): Scoped {
    const declared = new Set(names);
    this.#scopes.push(declared);
    const body = this.parseInner(...ends);
    this.#scopes.pop();
    return { body, names: declared };
  }

  /** Like {@link parseScope}, and the ending tag's name is read too. */
  parseClosedScope(names: Iterable<string>, end: string): Scoped {
    const scope = this.parseScope(names, end);
    this.stream.next();
    return scope;
  }

  /** The left side of an assignment: names and tuples of names, in a `set` also `namespace.name`. */
  parseTarget(withNamespace = false): Target {
    if (withNamespace && this.stream.isNext(".")) {
      const token = this.stream.expect("name");
      this.stream.next();
      return {
        type: "namespace",
        name: token.value,
        attribute: this.stream.expect("name").value,
        ...place(token),
      };
    }
    return toTarget(this.parseTuple({ onlyPrimary: true }));
  }

  /** A single name on the left side of an assignment. */
  parseTargetName(): string {
    const token = this.stream.expect("name");
    toTarget({ type: "name", name: token.value, ...place(token) });
    return token.value;
  }

  /** `(a, b=1)` */
  parseParameters(): Parameter[] {
    const parameters: Parameter[] = [];
    this.stream.expect("(");
    while (!this.stream.is(")")) {
      if (parameters.length > 0) this.stream.expect(",");
      const name = this.parseTargetName();
      const defaultValue = this.stream.skip("=") ? this.parseExpression() : undefined;
      if (defaultValue === undefined && parameters.at(-1)?.defaultValue !== undefined) {
        this.fail("non-default argument follows default argument");
      }
      parameters.push({ name, defaultValue });
    }
    this.stream.expect(")");
    return parameters;
  }

  /** Notes that the innermost open scope assigns a target. */
  declare(target: Target): void {
    bindTarget(target, (name) => this.declareName(name));
  }

  /** Notes that the innermost open scope assigns a name. */
  declareName(name: string): void {
    this.#scopes.at(-1)?.add(name);
  }

  /** Remembers a named block of the template. */
  addBlock(block: Block): void {
    this.#blocks.push(block);
  }

  /** Statements up to one of the ends, which stays current; without ends up to the end of the template. */
  #parseBody(ends: readonly string[] | undefined): Statement[] {
    if (ends !== undefined) this.#wantedEnds.push(ends);
    const body: Statement[] = [];
    while (!this.stream.is("eof")) {
      const token = this.stream.next();
      if (token.type === "data") {
        body.push({ type: "text", text: token.value, ...place(token) });
      } else if (token.type === "variable_begin") {
        body.push({ type: "print", values: [this.parseTuple({ withCondition: true })], ...place(token) });
        this.stream.expect("variable_end");
      } else {
        if (ends !== undefined && this.stream.is(...ends)) break;
        body.push(this.#parseStatement());
        this.stream.expect("block_end");
      }
    }
    if (ends !== undefined) this.#wantedEnds.pop();
    return body;
  }

  #parseStatement(): Statement {
    const token = this.stream.current;
    if (token.type !== "name") this.fail("tag name expected");
    const parse = this.#statements.get(token.value);
    if (parse === undefined) this.#failAtTag(token.value, this.#wantedEnds);
    this.#openTags.push(token.value);
    const node = parse(this);
    this.#openTags.pop();
    return node;
  }

  #failAtTag(tag: string | undefined, wantedEnds: readonly (readonly string[])[]): never {
    const message = [tag === undefined ? "Unexpected end of template." : `Encountered unknown tag '${tag}'.`];
    const innermost = wantedEnds.at(-1);
    if (innermost !== undefined) {
      const wanted = innermost.map((each) => `'${describeWanted(each)}'`).join(" or ");
      const isExpected = tag !== undefined && wantedEnds.some((ends) => ends.includes(`name:${tag}`));
      message.push(
        isExpected
          ? `You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for ${wanted}.`
          : `Jinja was looking for the following tags: ${wanted}.`,
      );
    }
    const open = this.#openTags.at(-1);
    if (open !== undefined) message.push(`The innermost block that needs to be closed is '${open}'.`);
    this.fail(message.join(" "));
  }
}
