/**
 * What the service knows how to run: creates, changes, deletes and checks workflows, workbooks, ad-hoc actions,
 * environments and code sources, each write whole or not at all, keeps the revisions of workflows, and shares them. Keeps
 * projects within their quotas.
 *
 * It does not know executions, what triggers do, or HTTP, and never runs anything. What system actions there are is handed in.
 */
export { pythonJson, pythonRepr, pythonText, readPythonJson } from "../core/expressions/index.ts";
export { languageSchema } from "../core/inheritance/index.ts";
export { checkOwner, forbidden, isAdmin, scopeOf, visibleTo } from "./access.ts";
export { deleteAction } from "./actions/delete.ts";
export { getAction } from "./actions/find.ts";
export type { FoundAction } from "./actions/find.ts";
export { installActions } from "./actions/install.ts";
export { createActions, updateActions, validateActions } from "./actions/write.ts";
export { createCodeSource, deleteCodeSource, getCodeSource, updateCodeSource } from "./code/code-sources.ts";
export {
  createDynamicAction,
  deleteDynamicAction,
  getDynamicAction,
  updateDynamicAction,
} from "./code/dynamic-actions.ts";
export type { DynamicActionWrite } from "./code/dynamic-actions.ts";
export {
  createEnvironment,
  deleteEnvironment,
  getEnvironment,
  updateEnvironment,
} from "./environments/environments.ts";
export { Judge } from "./hierarchy/behaviour/judge.ts";
export type { JudgeLimits } from "./hierarchy/behaviour/judge.ts";
export type { ActionManual, HierarchyLimits, Library } from "./library.ts";
export { Quotas } from "./quotas/quotas.ts";
export type { QuotaChange, QuotaLimits } from "./quotas/quotas.ts";
export { DefinitionRefused } from "./refused.ts";
export type { RefusalKind } from "./refused.ts";
export { argumentsSignature, interfaceOf, workflowSignature } from "./signature.ts";
export { compareWorkflows, conformanceVerdict } from "./hierarchy/views/compare.ts";
export { rebaseWorkflow } from "./hierarchy/rebase.ts";
export { listAncestors, listDescendants } from "./hierarchy/views/relatives.ts";
export { getSuccessor } from "./hierarchy/views/successor.ts";
export type { Relative } from "./hierarchy/views/relatives.ts";
export { getRevision, listRevisions, viewFlattened } from "./hierarchy/views/view.ts";
export { problemShown } from "./hierarchy/refusal.ts";
export { answerShare, getMember, listMembers, shareWorkflow, unshareWorkflow } from "./sharing/members.ts";
export { isUuid } from "./uuid.ts";
export { deleteWorkbook, getWorkbook } from "./workbooks/find.ts";
export { createWorkbook, updateWorkbook, validateWorkbook } from "./workbooks/write.ts";
export { createWorkflows } from "./workflows/create.ts";
export { deleteWorkflow } from "./workflows/delete.ts";
export { getWorkflow } from "./workflows/find.ts";
export { updateWorkflows } from "./workflows/update.ts";
export { validateWorkflows } from "./workflows/validate.ts";
export type { TextCheck, Verdict } from "./workflows/validate.ts";
export type { TextWrite } from "./workflows/write.ts";
