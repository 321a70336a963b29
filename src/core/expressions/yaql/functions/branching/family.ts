import type { FunctionDefinition } from "../../registry/definition.ts";
import { choiceFunctions } from "./choice.ts";

/** Choices between expressions. */
export const branchingFamily: readonly FunctionDefinition[] = [...choiceFunctions];
