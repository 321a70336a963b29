import type { FunctionDefinition } from "../../registry/definition.ts";
import { setFunctions } from "./sets.ts";

/** Sets. */
export const setsFamily: readonly FunctionDefinition[] = setFunctions;
