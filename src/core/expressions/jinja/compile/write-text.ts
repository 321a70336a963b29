import { typeError, typeName, type Value } from "../../python/index.ts";
import { arrays } from "../evaluation/evaluation.ts";
import { textOf } from "../html/markup.ts";
import type { Output } from "./frame.ts";

/**
 * Writes what must be a text already: the result of a filter or call block is not converted.
 *
 * @throws PyError TypeError for anything else
 */
export function writeText(value: Value, output: Output): void {
  const text = textOf(value);
  if (text === undefined) {
    throw typeError(`sequence item ${output.pieces}: expected str instance, ${typeName(value, arrays)} found`);
  }
  output.write(text);
}
