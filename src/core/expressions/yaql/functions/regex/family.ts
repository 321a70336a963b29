import type { FunctionDefinition } from "../../registry/definition.ts";
import { compilingFunctions } from "./compiling.ts";
import { matchingFunctions } from "./matching.ts";
import { replacingFunctions } from "./replacing.ts";
import { searchingFunctions } from "./searching.ts";
import { splittingFunctions } from "./splitting.ts";

/** Regular expressions, in the syntax of Python's `re`. */
export const regexFamily: readonly FunctionDefinition[] = [
  ...compilingFunctions,
  ...matchingFunctions,
  ...searchingFunctions,
  ...splittingFunctions,
  ...replacingFunctions,
];
