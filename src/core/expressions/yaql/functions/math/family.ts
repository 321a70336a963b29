import type { FunctionDefinition } from "../../registry/definition.ts";
import { bitFunctions } from "./bits.ts";
import { conversionFunctions } from "./conversion.ts";
import { extremeFunctions } from "./extremes.ts";
import { numberFunctions } from "./numbers.ts";
import { numberOperators } from "./operators.ts";

/** Numbers. */
export const mathFamily: readonly FunctionDefinition[] = [
  ...numberOperators,
  ...conversionFunctions,
  ...numberFunctions,
  ...extremeFunctions,
  ...bitFunctions,
];
