import {
  add,
  floorDivide,
  formatPercent,
  isArray,
  isNumber,
  modulo,
  multiply,
  negate,
  type Num,
  power,
  PyDict,
  PyError,
  PySet,
  PyTuple,
  repeat,
  subtract,
  trueDivide,
  typeError,
  typeName,
  type Value,
} from "../../python/index.ts";
import type { BinaryOperator } from "../syntax/nodes.ts";
import { DictView } from "../values/dict-view.ts";
import { escapeText, Markup, textOf } from "../html/markup.ts";
import { PyRange } from "../values/range.ts";
import { Undefined } from "../values/undefined.ts";
import { arrays, type Evaluation } from "./evaluation.ts";
import { toText } from "./text.ts";
import { addTimes, subtractTimes } from "./dates.ts";
import { formatMarkup } from "./markup-format.ts";

type Binary = (left: Value, right: Value, evaluation: Evaluation) => Value;

/** A number or a bool, which counts as 0 or 1; undefined for anything else. */
export function numberOf(value: Value): Num | undefined {
  if (typeof value === "boolean") return Number(value);
  return isNumber(value) ? value : undefined;
}

/** `left + right` of anything that Python adds. */
export function plus(left: Value, right: Value, evaluation: Evaluation): Value {
  if (typeof left === "string" && typeof right === "string") {
    evaluation.meter.size(left.length + right.length);
    return left + right;
  }
  const x = numberOf(left);
  const y = numberOf(right);
  if (x !== undefined && y !== undefined) return add(x, y);
  failUndefined(left, right);
  if (left instanceof Markup || right instanceof Markup) return joinMarkup(left, right);
  if (isArray(left) && isArray(right)) {
    evaluation.meter.walk(left.length + right.length);
    evaluation.meter.size(left.length + right.length);
    return [...left, ...right];
  }
  if (left instanceof PyTuple && right instanceof PyTuple) return new PyTuple([...left.items, ...right.items]);
  const time = addTimes(left, right);
  if (time !== undefined) return time;
  if (typeof left === "string") throw cannotConcatenate("str", right);
  if (isArray(left)) throw cannotConcatenate("list", right);
  if (left instanceof PyTuple) throw cannotConcatenate("tuple", right);
  throw unsupported("+", left, right);
}

function minus(left: Value, right: Value, evaluation: Evaluation): Value {
  const x = numberOf(left);
  const y = numberOf(right);
  if (x !== undefined && y !== undefined) return subtract(x, y);
  failUndefined(left, right);
  if (left instanceof DictView && left.kind !== "values" && isIterableValue(right)) {
    const result = new PySet(arrays, left);
    for (const each of right) {
      evaluation.meter.step();
      result.delete(each);
    }
    return result;
  }
  if (left instanceof PySet && right instanceof PySet) {
    return new PySet(
      arrays,
      [...left].filter((each) => !right.has(each)),
    );
  }
  const time = subtractTimes(left, right);
  if (time !== undefined) return time;
  throw unsupported("-", left, right);
}

function times(left: Value, right: Value, evaluation: Evaluation): Value {
  const x = numberOf(left);
  const y = numberOf(right);
  if (x !== undefined && y !== undefined) return multiply(x, y);
  failUndefined(left, right);
  return (
    repeated(left, y, evaluation) ??
    repeated(right, x, evaluation) ??
    failRepeat(left, right, unsupported("*", left, right))
  );
}

function percent(left: Value, right: Value, evaluation: Evaluation): Value {
  if (left instanceof Markup) return formatMarkup(left, right, evaluation);
  if (typeof left === "string") {
    if (right instanceof Undefined || right instanceof PyRange) return formatWithObject(left, right, evaluation);
    return formatPercent(left, right, arrays, evaluation.meter);
  }
  const x = numberOf(left);
  const y = numberOf(right);
  if (x !== undefined && y !== undefined) return modulo(x, y);
  failUndefined(left, right);
  throw unsupported("%", left, right);
}

/** An object with items may be left over, as a dict may. */
function formatWithObject(template: string, right: Undefined | PyRange, evaluation: Evaluation): string {
  const isLeftOver = !template.replaceAll("%%", "").includes("%");
  return formatPercent(template, isLeftOver ? new PyDict(arrays) : right, arrays, evaluation.meter);
}

