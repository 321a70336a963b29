import { formatBraces, PyDict, PyError, typeError, type Value, valueError } from "../../python/index.ts";
import { arrays, type Evaluation, type Keywords } from "../evaluation/evaluation.ts";
import type { Members } from "../evaluation/members.ts";
import { escape } from "../evaluation/text.ts";
import { NativeFunction } from "../values/callable.ts";
import { dictEntries, isDict } from "../values/dict.ts";
import { Markup, textOf } from "../html/markup.ts";

/**
 * `text.format` and `text.format_map`, whose fields reach into values no further than the template itself may.
 *
 * @param template the text, or markup, which escapes what is put in
 * @param name `format` or `format_map`
 * @param members how fields reach into values
 */
export function formatMethod(template: string | Markup, name: "format" | "format_map", members: Members): Value {
  return new NativeFunction(`str.${name}`, (evaluation, positional, keywords) => {
    if (name === "format") return formatWith(template, positional, keywords, members, evaluation);
    if (keywords.size > 0) throw typeError("format_map() takes no keyword arguments");
    const [mapping] = positional;
    if (mapping === undefined || positional.length > 1) {
      throw typeError(`format_map() takes exactly one argument (${positional.length} given)`);
    }
    return formatWith(template, [], namedOf(mapping), members, evaluation);
  });
}

function formatWith(
  template: string | Markup,
  positional: readonly Value[],
  named: Keywords,
  members: Members,
  { meter }: Evaluation,
): Value {
  const isMarkup = template instanceof Markup;
  const protect = (value: Value) => (isMarkup ? escape(value).text : value);
  const access = {
    attribute: (object: Value, name: string) => members.attribute(object, name),
    item: (object: Value, key: string | number) => members.item(object, key),
  };
  const text = isMarkup ? template.text : template;
  const call = {
    positional: positional.map(protect),
    named: new Map(Array.from(named, ([key, value]) => [key, protect(value)] as const)),
    access,
    arrays,
    meter,
  };
  const result = inFormatterWords(text, () => formatBraces(text, call));
  return isMarkup ? new Markup(result) : result;
}

/**
 * The sandbox formats with a class of Python's library, which differs from the built-in method: it cannot number a field
 * that reaches into its value, and words two errors differently.
 */
function inFormatterWords(template: string, format: () => string): string {
  if (/(?<!\{)(?:\{\{)*\{[.[]/.test(template)) throw new PyError("KeyError", "''");
  try {
    return format();
  } catch (error) {
    if (!(error instanceof PyError)) throw error;
    if (error.message.startsWith("Replacement index ")) throw new PyError("IndexError", "tuple index out of range");
    if (!error.message.startsWith("cannot switch from ")) throw error;
    throw valueError("cannot switch from manual field specification to automatic field numbering");
  }
}

function namedOf(mapping: Value): Keywords {
  if (!isDict(mapping)) return new Map();
  const entries = mapping instanceof PyDict ? mapping.entries() : dictEntries(mapping);
  return new Map(Array.from(entries, ([key, value]) => [textOf(key) ?? "", value] as const));
}
