import { typeError, typeName, type Value } from "../../python/index.ts";
import { Callable } from "../values/callable.ts";
import { Undefined } from "../values/undefined.ts";
import { arrays, type Evaluation, type Keywords } from "./evaluation.ts";

/**
 * Calls a value.
 *
 * @throws PyError TypeError when it cannot be called, UndefinedError when there is none
 */
export function callValue(
  callee: Value,
  positional: readonly Value[],
  keywords: Keywords,
  evaluation: Evaluation,
): Value {
  evaluation.meter.step();
  if (callee instanceof Callable) return callee.call(evaluation, positional, keywords);
  if (callee instanceof Undefined) callee.fail();
  throw typeError(`'${typeName(callee, arrays)}' object is not callable`);
}
