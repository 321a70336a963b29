import type { Value } from "../../../python/index.ts";
import type { FunctionDefinition } from "../../registry/definition.ts";
import { define } from "../../registry/definition.ts";
import type { ParameterType } from "../../registry/parameter.ts";
import { arg } from "../../registry/parameter.ts";
import { notNull, nothing } from "../../registry/types.ts";

type Side = ParameterType<Value>;

/** Null is below everything else, and equal to itself. */
export const nullOrderFunctions: readonly FunctionDefinition[] = [
  ...orderOf(notNull, nothing, "1", "null", 1),
  ...orderOf(nothing, notNull, "null", "1", -1),
  ...orderOf(nothing, nothing, "null", "null", 0),
];

function orderOf(left: Side, right: Side, l: string, r: string, order: number): FunctionDefinition[] {
  const results: readonly [string, boolean][] = [
    ["<", order < 0],
    ["<=", order <= 0],
    [">", order > 0],
    [">=", order >= 0],
  ];
  return results.map(([operator, result]) =>
    define({
      name: `#operator_${operator}`,
      kind: "function",
      args: [arg("left", left), arg("right", right)],
      doc: "Null is below everything else.",
      example: { expr: `${l} ${operator} ${r}`, result },
      run: () => result,
    }),
  );
}
