import { characters, PyError } from "../../../python/index.ts";
import type { ParameterType } from "../../registry/parameter.ts";
import { define } from "../../registry/definition.ts";
import { arg, defaulted } from "../../registry/parameter.ts";
import { bool, nullable, string } from "../../registry/types.ts";

const lower = "abcdefghijklmnopqrstuvwxyz";
const upper = lower.toUpperCase();
const decimal = "0123456789";
const punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
const blanks = " \t\n\r\v\f";

/** What a parameter of `characters` adds; Python 3 has none for `letters`, `lowercase` and `uppercase`, which fail. */
const sets: readonly (readonly [name: string, characters: string | undefined])[] = [
  ["digits", decimal],
  ["hexdigits", `${decimal}abcdefABCDEF`],
  ["asciiLowercase", lower],
  ["asciiUppercase", upper],
  ["asciiLetters", lower + upper],
  ["letters", undefined],
  ["octdigits", "01234567"],
  ["punctuation", punctuation],
  ["printable", decimal + lower + upper + punctuation + blanks],
  ["lowercase", undefined],
  ["uppercase", undefined],
  ["whitespace", blanks],
];

const flag: ParameterType<boolean | null> = nullable(bool);

/** Characters one by one. */
export const characterFunctions = [
  define({
    name: "toCharArray",
    kind: "method",
    args: [arg("string", string)],
    doc: "The characters (code points) as a list.",
    example: { expr: "abc.toCharArray()", result: ["a", "b", "c"] },
    run: (context, text) => {
      context.evaluation.meter.walk(text.length);
      return characters(text);
    },
  }),
  define({
    name: "characters",
    kind: "function",
    args: sets.map(([name]) => defaulted(name, flag, false)),
    doc: "The characters of the chosen sets, each once.",
    example: { expr: "characters(octdigits => true)", result: ["0", "1", "2", "3", "4", "5", "6", "7"] },
    run: (_context, ...chosen) => {
      const all = new Set<string>();
      sets.forEach(([name, set], index) => {
        if (chosen[index] !== true) return;
        if (set === undefined) throw new PyError("AttributeError", `module 'string' has no attribute '${name}'`);
        for (const char of set) all.add(char);
      });
      return [...all];
    },
  }),
];