function arithmetic(symbol: string, compute: (x: Num, y: Num, evaluation: Evaluation) => Num): Binary {
  return (left, right, evaluation) => {
    const x = numberOf(left);
    const y = numberOf(right);
    if (x !== undefined && y !== undefined) return compute(x, y, evaluation);
    failUndefined(left, right);
    throw unsupported(symbol, left, right);
  };
}

export const binaryOperators: Readonly<Record<BinaryOperator, Binary>> = {
  "+": plus,
  "-": minus,
  "*": times,
  "/": arithmetic("/", (x, y) => trueDivide(x, y)),
  "//": arithmetic("//", (x, y) => floorDivide(x, y)),
  "%": percent,
  "**": arithmetic("** or pow()", (x, y, evaluation) => power(x, y, evaluation.meter)),
};

/** `-value` */
export function minusSign(value: Value): Value {
  const x = numberOf(value);
  if (x !== undefined) return negate(x);
  if (value instanceof Undefined) value.fail();
  throw typeError(`bad operand type for unary -: '${typeName(value, arrays)}'`);
}

/** `+value` */
export function plusSign(value: Value): Value {
  const x = numberOf(value);
  if (x !== undefined) return x;
  if (value instanceof Undefined) value.fail();
  throw typeError(`bad operand type for unary +: '${typeName(value, arrays)}'`);
}

function repeated(sequence: Value, count: Num | undefined, evaluation: Evaluation): Value | undefined {
  if (typeof count !== "number" && typeof count !== "bigint") return undefined;
  if (!Number.isInteger(Number(count))) return undefined;
  if (typeof count === "bigint" && !isSequence(sequence)) return undefined;
  if (count > longestIndex || count < -longestIndex) {
    throw new PyError("OverflowError", "cannot fit 'int' into an index-sized integer");
  }
  const text = textOf(sequence);
  if (text !== undefined) {
    const many = repeat(text, count, evaluation.meter);
    return sequence instanceof Markup ? new Markup(many) : many;
  }
  if (isArray(sequence)) return repeatItems(sequence, count, evaluation);
  if (sequence instanceof PyTuple) return new PyTuple(repeatItems(sequence.items, count, evaluation));
  return undefined;
}

function isSequence(value: Value): boolean {
  return textOf(value) !== undefined || isArray(value) || value instanceof PyTuple;
}

/** Python's `sys.maxsize`. */
const longestIndex = 2n ** 63n - 1n;

function repeatItems(items: readonly Value[], count: number | bigint, evaluation: Evaluation): Value[] {
  const many = Math.max(0, Number(count));
  evaluation.meter.size(items.length * many);
  evaluation.meter.walk(items.length * many);
  const result: Value[] = [];
  for (let i = 0; i < many; i += 1) result.push(...items);
  return result;
}

function failRepeat(left: Value, right: Value, otherwise: Error): never {
  if (isSequence(left)) throw typeError(`can't multiply sequence by non-int of type '${typeName(right, arrays)}'`);
  if (isSequence(right)) throw typeError(`can't multiply sequence by non-int of type '${typeName(left, arrays)}'`);
  throw otherwise;
}

function joinMarkup(left: Value, right: Value): Value {
  if (left instanceof Markup) {
    const other = textOf(right);
    if (other === undefined) throw unsupported("+", left, right);
    return new Markup(left.text + (right instanceof Markup ? other : escapeText(other)));
  }
  if (typeof left === "string") return new Markup(escapeText(left) + toText(right));
  if (isArray(left)) throw cannotConcatenate("list", right);
  if (left instanceof PyTuple) throw cannotConcatenate("tuple", right);
  throw unsupported("+", left, right);
}

function isIterableValue(value: Value): value is readonly Value[] | (Value & Iterable<Value>) {
  return isArray(value) || value instanceof PySet || value instanceof DictView || value instanceof PyTuple;
}

function cannotConcatenate(kind: string, right: Value): Error {
  return typeError(`can only concatenate ${kind} (not "${typeName(right, arrays)}") to ${kind}`);
}

function unsupported(operator: string, left: Value, right: Value): Error {
  return typeError(
    `unsupported operand type(s) for ${operator}: '${typeName(left, arrays)}' and '${typeName(right, arrays)}'`,
  );
}

function failUndefined(left: Value, right: Value): void {
  if (left instanceof Undefined) left.fail();
  if (right instanceof Undefined) right.fail();
}
