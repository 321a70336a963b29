import { readWorkflows } from "../../core/language/index.ts";
import type { WorkflowProblem } from "../../core/inheritance/index.ts";
import type { Caller } from "../../core/model/index.ts";
import { flattenTargets } from "../hierarchy/flatten.ts";
import { refuseDocument } from "../hierarchy/refusal.ts";
import type { Target } from "../hierarchy/target.ts";
import type { Library } from "../library.ts";
import { checkNames } from "../names.ts";
import { DefinitionRefused, refuseErrors } from "../refused.ts";
import { findWorkflow } from "./find.ts";

/** What a check of a text came to. */
export type Verdict =
  | { readonly valid: true; readonly warnings: readonly WorkflowProblem[] }
  | { readonly valid: false; readonly refusal: DefinitionRefused };

/** A text of workflows that is to be checked. */
export interface TextCheck {
  readonly text: string;
  readonly namespace: string;
}

/** Checks a text of workflows with the parents that the caller sees, without writing anything. */
export function validateWorkflows(library: Library, caller: Caller, { text, namespace }: TextCheck): Promise<Verdict> {
  return verdictOf(async () => {
    const { workflows, problems } = readWorkflows(text);
    refuseErrors(problems);
    checkNames(workflows);
    const targets: Target[] = [];
    for (const source of workflows) {
      const { name } = source;
      const row = await findWorkflow(library.store, caller, name, namespace);
      const own = row?.projectId === caller.project ? row : undefined;
      targets.push({ source, name, id: own?.id ?? library.newId(), row: own });
    }
    const place = { namespace, isPublic: false, caller, workbook: undefined };
    const { document } = await flattenTargets(library, library.store, targets, place);
    refuseDocument(document.problems);
    return document.problems;
  });
}

/**
 * @param check gives warnings; throws DefinitionRefused for a text that is not valid
 * @throws any other error of `check`
 */
export async function verdictOf(check: () => Promise<readonly WorkflowProblem[]>): Promise<Verdict> {
  try {
    return { valid: true, warnings: await check() };
  } catch (error) {
    if (error instanceof DefinitionRefused) return { valid: false, refusal: error };
    throw error;
  }
}
