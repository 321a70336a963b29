import { PyError, typeError, typeName, type Value } from "../../python/index.ts";
import { callValue } from "../evaluation/call.ts";
import { arrays, type Evaluation, type Keywords, type Operation } from "../evaluation/evaluation.ts";
import { toList } from "../evaluation/iterate.ts";
import type { Arguments, Call, Expression, FilterNode, TestNode } from "../syntax/nodes.ts";
import { TemplateSyntaxError } from "../syntax/syntax-error.ts";
import { noKeywords } from "../values/callable.ts";
import { dictEntries, isDict } from "../values/dict.ts";
import { textOf } from "../html/markup.ts";
import type { Compiler } from "./compiler.ts";
import type { Evaluate, Frame } from "./frame.ts";
import type { NameScope } from "./name-scope.ts";

interface Given {
  readonly positional: readonly Value[];
  readonly keywords: Keywords;
}

/** Arguments; what is applied to comes in front of them. */
type EvaluateArguments = (frame: Frame, front: readonly Value[]) => Given;

/** `callee(...)` */
export function compileCall(node: Call, scope: NameScope, compiler: Compiler, caller?: Evaluate): Evaluate {
  const callee = compiler.expression(node.callee, scope);
  const give = compileArguments(node, (each) => compiler.expression(each, scope));
  return (frame) => {
    const value = callee(frame);
    const { positional, keywords } = give(frame, []);
    if (caller === undefined) return callValue(value, positional, keywords, frame.evaluation);
    return callValue(value, positional, new Map([...keywords, ["caller", caller(frame)]]), frame.evaluation);
  };
}

/**
 * `value | name(...)`
 *
 * @param node the filter
 * @param operand what is piped in where the filter itself does not say
 */
export function compileFilter(node: FilterNode, scope: NameScope, compiler: Compiler, operand?: Evaluate): Evaluate {
  const piped = node.operand === undefined ? operand : compileOperand(node.operand, scope, compiler, operand);
  const filter = find("filter", compiler.environment.filters, node, scope);
  return compileOperation(filter, node, piped ?? (() => null), scope, compiler);
}

/** `value is name(...)` */
export function compileTest(node: TestNode, scope: NameScope, compiler: Compiler): Evaluate {
  const operand = compiler.expression(node.operand, scope);
  return compileOperation(find("test", compiler.environment.tests, node, scope), node, operand, scope, compiler);
}

function compileOperand(
  node: Expression,
  scope: NameScope,
  compiler: Compiler,
  operand: Evaluate | undefined,
): Evaluate {
  return node.type === "filter" && operand !== undefined
    ? compileFilter(node, scope, compiler, operand)
    : compiler.expression(node, scope);
}

function compileOperation(
  applied: Operation,
  node: FilterNode | TestNode,
  operand: Evaluate,
  scope: NameScope,
  compiler: Compiler,
): Evaluate {
  if (node.positional.length + node.keywords.length === 0 && !hasSpread(node)) {
    return (frame) => {
      frame.evaluation.meter.step();
      return applied.run(frame.evaluation, [operand(frame)], noKeywords);
    };
  }
  const give = compileArguments(node, (each) => compiler.expression(each, scope));
  return (frame) => {
    frame.evaluation.meter.step();
    const { positional, keywords } = give(frame, [operand(frame)]);
    return applied.run(frame.evaluation, positional, keywords);
  };
}

/** An operation that does not exist fails at once, or inside a condition only when it is used. */
function find(
  kind: "filter" | "test",
  known: ReadonlyMap<string, Operation>,
  node: FilterNode | TestNode,
  scope: NameScope,
): Operation {
  const found = known.get(node.name);
  if (found !== undefined) return found;
  if (!scope.isSoft) {
    throw new TemplateSyntaxError(`No ${kind} named '${node.name}'.`, node.offset, "TemplateAssertionError");
  }
  const message = `No ${kind} named '${node.name}' found.`;
  return {
    run() {
      throw new PyError("TemplateRuntimeError", message);
    },
  };
}

function hasSpread(node: Arguments): boolean {
  return node.spread !== undefined || node.spreadKeywords !== undefined;
}

function compileArguments(node: Arguments, compile: (node: Expression) => Evaluate): EvaluateArguments {
  const positional = node.positional.map(compile);
  const keywords = node.keywords.map(({ name, value }) => [name, compile(value)] as const);
  const repeated = node.keywords.find((each, index) => node.keywords.findIndex((e) => e.name === each.name) < index);
  if (repeated !== undefined) {
    const message = `keyword argument repeated: ${repeated.name}`;
    throw new TemplateSyntaxError(message, repeated.value.offset, "SyntaxError");
  }
  const spread = node.spread === undefined ? undefined : compile(node.spread);
  const spreadKeywords = node.spreadKeywords === undefined ? undefined : compile(node.spreadKeywords);
  if (spread === undefined && spreadKeywords === undefined && keywords.length === 0) {
    return (frame, front) => ({
      positional: [...front, ...positional.map((each) => each(frame))],
      keywords: noKeywords,
    });
  }
  return (frame, front) => {
    const values = [...front, ...positional.map((each) => each(frame))];
    if (spread !== undefined) values.push(...spreadItems(spread(frame), frame.evaluation));
    const named = new Map(keywords.map(([name, value]) => [name, value(frame)]));
    if (spreadKeywords !== undefined) addKeywords(named, spreadKeywords(frame));
    return { positional: values, keywords: named };
  };
}

const callName = "jinja2.sandbox.SandboxedEnvironment.call()";

function spreadItems(value: Value, evaluation: Evaluation): readonly Value[] {
  try {
    return toList(value, evaluation);
  } catch (error) {
    if (!(error instanceof PyError) || error.pyClass !== "TypeError") throw error;
    throw typeError(`${callName} argument after * must be an iterable, not ${typeName(value, arrays)}`);
  }
}

function addKeywords(named: Map<string, Value>, more: Value): void {
  if (!isDict(more)) {
    throw typeError(`${callName} argument after ** must be a mapping, not ${typeName(more, arrays)}`);
  }
  for (const [key, value] of dictEntries(more)) {
    const name = textOf(key);
    if (name === undefined) throw typeError("keywords must be strings");
    if (named.has(name)) throw typeError(`${callName} got multiple values for keyword argument '${name}'`);
    named.set(name, value);
  }
}
