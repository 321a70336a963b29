import { isMap, type Json } from "../../core/base/index.ts";

/** Whether the output of a failed execution is, as is the rule, nothing but the failure that was told already. */
export function isSaid(output: Json, stateInfo: string | null): boolean {
  if (stateInfo === null || !isMap(output)) return false;
  return Object.keys(output).join("") === "result" && output["result"] === stateInfo;
}
