import { PyError, PyTuple, typeError, typeName, type Value } from "../../python/index.ts";
import { arrays, type Evaluation } from "../evaluation/evaluation.ts";
import { iterate } from "../evaluation/iterate.ts";
import type { NamespaceTarget, Target, TupleTarget } from "../syntax/nodes.ts";
import { Namespace } from "../values/namespace.ts";
import { undefinedName } from "../values/undefined.ts";
import type { Assign, Evaluate, Frame } from "./frame.ts";
import type { NameScope, Place } from "./name-scope.ts";

/**
 * Reads a variable: from the innermost scope that has assigned it by now, else from outside of the template.
 *
 * @param name the variable
 * @param scope where it is read
 */
export function compileName(name: string, scope: NameScope): Evaluate {
  const places = scope.find(name);
  const [place] = places;
  if (place === undefined) return (frame) => outerName(name, frame);
  if (places.length === 1 && place.up === 0) {
    const { slot } = place;
    return (frame) => frame.slots[slot] ?? outerIfUnset(frame.slots[slot], name, frame);
  }
  return (frame) => {
    for (const each of places) {
      const value = frameAt(frame, each).slots[each.slot];
      if (value !== undefined) return value;
    }
    return outerName(name, frame);
  };
}

/**
 * Stores values in the innermost scope.
 *
 * @param target the left side of the assignment
 * @param scope the scope in which it stands
 */
export function compileTarget(target: Target, scope: NameScope): Assign {
  if (target.type === "tuple") return compileTupleTarget(target, scope);
  if (target.type === "namespace") return compileNamespaceTarget(target, scope);
  const slot = scope.slotOf(target.name);
  return (frame, value) => {
    frame.slots[slot] = value;
  };
}

/**
 * The namespace that an assignment goes to; Jinja looks at it before it evaluates the value.
 *
 * @throws PyError TemplateRuntimeError when the variable holds no namespace
 */
export function findNamespace(target: NamespaceTarget, scope: NameScope): (frame: Frame) => Namespace {
  const read = compileName(target.name, scope);
  return (frame) => {
    const value = read(frame);
    if (value instanceof Namespace) return value;
    throw new PyError("TemplateRuntimeError", "cannot assign attribute on non-namespace object");
  };
}

function compileNamespaceTarget(target: NamespaceTarget, scope: NameScope): Assign {
  const find = findNamespace(target, scope);
  return (frame, value) => find(frame).set(target.attribute, value);
}

function compileTupleTarget(target: TupleTarget, scope: NameScope): Assign {
  const assigns = target.items.map((item) => compileTarget(item, scope));
  return (frame, value) => {
    const items = unpack(value, assigns.length, frame.evaluation);
    for (const [index, assign] of assigns.entries()) assign(frame, items[index] ?? null);
  };
}

function unpack(value: Value, count: number, evaluation: Evaluation): readonly Value[] {
  const items = value instanceof PyTuple ? value.items : takeItems(value, count, evaluation);
  if (items.length > count) throw new PyError("ValueError", `too many values to unpack (expected ${count})`);
  if (items.length < count) {
    throw new PyError("ValueError", `not enough values to unpack (expected ${count}, got ${items.length})`);
  }
  return items;
}

/** As many items as are wanted, and one more to see that there are too many. */
function takeItems(value: Value, count: number, evaluation: Evaluation): Value[] {
  const items: Value[] = [];
  const source = iterateToUnpack(value, evaluation);
  for (let step = source.next(); step.done !== true; step = source.next()) {
    items.push(step.value);
    if (items.length > count) break;
  }
  return items;
}

function iterateToUnpack(value: Value, evaluation: Evaluation): Iterator<Value> {
  try {
    return iterate(value, evaluation);
  } catch (error) {
    if (!(error instanceof PyError) || error.pyClass !== "TypeError") throw error;
    throw typeError(`cannot unpack non-iterable ${typeName(value, arrays)} object`);
  }
}

function outerIfUnset(value: Value | undefined, name: string, frame: Frame): Value {
  return value === null ? null : outerName(name, frame);
}

function outerName(name: string, frame: Frame): Value {
  const value = frame.evaluation.global(name);
  return value === undefined ? undefinedName(name) : value;
}

function frameAt(frame: Frame, place: Place): Frame {
  let found = frame;
  for (let i = 0; i < place.up && found.parent !== undefined; i += 1) found = found.parent;
  return found;
}
