/**
 * The heart: decides, from a workflow, the state of its execution and what just happened, what changes and what is to be done
 * next. Pure: the same question gets the same answer.
 *
 * It does not know clocks, databases, networks, who runs an action, or how a definition came about (inheritance).
 */
export { directResult, prepareDirectAction } from "./calls/direct.ts";
export type { DirectAction } from "./calls/direct.ts";
export { createExecution, startFault } from "./create.ts";
export type { StartRequest, Started } from "./create.ts";
export { decide } from "./decide.ts";
export { migrate } from "./migrate.ts";
export type { Migrated, MigrationOptions } from "./migrate.ts";
export { objectionsOf, verdictJson } from "./migrate/verdict.ts";
export type { MigrationVerdict } from "./migrate/verdict.ts";
export { sizeFault } from "./data/field-size.ts";
export type { Decided, Refusal } from "./state/decided.ts";
export { resultOf, showExecution, showTask } from "./data/shown.ts";
export { LiveState } from "./state/live-state.ts";
export type { StateRecords } from "./state/live-state.ts";
export { isStuck } from "./state/stuck.ts";
export { MissingData } from "./world.ts";
export type { ActionDefinition, DataRequest, WorkflowDefinition, World } from "./world.ts";
