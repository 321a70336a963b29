import { PyError, typeError, typeName, type Value } from "../../python/index.ts";
import { escapeText, Markup, textOf } from "../html/markup.ts";
import { arrays, type Evaluation } from "./evaluation.ts";
import { toList } from "./iterate.ts";
import { softText, toText } from "./text.ts";

/** `a ~ b`: the texts one after the other; where output is escaped, markup among them makes the whole markup. */
export function joinTexts(values: readonly Value[], evaluation: Evaluation): Value {
  evaluation.meter.step();
  if (evaluation.isEscaping) return joinSoft(values.map(softText), evaluation);
  let text = "";
  for (const value of values) text += toText(value);
  evaluation.meter.size(text.length);
  return text;
}

function joinSoft(values: readonly (string | Markup)[], evaluation: Evaluation): Value {
  const isMarkup = values.some((value) => value instanceof Markup);
  let text = "";
  for (const value of values) {
    if (value instanceof Markup) text += value.text;
    else text += isMarkup ? escapeText(value) : value;
  }
  evaluation.meter.size(text.length);
  return isMarkup ? new Markup(text) : text;
}

/**
 * Python's `separator.join(items)`.
 *
 * @throws PyError TypeError for an item that is no text
 */
export function joinStrings(separator: string, items: Value, evaluation: Evaluation): string {
  const texts = iterateToJoin(items, evaluation).map((item, index) => {
    const text = textOf(item);
    if (text !== undefined) return text;
    throw typeError(`sequence item ${index}: expected str instance, ${typeName(item, arrays)} found`);
  });
  return joinAll(separator, texts, evaluation);
}

/** Texts with a separator between them, within the budget. */
export function joinAll(separator: string, texts: readonly string[], evaluation: Evaluation): string {
  let size = separator.length * Math.max(0, texts.length - 1);
  for (const text of texts) size += text.length;
  evaluation.meter.size(size);
  return texts.join(separator);
}

function iterateToJoin(items: Value, evaluation: Evaluation): Value[] {
  try {
    return toList(items, evaluation);
  } catch (error) {
    if (error instanceof PyError && error.message.endsWith("object is not iterable")) {
      throw typeError("can only join an iterable");
    }
    throw error;
  }
}
