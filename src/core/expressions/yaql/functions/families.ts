import { mistralFamily } from "../../functions/yaql-family.ts";
import type { FunctionDefinition } from "../registry/definition.ts";
import { booleanFamily } from "./boolean/family.ts";
import { branchingFamily } from "./branching/family.ts";
import { collectionsFamily } from "./collections/family.ts";
import { comparisonFamily } from "./comparison/family.ts";
import { datetimeFamily } from "./datetime/family.ts";
import { mathFamily } from "./math/family.ts";
import { queriesFamily } from "./queries/family.ts";
import { regexFamily } from "./regex/family.ts";
import { setsFamily } from "./sets/family.ts";
import { stringsFamily } from "./strings/family.ts";
import { systemFamily } from "./system/family.ts";

/** A group of functions in the reference. */
export interface Family {
  readonly title: string;
  readonly functions: readonly FunctionDefinition[];
}

/**
 * Every function of the language, by family. A family is a folder: `family.ts` lists what the files beside it define. The
 * operators are functions too (`#operator_+`, `#unary_operator_-`, `#property#year`).
 */
export const families: readonly Family[] = [
  { title: "Access, variables and own functions", functions: systemFamily },
  { title: "Equality and null", functions: comparisonFamily },
  { title: "Truth and logic", functions: booleanFamily },
  { title: "Choice", functions: branchingFamily },
  { title: "Numbers", functions: mathFamily },
  { title: "Strings", functions: stringsFamily },
  { title: "Regular expressions", functions: regexFamily },
  { title: "Dates and times", functions: datetimeFamily },
  { title: "Lists and dicts", functions: collectionsFamily },
  { title: "Sets", functions: setsFamily },
  { title: "Queries", functions: queriesFamily },
  { title: "Mistral", functions: mistralFamily },
];
