import { isInt, PyDict, PyError, typeError, type Value, valueError } from "../../python/index.ts";
import { arrays, type Evaluation, type Keywords } from "../evaluation/evaluation.ts";
import { expectInt } from "../evaluation/expect.ts";
import { dictPairs } from "../evaluation/pairs.ts";
import { bind } from "../evaluation/signature.ts";
import { dictMethods } from "../methods/dict-methods.ts";
import { bindMethod } from "../methods/method.ts";
import { NativeFunction } from "../values/callable.ts";
import { Cycler } from "../values/cycler.ts";
import { Joiner } from "../values/joiner.ts";
import { Namespace } from "../values/namespace.ts";
import { PyRange } from "../values/range.ts";
import { lipsum } from "./lipsum.ts";

/** The class `dict`, whose one class method templates may call. */
class DictType extends NativeFunction {
  override member(name: string): Value | undefined {
    return name === "fromkeys" ? bindMethod(dictMethods, new PyDict(arrays), name) : undefined;
  }
}

/** The longest range that the sandbox makes. */
const longestRange = 100_000;

/** The globals of Jinja 3.1. */
export const jinjaGlobals: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["range", new NativeFunction("safe_range", (_evaluation, positional, keywords) => makeRange(positional, keywords))],
  ["dict", new DictType("dict", makeDict, "type")],
  ["cycler", new NativeFunction("jinja2.utils.Cycler", (_evaluation, items) => makeCycler(items), "type")],
  ["joiner", new NativeFunction("jinja2.utils.Joiner", makeJoiner, "type")],
  ["namespace", new NativeFunction("jinja2.utils.Namespace", makeNamespace, "type")],
  ["lipsum", lipsum],
]);

function makeRange(positional: readonly Value[], keywords: Keywords): Value {
  if (keywords.size > 0) throw typeError("safe_range() got an unexpected keyword argument");
  if (positional.length === 0) throw typeError("range expected at least 1 argument, got 0");
  if (positional.length > 3) throw typeError(`range expected at most 3 arguments, got ${positional.length}`);
  const [first = 0, second, third = 1] = positional;
  const step = expectInt(third);
  const start = second === undefined ? 0 : expectInt(first);
  const stop = expectInt(second ?? first);
  if (step === 0) throw valueError("range() arg 3 must not be zero");
  const range = new PyRange(start, stop, step);
  if (range.size > longestRange || ![start, stop, step].every(isInt)) {
    throw new PyError(
      "OverflowError",
      `Range too big. The sandbox blocks ranges larger than MAX_RANGE (${longestRange}).`,
    );
  }
  return range;
}

function makeDict(evaluation: Evaluation, positional: readonly Value[], keywords: Keywords): PyDict {
  if (positional.length > 1) throw typeError(`dict expected at most 1 argument, got ${positional.length}`);
  const dict = new PyDict(arrays);
  for (const source of positional) for (const [key, value] of dictPairs(source, evaluation)) dict.set(key, value);
  for (const [key, value] of keywords) dict.set(key, value);
  return dict;
}

function makeNamespace(evaluation: Evaluation, positional: readonly Value[], keywords: Keywords): Value {
  return new Namespace(makeDict(evaluation, positional, keywords));
}

function makeCycler(items: readonly Value[]): Value {
  if (items.length === 0) throw new PyError("RuntimeError", "at least one item has to be provided");
  return new Cycler(items);
}

function makeJoiner(_evaluation: Evaluation, positional: readonly Value[], keywords: Keywords): Value {
  const [separator = null] = bind(
    { name: "Joiner.__init__", parameters: [["sep", ", "]], hidden: 1 },
    positional,
    keywords,
  );
  return new Joiner(separator);
}
