import { Float, type Json } from "../../base/index.ts";
import { pythonText } from "../../expressions/index.ts";
import type { Place } from "../data/scope.ts";
import { wrongType } from "./wrong-type.ts";

/** A number of seconds or times, with its text as a message shows it. */
export interface Amount {
  readonly value: number;
  readonly text: string;
}

const schema = "{'minimum': 0, 'type': 'integer'}";

/**
 * Evaluates a policy's number.
 *
 * @param value a literal or a text with an expression
 * @param className the class that Mistral names
 * @param field what Mistral calls the number
 * @returns a whole number from 0 on
 * @throws Invalid in Mistral's words for anything else, ExpressionError
 */
export function wholeNumber(value: Json, className: string, field: string, place: Place): Amount {
  const number = place.evaluate(value);
  const plain = number instanceof Float ? number.value : number;
  if (
    (typeof plain !== "number" && typeof plain !== "bigint") ||
    (typeof plain === "number" && !Number.isInteger(plain))
  ) {
    throw wrongType({ className, field, schema, keyword: "type", value: number, fault: "is not of type 'integer'" });
  }
  if (plain < 0) {
    throw wrongType({
      className,
      field,
      schema,
      keyword: "minimum",
      value: number,
      fault: "is less than the minimum of 0",
    });
  }
  return { value: Number(plain), text: pythonText(number) };
}
