import type { FunctionDefinition } from "../../registry/definition.ts";
import { caseFunctions } from "./letter-case.ts";
import { characterFunctions } from "./characters.ts";
import { conversionFunctions } from "./conversion.ts";
import { findingFunctions } from "./finding.ts";
import { formatFunctions } from "./format.ts";
import { lengthFunctions } from "./length.ts";
import { stringOperators } from "./operators.ts";
import { piecesFunctions } from "./pieces.ts";
import { replacingFunctions } from "./replacing.ts";
import { trimmingFunctions } from "./trimming.ts";

/** Strings: operators, case, searching, splitting, formatting. */
export const stringsFamily: readonly FunctionDefinition[] = [
  ...stringOperators,
  ...lengthFunctions,
  ...caseFunctions,
  ...characterFunctions,
  ...conversionFunctions,
  ...findingFunctions,
  ...replacingFunctions,
  ...piecesFunctions,
  ...trimmingFunctions,
  ...formatFunctions,
];
