import type { FunctionDefinition } from "../../registry/definition.ts";
import { aggregatingFunctions } from "./aggregating.ts";
import { combiningFunctions } from "./combining.ts";
import { findingFunctions } from "./finding.ts";
import { generatingFunctions } from "./generating.ts";
import { groupingFunctions } from "./grouping.ts";
import { mergingFunctions } from "./merging.ts";
import { orderingFunctions } from "./ordering.ts";
import { selectingFunctions } from "./selecting.ts";
import { slicingFunctions } from "./slicing.ts";
import { walkingFunctions } from "./walking.ts";

/** Queries over collections; nearly all of them lazy. */
export const queriesFamily: readonly FunctionDefinition[] = [
  ...selectingFunctions,
  ...orderingFunctions,
  ...groupingFunctions,
  ...aggregatingFunctions,
  ...findingFunctions,
  ...combiningFunctions,
  ...mergingFunctions,
  ...slicingFunctions,
  ...walkingFunctions,
  ...generatingFunctions,
];
