import { PyDict, PyTuple, type Value } from "../../python/index.ts";
import { arrays } from "../evaluation/evaluation.ts";
import type { CallBlock, Macro as MacroNode, Parameter, Scoped } from "../syntax/nodes.ts";
import { TemplateSyntaxError } from "../syntax/syntax-error.ts";
import { Macro, type MacroArguments, type MacroSignature } from "../values/macro.ts";
import { Undefined } from "../values/undefined.ts";
import { compileCall } from "./calls.ts";
import type { Compiler } from "./compiler.ts";
import { type Evaluate, type Execute, type Frame, Output } from "./frame.ts";
import type { NameScope } from "./name-scope.ts";
import { compileTarget } from "./names.ts";
import { writeText } from "./write-text.ts";

interface Definition {
  readonly name: string | null;
  readonly parameters: readonly Parameter[];
  readonly scope: Scoped;
  readonly offset: number;
}

/** `{% macro name(parameters) %}`: sets a variable to the macro. */
export function compileMacro(node: MacroNode, scope: NameScope, compiler: Compiler): Execute {
  const make = compileDefinition(node, scope, compiler);
  const assign = compileTarget({ type: "name", name: node.name, offset: node.offset, line: node.line }, scope);
  return (frame) => assign(frame, make(frame));
}

/** `{% call(parameters) callee() %}`: calls with the body as `caller`. */
export function compileCallBlock(node: CallBlock, scope: NameScope, compiler: Compiler): Execute {
  const { parameters, offset } = node;
  const caller = compileDefinition({ name: null, parameters, scope: node.scope, offset }, scope, compiler);
  const call = compileCall(node.call, scope, compiler, caller);
  return (frame, output) => writeText(call(frame), output);
}

function compileDefinition(node: Definition, scope: NameScope, compiler: Compiler): Evaluate {
  const inner = scope.inner(node.scope.names);
  const parameters = node.parameters.map(({ name, defaultValue }) => ({
    name,
    slot: inner.slotOf(name),
    defaultValue: defaultValue === undefined ? undefined : compiler.expression(defaultValue, inner),
  }));
  const body = compiler.body(node.scope.body, inner);
  const names = parameters.map(({ name }) => name);
  const isSpecial = (name: string) => inner.isUsed(name) && !names.includes(name);
  const signature: MacroSignature = {
    name: node.name,
    parameters: names,
    takesKeywords: isSpecial("kwargs"),
    takesRest: isSpecial("varargs"),
    takesCaller: inner.isUsed("caller"),
  };
  checkCaller(node, inner);

  const fill = (own: Frame, given: MacroArguments): void => {
    if (given.caller !== undefined) own.slots[inner.slotOf("caller")] = given.caller;
    if (signature.takesKeywords) own.slots[inner.slotOf("kwargs")] = new PyDict(arrays, given.keywords);
    if (signature.takesRest) own.slots[inner.slotOf("varargs")] = new PyTuple(given.rest);
    for (const [index, { name, slot, defaultValue }] of parameters.entries()) {
      own.slots[slot] = given.parameters[index] ?? nullOr(given.parameters[index], name, defaultValue, own);
    }
  };
  return (frame) =>
    new Macro(signature, (given) => {
      const own = frame.inner(inner.size);
      fill(own, given);
      const output = new Output(frame.evaluation);
      body(own, output);
      return output.text;
    });
}

function nullOr(given: Value | undefined, name: string, defaultValue: Evaluate | undefined, own: Frame): Value {
  if (given === null) return null;
  return defaultValue?.(own) ?? missing(name, defaultValue);
}

function missing(name: string, defaultValue: Evaluate | undefined): Value {
  return defaultValue === undefined ? new Undefined(`parameter '${name}' was not provided`) : null;
}

function checkCaller(node: Definition, inner: NameScope): void {
  const caller = node.parameters.find(({ name }) => name === "caller");
  if (caller === undefined || caller.defaultValue !== undefined || !inner.isUsed("caller")) return;
  const message =
    'When defining macros or call blocks the special "caller" argument must be omitted or be given a default.';
  throw new TemplateSyntaxError(message, node.offset, "TemplateAssertionError");
}
