import { float } from "../../../../base/index.ts";
import type { Value } from "../../../python/index.ts";
import { isInt, isTrue, typeError, valueError } from "../../../python/index.ts";
import { define } from "../../registry/definition.ts";
import { arg } from "../../registry/parameter.ts";
import { any } from "../../registry/types.ts";
import type { Context } from "../../runtime/context.ts";

/** `max` and `min` of two values, and chance. */
export const extremeFunctions = [
  define({
    name: "max",
    kind: "function",
    args: [arg("a", any), arg("b", any)],
    doc: "The greater of two values by the operator `>`.",
    example: { expr: "[max(2, 3), max(null, 1)]", result: [3, 1] },
    run: (context, a, b) => (isGreater(context, b, a) ? b : a),
  }),
  define({
    name: "min",
    kind: "function",
    args: [arg("a", any), arg("b", any)],
    doc: "The smaller of two values by the operator `>`.",
    example: { expr: "[min(2, 3), min(b, a)]", result: [2, "a"] },
    run: (context, a, b) => (isGreater(context, b, a) ? a : b),
  }),
  define({
    name: "random",
    kind: "function",
    args: [],
    doc: "A float from 0 (inclusive) to 1 (exclusive).",
    example: { expr: "let(r => random()) -> $r >= 0 and $r < 1", result: true },
    run: (context) => float(context.evaluation.functions.random()),
  }),
  define({
    name: "random",
    kind: "function",
    args: [arg("from", any), arg("to", any)],
    doc: "An int between two others, both inclusive.",
    example: { expr: "random(7, 7)", result: 7 },
    run: (context, from, to) => randomInt(context, from, to),
  }),
];

function isGreater(context: Context, a: Value, b: Value): boolean {
  return isTrue(context.evaluation.library.callFunction(context, "#operator_>", [a, b]));
}

function randomInt(context: Context, from: Value, to: Value): Value {
  const [low, high] = [from, to].map((value) => (typeof value === "boolean" ? Number(value) : value));
  if (!isInt(low) || !isInt(high)) throw typeError("random() wants two ints");
  const width = BigInt(high) - BigInt(low) + 1n;
  if (width <= 0n) throw valueError(`empty range for randrange() (${low}, ${BigInt(high) + 1n}, ${width})`);
  const scale = 2n ** 53n;
  const chance = BigInt(Math.floor(context.evaluation.functions.random() * 2 ** 53));
  const picked = BigInt(low) + (width * chance) / scale;
  return typeof low === "number" && typeof high === "number" ? Number(picked) : picked;
}
