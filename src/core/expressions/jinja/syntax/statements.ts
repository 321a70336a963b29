import type { BodyParser, ParseStatement } from "./body-parser.ts";
import { place } from "./expression-parser.ts";
import type { Expression, Parameter, Scoped, Statement, Target } from "./nodes.ts";
import { isBlank } from "./patterns.ts";
import { parseFrom, parseImport, parseInclude, parseExtends } from "./loading-statements.ts";
import { bindTarget } from "./targets.ts";

/** The tags of Jinja 3.1 without extensions. */
export const statements: ReadonlyMap<string, ParseStatement> = new Map<string, ParseStatement>([
  ["for", parseFor],
  ["if", parseIf],
  ["set", parseSet],
  ["with", parseWith],
  ["block", parseBlock],
  ["macro", parseMacro],
  ["call", parseCallBlock],
  ["filter", parseFilterBlock],
  ["autoescape", parseAutoescape],
  ["print", parsePrint],
  ["include", parseInclude],
  ["import", parseImport],
  ["from", parseFrom],
  ["extends", parseExtends],
]);

function parseFor(parser: BodyParser): Statement {
  const at = place(parser.stream.next());
  const target = parser.parseTarget();
  parser.stream.expect("name:in");
  const iterable = parser.parseTuple({});
  const test = parser.stream.skip("name:if") ? parser.parseExpression() : undefined;
  const isRecursive = parser.stream.skip("name:recursive");
  const names = namesOf([target]);
  const loop = parser.parseScope(names, "name:endfor", "name:else");
  const hasElse = parser.stream.next().value === "else";
  const otherwise: Scoped = hasElse ? parser.parseClosedScope([], "name:endfor") : { body: [], names: new Set() };
  return { type: "for", target, iterable, test, isRecursive, loop, otherwise, ...at };
}

function parseIf(parser: BodyParser): Statement {
  const at = place(parser.stream.current);
  const branches: { test: Expression; body: readonly Statement[] }[] = [];
  let ending: string;
  do {
    parser.stream.next();
    const test = parser.parseTuple({});
    branches.push({ test, body: parser.parseInner("name:elif", "name:else", "name:endif") });
    ending = parser.stream.current.value;
  } while (ending === "elif");
  parser.stream.next();
  const otherwise = ending === "else" ? parser.parseInner("name:endif") : [];
  if (ending === "else") parser.stream.next();
  return { type: "if", branches, otherwise, ...at };
}

function parseSet(parser: BodyParser): Statement {
  const at = place(parser.stream.next());
  const target = parser.parseTarget(true);
  parser.declare(target);
  if (parser.stream.skip("=")) {
    return { type: "set", target, value: parser.parseTuple({ withCondition: true }), ...at };
  }
  const filter = parser.parseFilters(undefined, false);
  return { type: "set block", target, filter, scope: parser.parseClosedScope([], "name:endset"), ...at };
}

function parseWith(parser: BodyParser): Statement {
  const at = place(parser.stream.next());
  const targets: Target[] = [];
  const values: Expression[] = [];
  while (!parser.stream.is("block_end")) {
    if (targets.length > 0) parser.stream.expect(",");
    targets.push(parser.parseTarget());
    parser.stream.expect("=");
    values.push(parser.parseExpression());
  }
  return { type: "with", targets, values, scope: parser.parseClosedScope(namesOf(targets), "name:endwith"), ...at };
}

function parseBlock(parser: BodyParser): Statement {
  const at = place(parser.stream.next());
  const name = parser.stream.expect("name").value;
  const isScoped = parser.stream.skip("name:scoped");
  const isRequired = parser.stream.skip("name:required");
  if (parser.stream.is("-")) {
    parser.fail(
      "Block names in Jinja have to be valid Python identifiers and may not contain hyphens, use an underscore instead.",
    );
  }
  const scope = parser.parseClosedScope([], "name:endblock");
  if (isRequired && !scope.body.every((node) => node.type === "text" && isBlank(node.text))) {
    parser.fail("Required blocks can only contain comments or whitespace");
  }
  parser.stream.skip(`name:${name}`);
  const block = { type: "block", name, isScoped, isRequired, scope, ...at } as const;
  parser.addBlock(block);
  return block;
}

function parseMacro(parser: BodyParser): Statement {
  const at = place(parser.stream.next());
  const name = parser.parseTargetName();
  parser.declareName(name);
  const parameters = parser.parseParameters();
  return { type: "macro", name, parameters, scope: parseMacroScope(parser, parameters, "name:endmacro"), ...at };
}

function parseCallBlock(parser: BodyParser): Statement {
  const at = place(parser.stream.next());
  const parameters = parser.stream.is("(") ? parser.parseParameters() : [];
  const call = parser.parseExpression();
  if (call.type !== "call") parser.fail("expected call");
  return { type: "call block", call, parameters, scope: parseMacroScope(parser, parameters, "name:endcall"), ...at };
}

function parseMacroScope(parser: BodyParser, parameters: readonly Parameter[], end: string): Scoped {
  const names = [...parameters.map((each) => each.name), "caller", "varargs", "kwargs"];
  return parser.parseClosedScope(names, end);
}

function parseFilterBlock(parser: BodyParser): Statement {
  const at = place(parser.stream.next());
  const filter = parser.parseFilters(undefined, true);
  if (filter === undefined) parser.fail("expected filter");
  return { type: "filter block", filter, scope: parser.parseClosedScope([], "name:endfilter"), ...at };
}

function parseAutoescape(parser: BodyParser): Statement {
  const at = place(parser.stream.next());
  const isOn = parser.parseExpression();
  return { type: "autoescape", isOn, scope: parser.parseClosedScope([], "name:endautoescape"), ...at };
}

function parsePrint(parser: BodyParser): Statement {
  const at = place(parser.stream.next());
  const values: Expression[] = [];
  while (!parser.stream.is("block_end")) {
    if (values.length > 0) parser.stream.expect(",");
    values.push(parser.parseExpression());
  }
  return { type: "print", values, ...at };
}

function namesOf(targets: readonly Target[]): string[] {
  const names: string[] = [];
  for (const target of targets) bindTarget(target, (name) => names.push(name));
  return names;
}
