import { replace } from "../../../python/index.ts";
import { define } from "../../registry/definition.ts";
import { arg, defaulted } from "../../registry/parameter.ts";
import { dict, int, string } from "../../registry/types.ts";
import { dictEntries } from "../../runtime/views.ts";
import { textMaker } from "./conversion.ts";

/** One text in the place of another. */
export const replacingFunctions = [
  define({
    name: "replace",
    kind: "method",
    args: [arg("string", string), arg("old", string), arg("new", string), defaulted("count", int, -1)],
    doc: "The string with the first `count` places of the old text changed into the new one; -1 changes all.",
    example: { expr: "abaab.replace(ab, cd)", result: "cdacd" },
    run: (context, text, old, fresh, count) => replace(text, old, fresh, Number(count), context.evaluation.meter),
  }),
  define({
    name: "replace",
    kind: "method",
    args: [arg("string", string), arg("replacements", dict), defaulted("count", int, -1)],
    doc: "The same for each key of a dict, one after the other: the key is the old text, its value the new one.",
    example: { expr: "abc.replace({abc => xx, xx => yy})", result: "yy" },
    run: (context, text, replacements, count) => {
      const toText = textMaker(context);
      let out = text;
      for (const [old, fresh] of dictEntries(replacements)) {
        out = replace(out, toText(old), toText(fresh), Number(count), context.evaluation.meter);
      }
      return out;
    },
  }),
];
