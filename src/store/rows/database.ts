import type { Kysely } from "kysely";
import type {
  ActionDefinitionRecord,
  ActionRecord,
  AuditRecord,
  CodeSourceRecord,
  CronTriggerRecord,
  DynamicActionRecord,
  EnvironmentRecord,
  EventRecord,
  EventTriggerRecord,
  ExecutionRecord,
  MaintenanceStatus,
  MemberRecord,
  MessageRecord,
  MigrationRecord,
  NotificationRecord,
  QuotaRecord,
  RevisionRecord,
  TaskRecord,
  TimerRecord,
  WorkbookRecord,
} from "../../core/model/index.ts";
import type { ParentEdge } from "../definitions.ts";
import type { WorkflowOwnFields } from "./definitions.ts";
import type { RowOf } from "./table.ts";

/** All tables, as kysely checks statements against them. */
export interface Tables {
  executions: RowOf<ExecutionRecord>;
  tasks: RowOf<TaskRecord>;
  actions: RowOf<ActionRecord>;
  timers: RowOf<TimerRecord>;
  /** `seq` is the order of sending. */
  messages: RowOf<MessageRecord> & { seq: number };
  migrations: RowOf<MigrationRecord>;
  /** `roles` is a list with commas, `targets` one that begins and ends with them; null in rows of older versions. */
  nodes: {
    id: string;
    started_at: number;
    heartbeat_at: number;
    lease_until: number;
    name: string | null;
    roles: string | null;
    targets: string | null;
  };
  workflows: RowOf<WorkflowOwnFields>;
  workflow_revisions: RowOf<RevisionRecord>;
  workflow_parents: RowOf<ParentEdge>;
  workbooks: RowOf<WorkbookRecord>;
  action_definitions: RowOf<ActionDefinitionRecord>;
  environments: RowOf<EnvironmentRecord>;
  cron_triggers: RowOf<CronTriggerRecord>;
  event_triggers: RowOf<EventTriggerRecord>;
  events: RowOf<EventRecord>;
  /** `seq` is the order in which they came about. */
  notifications: RowOf<NotificationRecord> & { seq: number };
  members: RowOf<MemberRecord>;
  code_sources: RowOf<CodeSourceRecord>;
  dynamic_actions: RowOf<DynamicActionRecord>;
  audit_log: RowOf<AuditRecord>;
  quotas: RowOf<QuotaRecord>;
  /** `paused` is a list of ids as JSON. */
  maintenance: { id: string; status: MaintenanceStatus; paused: string };
}

export type Database = Kysely<Tables>;
