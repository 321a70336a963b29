/**
 * From the text of a definition to a specification that the engine runs: YAML with places, the shape of the language,
 * the meaning of names, and all problems together.
 *
 * It does not know inheritance (definitions are flattened before they are checked), which actions exist, or how anything
 * runs.
 */
export { checkAction } from "./check/action.ts";
export { checkWorkbook } from "./check/workbook.ts";
export { checkWorkflow } from "./check/workflow.ts";
export { clausesOf, graphOf } from "./graph.ts";
export type { ClauseName, Graph } from "./graph.ts";
export { mergeInline, splitInline } from "./inline.ts";
export type { Inline } from "./inline.ts";
export { problemKinds } from "./problems.ts";
export type { ProblemCode, ProblemKind } from "./problems.ts";
export { readActions, readWorkflows } from "./read/list.ts";
export { readWorkbook } from "./read/workbook.ts";
export type { ActionsRead, DefinitionSource, WorkbookRead, WorkbookSource, WorkflowsRead } from "./read/source.ts";
export type {
  AdhocActionSpec,
  CallSpec,
  ClauseSpec,
  CommandName,
  ItemsSpec,
  ParameterSpec,
  PoliciesSpec,
  PublishSpec,
  RetrySpec,
  TaskSpec,
  TransitionSpec,
  TransitionTarget,
  WorkflowSpec,
  WorkflowType,
} from "./spec.ts";
export { parseYaml } from "./yaml/document.ts";
export type { YamlDocument } from "./yaml/document.ts";
export type { Locate, Path } from "./yaml/path.ts";
export { renderYaml } from "./yaml/write/dump.ts";
