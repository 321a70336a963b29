/**
 * The resources of the REST interface as they stand on the wire: their types, which the client shares.
 *
 * It does not know routes, callers or how a request is read; other rooms may import its types and nothing else.
 */
export type { AuditEntry } from "./access/audit.ts";
export type { Quota } from "./access/quota.ts";
export type { Action } from "./action.ts";
export type { ActionExecution } from "./action-execution.ts";
export type { CodeSource } from "./code/code-source.ts";
export type { DynamicAction } from "./code/dynamic-action.ts";
export type { Environment } from "./environment.ts";
export type { Execution } from "./execution.ts";
export type { LiveExecution, LiveTask } from "./live.ts";
export type { ExecutionMigration, MigratedExecution, MigratedExecutions } from "./lineage/migration.ts";
export type { Member } from "./member.ts";
export type { Report } from "./report.ts";
export type { Task } from "./task.ts";
export type { CronTrigger } from "./triggers/cron-trigger.ts";
export type { EventTrigger } from "./triggers/event-trigger.ts";
export type { WorkerAction, WorkerLease } from "./worker.ts";
export type { Workbook } from "./workbook.ts";
export type { Workflow } from "./workflow.ts";
