import type { FunctionDefinition } from "../../registry/definition.ts";
import { changeFunctions } from "./changes.ts";
import { dictChangeFunctions } from "./dict-changes.ts";
import { dictFunctions } from "./dicts.ts";
import { listFunctions } from "./lists.ts";
import { sequenceFunctions } from "./sequences.ts";

/** Lists and dicts. */
export const collectionsFamily: readonly FunctionDefinition[] = [
  ...listFunctions,
  ...sequenceFunctions,
  ...changeFunctions,
  ...dictFunctions,
  ...dictChangeFunctions,
];
