import type { FunctionDefinition } from "../registry/definition.ts";
import { booleanFamily } from "./boolean/family.ts";
import { stringsFamily } from "./strings/family.ts";

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
  { title: "Truth and logic", functions: booleanFamily },
  { title: "Strings", functions: stringsFamily },
];
