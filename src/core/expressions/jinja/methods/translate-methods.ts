import { isInt, PyDict, PyError, type Value, valueError } from "../../python/index.ts";
import { arrays } from "../evaluation/evaluation.ts";
import { expectText } from "../evaluation/expect.ts";
import { encodeText } from "../values/bytes.ts";
import { dictEntries, dictGet, isDict } from "../values/dict.ts";
import { textOf } from "../html/markup.ts";
import { method, type Methods } from "./method.ts";

/** The methods of `str` that map characters. */
export const translateMethods: Methods<string> = new Map([
  method<string>(
    "encode",
    [
      ["encoding", "utf-8"],
      ["errors", "strict"],
    ],
    (_evaluation, text, encoding) => encodeText(text, expectText(encoding, "encode() argument 'encoding'")),
  ),
  method<string>("translate", ["table"], (evaluation, text, table) => {
    evaluation.meter.walk(text.length);
    const translated = Array.from(text, (character) => translateOne(character, table)).join("");
    evaluation.meter.size(translated.length);
    return translated;
  }),
  method<string>("maketrans", ["x", ["y", null], ["z", null]], (_evaluation, _text, from, to, dropped) =>
    makeTable(from, to, dropped),
  ),
]);

function translateOne(character: string, table: Value): string {
  const mapped = isDict(table) ? dictGet(table, character.codePointAt(0) ?? 0) : undefined;
  if (mapped === undefined) return character;
  if (mapped === null) return "";
  const text = textOf(mapped);
  if (text !== undefined) return text;
  if (isInt(mapped)) return String.fromCodePoint(Number(mapped));
  throw new PyError("TypeError", "character mapping must return integer, None or str");
}

function makeTable(from: Value, to: Value, dropped: Value): Value {
  const table = new PyDict(arrays);
  if (to === null) {
    if (!isDict(from)) throw new PyError("TypeError", "if you give only one argument to maketrans it must be a dict");
    for (const [key, value] of dictEntries(from)) table.set(textOf(key)?.codePointAt(0) ?? key, value);
    return table;
  }
  const source = [...expectText(from, "maketrans() argument 1")];
  const target = [...expectText(to, "maketrans() argument 2")];
  if (source.length !== target.length) {
    throw valueError("the first two maketrans arguments must have equal length");
  }
  for (const [index, character] of source.entries()) {
    table.set(character.codePointAt(0) ?? 0, target[index]?.codePointAt(0) ?? 0);
  }
  if (dropped !== null) {
    for (const character of expectText(dropped, "maketrans() argument 3"))
      table.set(character.codePointAt(0) ?? 0, null);
  }
  return table;
}
