import type { Arguments, Expression, Parameter, Statement } from "./nodes.ts";

/**
 * Every expression below some statements, in the order of the text.
 *
 * @param statements the statements
 */
export function* expressionsIn(statements: readonly Statement[]): Generator<Expression, void> {
  for (const statement of statements) {
    for (const part of partsOf(statement)) yield* withInner(part);
    for (const body of bodiesOf(statement)) yield* expressionsIn(body);
  }
}

/** An expression and all that is inside, the outer ones first. */
export function* withInner(node: Expression): Generator<Expression, void> {
  yield node;
  for (const inner of innerOf(node)) yield* withInner(inner);
}

/** Every statement below some statements and these themselves. */
export function* statementsIn(statements: readonly Statement[]): Generator<Statement, void> {
  for (const statement of statements) {
    yield statement;
    for (const body of bodiesOf(statement)) yield* statementsIn(body);
  }
}

function partsOf(node: Statement): readonly Expression[] {
  switch (node.type) {
    case "text":
    case "block":
      return [];
    case "print":
      return node.values;
    case "if":
      return node.branches.map(({ test }) => test);
    case "for":
      return node.test === undefined ? [node.iterable] : [node.iterable, node.test];
    case "set":
      return [node.value];
    case "set block":
      return node.filter === undefined ? [] : [node.filter];
    case "with":
      return node.values;
    case "macro":
      return defaultsOf(node.parameters);
    case "call block":
      return [...defaultsOf(node.parameters), node.call];
    case "filter block":
      return [node.filter];
    case "autoescape":
      return [node.isOn];
    case "load":
      return [node.template];
  }
}

function bodiesOf(node: Statement): readonly (readonly Statement[])[] {
  switch (node.type) {
    case "if":
      return [...node.branches.map(({ body }) => body), node.otherwise];
    case "for":
      return [node.loop.body, node.otherwise.body];
    case "set block":
    case "with":
    case "macro":
    case "call block":
    case "filter block":
    case "block":
    case "autoescape":
      return [node.scope.body];
    default:
      return [];
  }
}

function innerOf(node: Expression): readonly Expression[] {
  switch (node.type) {
    case "name":
    case "const":
      return [];
    case "tuple":
    case "list":
      return node.items;
    case "dict":
      return node.entries.flat();
    case "slice":
      return [node.start, node.stop, node.step].filter((each) => each !== undefined);
    case "attribute":
      return [node.object];
    case "item":
      return [node.object, node.index];
    case "call":
      return [node.callee, ...argumentsOf(node)];
    case "filter":
      return node.operand === undefined ? argumentsOf(node) : [node.operand, ...argumentsOf(node)];
    case "test":
      return [node.operand, ...argumentsOf(node)];
    case "not":
    case "neg":
    case "pos":
      return [node.operand];
    case "and":
    case "or":
    case "binary":
      return [node.left, node.right];
    case "concat":
      return node.parts;
    case "compare":
      return [node.first, ...node.rest.map(({ operand }) => operand)];
    case "condition":
      return [node.test, node.then, node.otherwise].filter((each) => each !== undefined);
  }
}

function argumentsOf(node: Arguments): Expression[] {
  const { positional, keywords, spread, spreadKeywords } = node;
  return [...positional, ...keywords.map(({ value }) => value), spread, spreadKeywords].filter(
    (each) => each !== undefined,
  );
}

function defaultsOf(parameters: readonly Parameter[]): Expression[] {
  return parameters.map(({ defaultValue }) => defaultValue).filter((each) => each !== undefined);
}
