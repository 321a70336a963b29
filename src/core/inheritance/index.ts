/**
 * Inheritance of workflows (`extends`): makes of a text that is a diff a complete, plain Mistral workflow, and says where
 * everything in it comes from, how it differs from another one and how far it conforms to it.
 *
 * It does not know where definitions are stored, who may see them (the caller hands in a function that finds parents) or
 * how a workflow runs; the engine never hears of inheritance.
 */
export { breachesOf } from "./check/contract.ts";
export type { Breach } from "./check/contract.ts";
export type { ParentReference } from "./check/extends.ts";
export { compareBehaviour, comparisonOf } from "./conformance/behaviour/compare.ts";
export type { Compare as CompareBehaviour } from "./conformance/behaviour/compare.ts";
export { relations } from "./conformance/behaviour/comparison.ts";
export type { Answer as BehaviourAnswer, Relation as BehaviourRelation } from "./conformance/behaviour/comparison.ts";
export type { Trace as BehaviourTrace } from "./conformance/behaviour/witness.ts";
export type { Budget as BehaviourBudget } from "./conformance/behaviour/space/explore.ts";
export type { Question as BehaviourQuestion } from "./conformance/behaviour/space/net.ts";
export { isAtLeast, isLevel, levelNames } from "./conformance/level.ts";
export type { Level } from "./conformance/level.ts";
export { conformanceOf } from "./conformance/verdict.ts";
export type { Verdict } from "./conformance/verdict.ts";
export { flattenDocument, readReferences } from "./flatten-document.ts";
export type { FlattenedDocument } from "./flatten-document.ts";
export type { Flattened, ParentEdge } from "./flattened.ts";
export type { WorkbookMembers } from "./parents/bind.ts";
export type { FlattenContext, Limits, ParentDefinition } from "./parents/definition.ts";
export { faultString, wirePath } from "./report/problem.ts";
export type { WorkflowProblem } from "./report/problem.ts";
export { annotate, renderDefinition } from "./view/definition.ts";
export { diffWorkflows } from "./view/diff.ts";
export type { WorkflowDiff } from "./view/diff.ts";
export { languageSchema } from "./schema/language.ts";
export { reviveFlattened } from "./revive.ts";
export type { StoredFlattened } from "./revive.ts";
