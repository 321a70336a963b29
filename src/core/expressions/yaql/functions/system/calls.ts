import type { Value } from "../../../python/index.ts";
import { isTrue, PyError, typeError, typeName } from "../../../python/index.ts";
import { define } from "../../registry/definition.ts";
import { memorized } from "../../registry/items.ts";
import { lambda } from "../../registry/lazy-types.ts";
import { arg, defaulted, optional } from "../../registry/parameter.ts";
import { any, dict, sequence, string } from "../../registry/types.ts";
import type { Dict } from "../../runtime/views.ts";
import { dictEntries } from "../../runtime/views.ts";

/** `assert` and `call`. */
export const callFunctions = [
  define({
    name: "assert",
    kind: "method",
    args: [arg("obj", any), arg("condition", lambda), defaulted("message", string, "Assertion failed")],
    doc: "Gives the receiver, or fails with the message when the condition is false for it.",
    example: { expr: "[1, 2].assert($.len() = 2).sum()", result: 3 },
    run: (_context, object, condition, message) => {
      const kept = memorized(object);
      if (!isTrue(condition(kept))) throw new PyError("AssertionError", message);
      return kept;
    },
  }),
  define({
    name: "call",
    kind: "function",
    args: [arg("name", string), arg("args", sequence), arg("kwargs", dict), optional("receiver", any)],
    doc: "Calls the function of that name, or with a receiver the method.",
    example: { expr: "call(max, [1, 3], {})", result: 3 },
    run: (context, name, args, kwargs, receiver) =>
      context.evaluation.library.call(context, { name, receiver, args: [...args], keywords: keywordsOf(kwargs) }),
  }),
];

const startsWithWord = /^(?!__)[\p{L}\p{Nl}\p{No}_]/u;

/** The keywords of a call; Python trips over the first that is no word, because it deletes it while it walks. */
function keywordsOf(kwargs: Dict): ReadonlyMap<string, Value> {
  const keywords = new Map<string, Value>();
  for (const [key, value] of dictEntries(kwargs)) {
    if (typeof key !== "string") {
      throw typeError(`expected string or bytes-like object, got '${typeName(key, "tuple")}'`);
    }
    if (!startsWithWord.test(key)) throw new PyError("RuntimeError", "dictionary changed size during iteration");
    keywords.set(key, value);
  }
  return keywords;
}
