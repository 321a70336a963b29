import { isArray, PyTuple, type Value } from "../../python/index.ts";
import type { Evaluation, Keywords } from "../evaluation/evaluation.ts";
import { toList } from "../evaluation/iterate.ts";
import { joinAll } from "../evaluation/join.ts";
import { escape } from "../evaluation/text.ts";
import { NativeFunction } from "../values/callable.ts";
import { escapeText, Markup } from "../html/markup.ts";
import { stripTags, unescapeText } from "../html/unescape.ts";
import { textMethods } from "./text-methods.ts";

/** Methods of `str` that markup overrides so that their result, or its parts, are markup. */
const wrapping: ReadonlySet<string> = new Set(
  (
    "capitalize casefold center expandtabs lower ljust lstrip partition removeprefix removesuffix replace rjust rpartition " +
    "rsplit rstrip split splitlines strip swapcase title translate upper zfill"
  ).split(" "),
);

/** Of these the arguments are escaped before they are used. */
const escaping: ReadonlySet<string> = new Set("replace ljust rjust center lstrip rstrip strip".split(" "));

/**
 * A method of markup.
 *
 * @param markup the object
 * @param name the name of the method
 * @returns undefined if there is none of that name
 */
export function markupMethod(markup: Markup, name: string): Value | undefined {
  switch (name) {
    case "striptags":
      return bound(name, () => stripTags(markup.text));
    case "unescape":
      return bound(name, () => unescapeText(markup.text));
    case "escape":
      return bound(name, (_evaluation, [value = null]) => escape(value));
    case "join":
      return bound(name, (evaluation, [items = null]) => joinEscaped(markup, items, evaluation));
    default: {
      const found = textMethods.get(name);
      if (found === undefined) return undefined;
      return bound(name, (evaluation, positional, keywords) => {
        const given = escaping.has(name) ? positional.map(escapeArgument) : positional;
        const result = found.operation.run(evaluation, [markup.text, ...given], keywords);
        return wrapping.has(name) ? wrap(result) : result;
      });
    }
  }
}

function bound(
  name: string,
  call: (evaluation: Evaluation, positional: readonly Value[], keywords: Keywords) => Value,
): NativeFunction {
  return new NativeFunction(name, call, "method");
}

function joinEscaped(markup: Markup, items: Value, evaluation: Evaluation): Markup {
  const texts = toList(items, evaluation).map((item) => escape(item).text);
  return new Markup(joinAll(markup.text, texts, evaluation));
}

function escapeArgument(value: Value): Value {
  if (typeof value === "string") return escapeText(value);
  return value;
}

function wrap(value: Value): Value {
  if (typeof value === "string") return new Markup(value);
  if (isArray(value)) return value.map(wrap);
  return value instanceof PyTuple ? new PyTuple(value.items.map(wrap)) : value;
}
