import type { FunctionDefinition } from "../../registry/definition.ts";
import { logicFunctions } from "./logic.ts";
import { truthFunctions } from "./truth.ts";

/** Truth, and the operators `and`, `or`, `not`. */
export const booleanFamily: readonly FunctionDefinition[] = [...logicFunctions, ...truthFunctions];
