import type { Problem } from "../../core/base/index.ts";
import { readWorkflows } from "../../core/language/index.ts";
import { DefinitionRefused, refuseErrors } from "../refused.ts";
import { prepareWorkflows } from "./prepare.ts";

/** What a check of a text came to. */
export type Verdict =
  | { readonly valid: true; readonly warnings: readonly Problem[] }
  | { readonly valid: false; readonly refusal: DefinitionRefused };

/** Checks a text of workflows without writing anything. */
export function validateWorkflows(text: string): Verdict {
  return verdictOf(() => {
    const { workflows, problems } = readWorkflows(text);
    refuseErrors(problems);
    return prepareWorkflows(workflows, null).warnings;
  });
}

/**
 * @param check throws DefinitionRefused for a text that is not valid
 * @throws any other error of `check`
 */
export function verdictOf(check: () => readonly Problem[]): Verdict {
  try {
    return { valid: true, warnings: check() };
  } catch (error) {
    if (error instanceof DefinitionRefused) return { valid: false, refusal: error };
    throw error;
  }
}
