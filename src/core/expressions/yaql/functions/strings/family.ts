import type { FunctionDefinition } from "../../registry/definition.ts";
import { lengthFunctions } from "./length.ts";

/** Strings: operators, case, searching, splitting, formatting. */
export const stringsFamily: readonly FunctionDefinition[] = [...lengthFunctions];
