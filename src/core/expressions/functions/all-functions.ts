import { documentFunctions } from "./document-functions.ts";
import { executionFunctions } from "./execution-functions.ts";
import type { MistralFunction } from "./mistral-function.ts";

/** The twelve functions that Mistral adds to YAQL and Jinja. */
export const mistralFunctions: readonly MistralFunction[] = [...executionFunctions, ...documentFunctions];
