import { formatPercent, isNumber, PyDict, PyTuple, type Value } from "../../python/index.ts";
import { dictEntries, isDict } from "../values/dict.ts";
import { Markup } from "../html/markup.ts";
import { arrays, type Evaluation } from "./evaluation.ts";
import { escape } from "./text.ts";

/** `markup % values`: what is put in is escaped, numbers stay numbers. */
export function formatMarkup(template: Markup, values: Value, evaluation: Evaluation): Markup {
  return new Markup(formatPercent(template.text, escapeAll(values), arrays, evaluation.meter));
}

function escapeAll(values: Value): Value {
  if (values instanceof PyTuple) return new PyTuple(values.items.map(escapeOne));
  if (!isDict(values)) return escapeOne(values);
  return new PyDict(
    arrays,
    Array.from(dictEntries(values), ([key, value]) => [key, escapeOne(value)] as const),
  );
}

function escapeOne(value: Value): Value {
  return isNumber(value) || typeof value === "boolean" ? value : escape(value).text;
}
