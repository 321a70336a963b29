import { pyStr, type Value } from "../../python/index.ts";
import { escapeText, Markup } from "../html/markup.ts";
import { arrays } from "./evaluation.ts";

/**
 * Python's `str(value)`.
 *
 * @throws PyError UndefinedError for an undefined value
 */
export function toText(value: Value): string {
  return typeof value === "string" ? value : pyStr(value, arrays);
}

/** markupsafe's `escape`: the text of a value, safe for HTML; markup is safe already. */
export function escape(value: Value): Markup {
  return value instanceof Markup ? value : new Markup(escapeText(toText(value)));
}

/** markupsafe's `soft_str`: a text as it is, anything else as text. */
export function softText(value: Value): string | Markup {
  return value instanceof Markup ? value : toText(value);
}

/** Applies a function on texts so that markup stays markup. */
export function mapText(value: string | Markup, change: (text: string) => string): string | Markup {
  return value instanceof Markup ? new Markup(change(value.text)) : change(value);
}
