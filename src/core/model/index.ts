/**
 * The nouns of the house as records: what is remembered of executions, tasks, actions and definitions, the states they
 * go through, the events that move them, and the shape of a decision.
 *
 * It does not know how anything is decided, stored or shown.
 */
export type { AuditOutcome, AuditRecord, QuotaRecord } from "./access.ts";
export type { ActionRecord, ActionResult, ActionRun, Dispatch } from "./action.ts";
export type { Caller } from "./caller.ts";
export type { CodeSourceRecord, DynamicActionRecord } from "./code.ts";
export type { Change, Command, Decision } from "./decision.ts";
export type {
  ActionDefinitionRecord,
  EnvironmentRecord,
  InheritanceState,
  ParentMode,
  ParentRecord,
  RevisionRecord,
  Scope,
  WorkbookRecord,
  WorkflowRecord,
} from "./definition.ts";
export type { ExecutionEvent, MessageRecord, NotificationEvent, NotificationRecord, TimerRecord } from "./event.ts";
export type { ChildRecord, ExecutionRecord } from "./execution.ts";
export type { MaintenanceRecord, MaintenanceStatus } from "./maintenance.ts";
export type { MigrationRecord } from "./migration.ts";
export type { MemberRecord, MemberStatus } from "./sharing.ts";
export { canMove, isFinal } from "./states.ts";
export type { ActionState, ExecutionState, TaskState } from "./states.ts";
export type { NextTask, TaskRecord, Trigger } from "./task.ts";
export type { CronTriggerRecord, EventReach, EventRecord, EventTriggerRecord } from "./trigger.ts";
