import { Float, type Json } from "../../base/index.ts";
import { pythonRepr, pythonText } from "../../expressions/index.ts";
import { Invalid } from "../calls/invalid.ts";
import type { Place } from "../data/scope.ts";

/** A number of seconds or times, with its text as a message shows it. */
export interface Amount {
  readonly value: number;
  readonly text: string;
}

/**
 * Evaluates a policy's number.
 *
 * @param value a literal or a text with an expression
 * @param className the class that Mistral names
 * @returns a whole number from 0 on
 * @throws Invalid in Mistral's words for anything else, ExpressionError
 */
export function wholeNumber(value: Json, className: string, place: Place): Amount {
  const number = place.evaluate(value);
  const plain = number instanceof Float ? number.value : number;
  if (
    (typeof plain !== "number" && typeof plain !== "bigint") ||
    (typeof plain === "number" && !Number.isInteger(plain))
  ) {
    throw wrong(className, `${pythonRepr(number)} is not of type 'integer'`);
  }
  if (plain < 0) throw wrong(className, `${pythonRepr(number)} is less than the minimum of 0`);
  return { value: Number(plain), text: pythonText(number) };
}

function wrong(className: string, detail: string): Invalid {
  const advice = "Value(s) can be shown after YAQL evaluating. If you use YAQL here, please correct it.";
  return new Invalid(`Invalid data type in ${className}: ${detail}. ${advice}`);
}
