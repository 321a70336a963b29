import type { Problem } from "../../base/index.ts";
import type { WorkbookSource } from "../read/source.ts";
import type { AdhocActionSpec, WorkflowSpec } from "../spec.ts";
import { checkAction } from "./action.ts";
import { checkWorkflow } from "./workflow.ts";

/**
 * Checks everything in a workbook: first its actions, then its workflows, as Mistral does.
 *
 * @param workbook a workbook whose workflows are complete
 * @returns all problems, with paths that begin in the workbook; specifications of what has no error
 */
export function checkWorkbook(workbook: WorkbookSource): {
  workflows: readonly WorkflowSpec[];
  actions: readonly AdhocActionSpec[];
  problems: readonly Problem[];
} {
  const actions = workbook.actions.map(({ name, body, locate }) => {
    const { spec, problems } = checkAction(name, body, locate);
    return { spec, problems: problems.map((problem) => within(problem, `actions.${name}`)) };
  });
  const workflows = workbook.workflows.map(({ name, body, locate }) => {
    const { spec, problems } = checkWorkflow(name, body, locate);
    return { spec, problems: problems.map((problem) => within(problem, `workflows.${name}`)) };
  });
  return {
    actions: actions.flatMap(({ spec }) => spec ?? []),
    workflows: workflows.flatMap(({ spec }) => spec ?? []),
    problems: [...actions, ...workflows].flatMap(({ problems }) => problems),
  };
}

function within(problem: Problem, path: string): Problem {
  return { ...problem, path: problem.path === "" ? path : `${path}.${problem.path}` };
}
