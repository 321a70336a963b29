import type { Value } from "../../python/index.ts";
import { escapeText, Markup } from "../values/markup.ts";
import type { Evaluation } from "./evaluation.ts";
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
