import type { JsonMap, Problem } from "../../base/index.ts";
import { isMap } from "../../base/index.ts";
import { buildAction } from "../build/action.ts";
import { buildWorkflow } from "../build/workflow.ts";
import { get } from "../map.ts";
import type { WorkbookSource } from "../read/source.ts";
import type { AdhocActionSpec, WorkflowSpec } from "../spec.ts";
import type { Locate } from "../yaml/document.ts";

/**
 * Checks a complete (flattened) workflow.
 *
 * @param name its name
 * @param body its body, without name and version
 * @param _locate finds places by paths that begin in `body`; without it problems have no place
 * @returns all problems, the one that Mistral reports first; the specification unless one of them is an error
 */
export function checkWorkflow(
  name: string,
  body: JsonMap,
  _locate?: Locate,
): { spec: WorkflowSpec | undefined; problems: readonly Problem[] } {
  const tasks = get(body, "tasks");
  const order = tasks !== undefined && isMap(tasks) ? Object.keys(tasks) : [];
  return { spec: buildWorkflow(name, body, order), problems: [] };
}

/** Checks an ad-hoc action; like {@link checkWorkflow}. */
export function checkAction(
  name: string,
  body: JsonMap,
  _locate?: Locate,
): { spec: AdhocActionSpec | undefined; problems: readonly Problem[] } {
  return { spec: buildAction(name, body), problems: [] };
}

/**
 * Checks everything in a workbook: first its actions, then its workflows.
 *
 * @param workbook a workbook whose workflows are complete
 * @returns all problems, with paths that begin in the workbook
 */
export function checkWorkbook(workbook: WorkbookSource): {
  workflows: readonly WorkflowSpec[];
  actions: readonly AdhocActionSpec[];
  problems: readonly Problem[];
} {
  const actions = workbook.actions.map(({ name, body, locate }) => checkAction(name, body, locate));
  const workflows = workbook.workflows.map(({ name, body, locate }) => checkWorkflow(name, body, locate));
  return {
    actions: actions.flatMap(({ spec }) => spec ?? []),
    workflows: workflows.flatMap(({ spec }) => spec ?? []),
    problems: [...actions, ...workflows].flatMap(({ problems }) => problems),
  };
}
