import type { FunctionDefinition } from "../../registry/definition.ts";
import { equalityFunctions } from "./equality.ts";
import { nullOrderFunctions } from "./null-order.ts";

/** Equality of all values, and the order of null. */
export const comparisonFamily: readonly FunctionDefinition[] = [...equalityFunctions, ...nullOrderFunctions];
