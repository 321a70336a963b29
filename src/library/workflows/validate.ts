import { readWorkflows } from "../../core/language/index.ts";
import { isMap, type JsonMap } from "../../core/base/index.ts";
import type { Flattened, WorkflowProblem } from "../../core/inheritance/index.ts";
import type { Caller } from "../../core/model/index.ts";
import { settle, withAnswers } from "../hierarchy/behaviour/asked.ts";
import { flattenTargets } from "../hierarchy/flatten.ts";
import { findParent } from "../hierarchy/parents/parents.ts";
import { refuseDocument } from "../hierarchy/refusal.ts";
import type { FlattenPlace, Target } from "../hierarchy/target.ts";
import type { Library } from "../library.ts";
import { checkNames } from "../names.ts";
import { DefinitionRefused, refuseErrors } from "../refused.ts";
import { findWorkflow } from "./find.ts";

/** What a check of a text came to. */
export type Verdict =
  | {
      readonly valid: true;
      readonly warnings: readonly WorkflowProblem[];
      /** How far each child conforms to its parent. */
      readonly conformance: readonly JsonMap[];
      /** The workflows in their complete form; none for texts that hold no workflows. */
      readonly forms?: readonly Flattened[];
    }
  | { readonly valid: false; readonly refusal: DefinitionRefused };

/** A text of workflows that is to be checked. */
export interface TextCheck {
  readonly text: string;
  readonly namespace: string;
  /** Whether parents are looked up; if not, only what the text says by itself is checked. */
  readonly isToResolve?: boolean;
}

/** Checks a text of workflows with the parents that the caller sees, without writing anything. */
export function validateWorkflows(library: Library, caller: Caller, check: TextCheck): Promise<Verdict> {
  const { text, namespace } = check;
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
    return checkTargets(library, targets, { namespace, isPublic: false, caller, workbook: undefined }, check);
  });
}

/**
 * Flattens what a text would make of workflows, and stores nothing.
 *
 * @returns what is told of a valid text
 * @throws DefinitionRefused `invalid`
 */
export async function checkTargets(
  library: Library,
  targets: readonly Target[],
  place: FlattenPlace,
  { isToResolve = true }: TextCheck,
): Promise<Omit<Extract<Verdict, { valid: true }>, "valid">> {
  const parentOf = isToResolve ? findParent : async () => "missing" as const;
  const { document, flat } = await withAnswers(library, async (asked) => {
    const flattened = await flattenTargets(asked, library.store, targets, place, parentOf);
    settle(asked);
    return flattened;
  });
  refuseDocument(document.problems.filter(({ code }) => isToResolve || code !== "INH-001"));
  return {
    warnings: document.problems.filter(({ severity }) => severity === "warning"),
    conformance: flat.flatMap(({ name, conformance }) =>
      isMap(conformance) ? { workflow: name, ...conformance } : [],
    ),
    forms: flat.map(({ flattened }) => flattened),
  };
}

/**
 * @param check tells what there is to be said; throws DefinitionRefused for a text that is not valid
 * @throws any other error of `check`
 */
export async function verdictOf(
  check: () => Promise<Omit<Extract<Verdict, { valid: true }>, "valid">>,
): Promise<Verdict> {
  try {
    return { valid: true, ...(await check()) };
  } catch (error) {
    if (error instanceof DefinitionRefused) return { valid: false, refusal: error };
    throw error;
  }
}
