/**
 * The REST interface as functions, over HTTP or within one process: plain requests through a connection, or one class for each
 * resource with typed answers.
 *
 * It does not know how the service works inside; it knows its addresses, its answers and its errors. Members that hold JSON as
 * a text stay texts, as they are on the wire.
 */
export type {
  Action,
  ActionExecution,
  AuditEntry,
  CodeSource,
  CronTrigger,
  DynamicAction,
  Environment,
  EventTrigger,
  Execution,
  ExecutionMigration,
  LiveExecution,
  LiveTask,
  Member,
  MigratedExecution,
  MigratedExecutions,
  Quota,
  Report,
  Task,
  Workbook,
  Workflow,
  WorkerAction,
  WorkerLease,
} from "../api/shapes/index.ts";
export type { QuotaWrite } from "./access/quotas.ts";
export type { ActionStart, ActionUpdate } from "./action-executions.ts";
export { Client } from "./client.ts";
export { Connection, pathOf } from "./connection.ts";
export type { Query } from "./connection.ts";
export type { EnvironmentWrite } from "./environments.ts";
export type { CodeSourceOptions } from "./definitions/code-sources.ts";
export type { DynamicActionWrite } from "./definitions/dynamic-actions.ts";
export type { CronTriggerWrite } from "./triggers/cron-triggers.ts";
export type { EventTriggerChange, EventTriggerWrite } from "./triggers/event-triggers.ts";
export type { CloudEvent, EventReceipt } from "./triggers/events.ts";
export { ServiceError } from "./error.ts";
export type { ExecutionMove, ExecutionStart, ExecutionUpdate, TreeOptions } from "./executions.ts";
export type { MaintenanceStatus, ServiceNode } from "./service.ts";
export { runWorker } from "./worker.ts";
export type { WorkerContext, WorkerHandler, WorkerOptions } from "./worker.ts";
export type { WorkerPoll } from "./workers.ts";
export { httpTransport } from "./transport.ts";
export type { Transport, TransportAnswer, TransportRequest } from "./transport.ts";
export type {
  FamilyWriteOptions,
  FlattenedWorkflow,
  Relative,
  Verdict,
  WriteOptions,
  Written,
  WrittenWorkflow,
} from "./workflows.ts";
