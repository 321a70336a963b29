import { AuditLog } from "./access/audit-log.ts";
import { Quotas } from "./access/quotas.ts";
import { ActionExecutions } from "./action-executions.ts";
import { Actions } from "./actions.ts";
import type { Connection } from "./connection.ts";
import { CodeSources } from "./definitions/code-sources.ts";
import { DynamicActions } from "./definitions/dynamic-actions.ts";
import { Members } from "./definitions/members.ts";
import { Environments } from "./environments.ts";
import { Executions } from "./executions.ts";
import { Service } from "./service.ts";
import { Tasks } from "./tasks.ts";
import { CronTriggers } from "./triggers/cron-triggers.ts";
import { Events } from "./triggers/events.ts";
import { EventTriggers } from "./triggers/event-triggers.ts";
import { Workbooks } from "./workbooks.ts";
import { Workers } from "./workers.ts";
import { Workflows } from "./workflows.ts";

/** A service seen from outside, by its resources. */
export class Client {
  readonly workflows: Workflows;
  readonly workbooks: Workbooks;
  readonly actions: Actions;
  readonly environments: Environments;
  readonly executions: Executions;
  readonly tasks: Tasks;
  readonly actionExecutions: ActionExecutions;
  readonly workers: Workers;
  readonly cronTriggers: CronTriggers;
  readonly eventTriggers: EventTriggers;
  readonly events: Events;
  readonly members: Members;
  readonly codeSources: CodeSources;
  readonly dynamicActions: DynamicActions;
  readonly quotas: Quotas;
  readonly auditLog: AuditLog;
  readonly service: Service;

  constructor(connection: Connection) {
    this.service = new Service(connection);
    this.workflows = new Workflows(connection);
    this.workbooks = new Workbooks(connection);
    this.actions = new Actions(connection);
    this.environments = new Environments(connection);
    this.executions = new Executions(connection);
    this.tasks = new Tasks(connection);
    this.actionExecutions = new ActionExecutions(connection);
    this.workers = new Workers(connection);
    this.cronTriggers = new CronTriggers(connection);
    this.eventTriggers = new EventTriggers(connection);
    this.events = new Events(connection);
    this.members = new Members(connection);
    this.codeSources = new CodeSources(connection);
    this.dynamicActions = new DynamicActions(connection);
    this.quotas = new Quotas(connection);
    this.auditLog = new AuditLog(connection);
  }
}
