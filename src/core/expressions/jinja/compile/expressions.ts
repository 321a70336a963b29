import { float } from "../../../base/index.ts";
import { isPlainMap, isTrue, PyDict, PyTuple, type Value } from "../../python/index.ts";
import { compareWith } from "../evaluation/comparison.ts";
import { arrays } from "../evaluation/evaluation.ts";
import { binaryOperators, minusSign, plusSign } from "../evaluation/operators.ts";
import { sliceOf } from "../evaluation/members.ts";
import { joinTexts } from "../evaluation/join.ts";
import type { Expression, Literal } from "../syntax/nodes.ts";
import { TemplateSyntaxError } from "../syntax/syntax-error.ts";
import { Slice } from "../values/slice.ts";
import { Undefined } from "../values/undefined.ts";
import { compileCall, compileFilter, compileTest } from "./calls.ts";
import type { Compiler } from "./compiler.ts";
import type { Evaluate, Frame } from "./frame.ts";
import type { NameScope } from "./name-scope.ts";
import { compileName } from "./names.ts";

type Node<T extends Expression["type"]> = Extract<Expression, { readonly type: T }>;

/**
 * Turns an expression into a function.
 *
 * @param node the expression
 * @param scope where it stands
 * @param compiler compiles what is inside
 * @throws TemplateSyntaxError for a filter or test that does not exist
 */
export function compileExpression(node: Expression, scope: NameScope, compiler: Compiler): Evaluate {
  const inner = (each: Expression) => compiler.expression(each, scope);
  switch (node.type) {
    case "const": {
      const value = valueOf(node.value);
      return () => value;
    }
    case "name":
      return compileName(node.name, scope);
    case "attribute": {
      const object = inner(node.object);
      const { name } = node;
      const { members } = compiler;
      if (!members.isOnlyKey(name)) return (frame) => members.attribute(object(frame), name);
      return (frame) => {
        const value = object(frame);
        const member = isPlainMap(value) && Object.hasOwn(value, name) ? value[name] : undefined;
        return member === undefined ? members.attribute(value, name) : member;
      };
    }
    case "item": {
      const object = inner(node.object);
      const { members } = compiler;
      if (node.index.type === "slice") {
        const slice = compileSlice(node.index, inner);
        return (frame) => sliceOf(object(frame), slice(frame));
      }
      const index = inner(node.index);
      return (frame) => members.item(object(frame), index(frame));
    }
    case "call":
      return compileCall(node, scope, compiler);
    case "filter":
      return compileFilter(node, scope, compiler);
    case "test":
      return compileTest(node, scope, compiler);
    case "binary": {
      const operator = binaryOperators[node.operator];
      const left = inner(node.left);
      const right = inner(node.right);
      return (frame) => {
        frame.evaluation.meter.step();
        return operator(left(frame), right(frame), frame.evaluation);
      };
    }
    case "compare":
      return compileCompare(node, inner);
    case "not": {
      const operand = inner(node.operand);
      return (frame) => !isTrue(operand(frame));
    }
    case "neg": {
      const operand = inner(node.operand);
      return (frame) => minusSign(operand(frame));
    }
    case "pos": {
      const operand = inner(node.operand);
      return (frame) => plusSign(operand(frame));
    }
    case "and":
    case "or":
      return compileLogic(node, inner);
    case "condition":
      return compileCondition(node, scope.soft(), compiler);
    case "concat": {
      const parts = node.parts.map(inner);
      return (frame) =>
        joinTexts(
          parts.map((part) => part(frame)),
          frame.evaluation,
        );
    }
    case "list": {
      const items = node.items.map(inner);
      return (frame) => items.map((item) => item(frame));
    }
    case "tuple": {
      const items = node.items.map(inner);
      return (frame) => new PyTuple(items.map((item) => item(frame)));
    }
    case "dict": {
      const entries = node.entries.map(([key, value]) => [inner(key), inner(value)] as const);
      return (frame) => {
        const dict = new PyDict(arrays);
        for (const [key, value] of entries) dict.set(key(frame), value(frame));
        return dict;
      };
    }
    case "slice":
      throw new TemplateSyntaxError("invalid syntax", node.offset, "SyntaxError");
  }
}

function compileCompare(node: Node<"compare">, inner: (node: Expression) => Evaluate): Evaluate {
  const first = inner(node.first);
  const rest = node.rest.map(({ operator, operand }) => ({ operator, operand: inner(operand) }));
  const [only] = rest;
  if (only !== undefined && rest.length === 1) {
    const { operator, operand } = only;
    return (frame) => compareWith(operator, first(frame), operand(frame), frame.evaluation);
  }
  return (frame) => {
    let left = first(frame);
    for (const { operator, operand } of rest) {
      const right = operand(frame);
      if (!compareWith(operator, left, right, frame.evaluation)) return false;
      left = right;
    }
    return true;
  };
}

function compileLogic(node: Node<"and" | "or">, inner: (node: Expression) => Evaluate): Evaluate {
  const left = inner(node.left);
  const right = inner(node.right);
  const goesOn = node.type === "and";
  return (frame) => {
    const value = left(frame);
    return isTrue(value) === goesOn ? right(frame) : value;
  };
}

function compileCondition(node: Node<"condition">, scope: NameScope, compiler: Compiler): Evaluate {
  const test = compiler.expression(node.test, scope);
  const then = compiler.expression(node.then, scope);
  const otherwise = node.otherwise === undefined ? noElse(node.line) : compiler.expression(node.otherwise, scope);
  return (frame) => (isTrue(test(frame)) ? then(frame) : otherwise(frame));
}

/** The value of a condition without else is undefined in the lenient way, also where all else is strict. */
function noElse(line: number): Evaluate {
  const message = `the inline if-expression on line ${line} evaluated to false and no else section was defined.`;
  return () => new Undefined(message, "UndefinedError", false);
}

function compileSlice(node: Node<"slice">, inner: (node: Expression) => Evaluate): (frame: Frame) => Slice {
  const bound = (each: Expression | undefined): Evaluate => (each === undefined ? () => null : inner(each));
  const start = bound(node.start);
  const stop = bound(node.stop);
  const step = bound(node.step);
  return (frame) => new Slice(start(frame), stop(frame), step(frame));
}

function valueOf(literal: Literal): Value {
  return typeof literal === "object" && literal !== null ? float(literal.float) : literal;
}
