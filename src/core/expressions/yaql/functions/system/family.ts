import type { FunctionDefinition } from "../../registry/definition.ts";
import { callFunctions } from "./calls.ts";
import { contextFunctions } from "./contexts.ts";
import { dotFunctions } from "./dots.ts";

/** Access, variables, functions of one's own. */
export const systemFamily: readonly FunctionDefinition[] = [...dotFunctions, ...contextFunctions, ...callFunctions];
