import type { Operation } from "../evaluation/evaluation.ts";
import { htmlFilters } from "./html-filters.ts";
import { layoutFilters } from "./layout-filters.ts";
import { numberFilters } from "./number-filters.ts";
import { orderingFilters } from "./ordering-filters.ts";
import { selectionFilters } from "./selection-filters.ts";
import { sequenceFilters } from "./sequence-filters.ts";
import { textFilters } from "./text-filters.ts";
import { valueFilters } from "./value-filters.ts";

/** The 54 filters of Jinja 3.1. */
export const filters: ReadonlyMap<string, Operation> = new Map([
  ...textFilters,
  ...layoutFilters,
  ...htmlFilters,
  ...numberFilters,
  ...sequenceFilters,
  ...orderingFilters,
  ...selectionFilters,
  ...valueFilters,
]);
