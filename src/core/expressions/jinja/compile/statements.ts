import { isTrue, PyError, typeError, type Value } from "../../python/index.ts";
import type { Evaluation } from "../evaluation/evaluation.ts";
import { escape, toText } from "../evaluation/text.ts";
import type { Expression, Statement, Target } from "../syntax/nodes.ts";
import { Markup } from "../html/markup.ts";
import { Undefined } from "../values/undefined.ts";
import { compileBlock } from "./blocks.ts";
import { compileFilter } from "./calls.ts";
import type { Compiler } from "./compiler.ts";
import { type Execute, type Frame, Output } from "./frame.ts";
import { compileFor } from "./for-loop.ts";
import { compileCallBlock, compileMacro } from "./macros.ts";
import type { NameScope } from "./name-scope.ts";
import { compileTarget, findNamespace } from "./names.ts";
import { writeText } from "./write-text.ts";

type Node<T extends Statement["type"]> = Extract<Statement, { readonly type: T }>;

/**
 * Turns statements into one function.
 *
 * @param nodes the statements
 * @param scope where they stand
 * @param compiler compiles what is inside
 */
export function compileBody(nodes: readonly Statement[], scope: NameScope, compiler: Compiler): Execute {
  const statements = nodes.map((node) => compileStatement(node, scope, compiler));
  const [only] = statements;
  if (only !== undefined && statements.length === 1) return only;
  return (frame, output) => {
    for (const statement of statements) statement(frame, output);
  };
}

function compileStatement(node: Statement, scope: NameScope, compiler: Compiler): Execute {
  switch (node.type) {
    case "text":
      return (_frame, output) => output.write(node.text);
    case "print":
      return compilePrint(node.values, scope, compiler);
    case "if":
      return compileIf(node, scope.soft(), compiler);
    case "for":
      return compileFor(node, scope, compiler);
    case "set":
      return compileSet(node, scope, compiler);
    case "set block":
      return compileSetBlock(node, scope, compiler);
    case "with":
      return compileWith(node, scope, compiler);
    case "macro":
      return compileMacro(node, scope, compiler);
    case "call block":
      return compileCallBlock(node, scope, compiler);
    case "filter block":
      return compileFilterBlock(node, scope, compiler);
    case "block":
      return compileBlock(node, scope, compiler);
    case "autoescape":
      return compileAutoescape(node, scope, compiler);
    case "load":
      return compileLoad(node.template, scope, compiler);
  }
}

function compilePrint(values: readonly Expression[], scope: NameScope, compiler: Compiler): Execute {
  const parts = values.map((value) => compiler.expression(value, scope));
  return (frame, output) => {
    for (const part of parts) output.write(printed(part(frame), frame.evaluation));
  };
}

function printed(value: Value, evaluation: Evaluation): string {
  return evaluation.isEscaping ? escape(value).text : toText(value);
}

function compileIf(node: Node<"if">, scope: NameScope, compiler: Compiler): Execute {
  const branches = node.branches.map(({ test, body }) => ({
    test: compiler.expression(test, scope),
    body: compiler.body(body, scope),
  }));
  const otherwise = compiler.body(node.otherwise, scope);
  return (frame, output) => {
    const taken = branches.find(({ test }) => isTrue(test(frame)));
    (taken?.body ?? otherwise)(frame, output);
  };
}

function compileSet(node: Node<"set">, scope: NameScope, compiler: Compiler): Execute {
  const value = compiler.expression(node.value, scope);
  if (node.target.type === "namespace") {
    const { attribute } = node.target;
    const find = findNamespace(node.target, scope);
    return (frame) => find(frame).set(attribute, value(frame));
  }
  const assign = compileTarget(node.target, scope);
  return (frame) => assign(frame, value(frame));
}

function compileSetBlock(node: Node<"set block">, scope: NameScope, compiler: Compiler): Execute {
  const text = compileText(node.scope, scope, compiler);
  const assign = compileTarget(node.target, scope);
  const value = node.filter === undefined ? text : compileFilter(node.filter, scope, compiler, (frame) => text(frame));
  return (frame) => {
    const result = value(frame);
    assign(frame, frame.evaluation.isEscaping ? new Markup(toText(result)) : result);
  };
}

function compileFilterBlock(node: Node<"filter block">, scope: NameScope, compiler: Compiler): Execute {
  const text = compileText(node.scope, scope, compiler);
  const value = compileFilter(node.filter, scope, compiler, (frame) =>
    frame.evaluation.isEscaping ? new Markup(text(frame)) : text(frame),
  );
  return (frame, output) => writeText(value(frame), output);
}

function compileWith(node: Node<"with">, scope: NameScope, compiler: Compiler): Execute {
  const inner = scope.inner(node.scope.names);
  const values = node.values.map((value) => compiler.expression(value, scope));
  const assigns = node.targets.map((target: Target) => compileTarget(target, inner));
  const body = compiler.body(node.scope.body, inner);
  return (frame, output) => {
    const own = frame.inner(inner.size);
    for (const [index, assign] of assigns.entries()) assign(own, values[index]?.(frame) ?? null);
    body(own, output);
  };
}

function compileAutoescape(node: Node<"autoescape">, scope: NameScope, compiler: Compiler): Execute {
  const isOn = compiler.expression(node.isOn, scope);
  const inner = scope.inner(node.scope.names);
  const body = compiler.body(node.scope.body, inner);
  return (frame, output) => {
    const { evaluation } = frame;
    const before = evaluation.isEscaping;
    evaluation.isEscaping = isTrue(isOn(frame));
    body(frame.inner(inner.size), output);
    evaluation.isEscaping = before;
  };
}

/** There is nothing that a template could be loaded from. */
function compileLoad(template: Expression, scope: NameScope, compiler: Compiler): Execute {
  const name = compiler.expression(template, scope);
  return (frame) => {
    const value = name(frame);
    if (value instanceof Undefined) value.fail();
    if (Array.isArray(value) && value.length === 0) {
      throw new PyError("TemplatesNotFound", "Tried to select from an empty list of templates.");
    }
    throw typeError("no loader for this environment specified");
  };
}

/** What statements in a scope of their own write, as a text. */
function compileText(
  scoped: Node<"filter block">["scope"],
  scope: NameScope,
  compiler: Compiler,
): (frame: Frame) => string {
  const inner = scope.inner(scoped.names);
  const body = compiler.body(scoped.body, inner);
  return (frame) => {
    const output = new Output(frame.evaluation);
    body(frame.inner(inner.size), output);
    return output.text;
  };
}
