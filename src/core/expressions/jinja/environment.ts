import type { Environment } from "./evaluation/evaluation.ts";
import { filters } from "./filters/all-filters.ts";
import { jinjaGlobals } from "./globals/globals.ts";
import { mistralFilters, mistralGlobals } from "./mistral-functions.ts";
import { tests } from "./tests/tests.ts";

/** What every template of Mistral's can name. */
export const environment: Environment = {
  filters: new Map([...filters, ...mistralFilters]),
  tests,
  globals: new Map([...jinjaGlobals, ...mistralGlobals]),
};
