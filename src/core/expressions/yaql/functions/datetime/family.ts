import type { FunctionDefinition } from "../../registry/definition.ts";
import { changingFunctions } from "./changing.ts";
import { clockFunctions } from "./clock.ts";
import { datetimeOperators } from "./datetime-operators.ts";
import { makingFunctions } from "./making.ts";
import { propertyFunctions } from "./properties.ts";
import { timespanOperators } from "./timespan-operators.ts";

/** Datetimes with an offset, and timespans. */
export const datetimeFamily: readonly FunctionDefinition[] = [
  ...makingFunctions,
  ...clockFunctions,
  ...changingFunctions,
  ...datetimeOperators,
  ...timespanOperators,
  ...propertyFunctions,
];
