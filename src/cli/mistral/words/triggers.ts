import type { JsonMap } from "../../../core/base/index.ts";
import { pathOf } from "../../../client/index.ts";
import { CliError } from "../../exit.ts";
import { sample } from "../../help/examples.ts";
import { workflowNamed } from "../../resources/triggers/cron-trigger.ts";
import { member, type Column } from "../format/answer.ts";
import { arg, deleteAll, jsonOf, listOf, manyArgs, option, paging, record, type Call, type Word } from "../word.ts";

const dates = [member("Created at", "created_at"), member("Updated at", "updated_at")];

const cron: readonly Column[] = [
  member("Name", "name"),
  member("Workflow", "workflow_name"),
  member("Params", "workflow_params"),
  member("Pattern", "pattern"),
  member("Next execution time", "next_execution_time"),
  member("Remaining executions", "remaining_executions"),
  ...dates,
];

const event: readonly Column[] = [
  member("ID", "id"),
  member("Name", "name"),
  member("Workflow ID", "workflow_id"),
  member("Params", "workflow_params"),
  member("Exchange", "exchange"),
  member("Topic", "topic"),
  member("Event", "event"),
  ...dates,
];

const params = ["--params <params>", "parameters of the execution, as JSON or the name of a file"] as const;

export const triggerWords: readonly Word[] = [
  {
    word: "cron-trigger-create",
    says: "Start a workflow at certain times.",
    args: ["<name>", "<workflow_identifier>", "[workflow_input]"],
    options: [
      params,
      ["--pattern <pattern>", "when, as cron says it: '0 3 * * *'"],
      ["--first-time <time>", "not before this time: 'YYYY-MM-DD HH:MM', in local time"],
      ["--count <number>", "how often at most"],
      ["--utc", "--first-time is in UTC"],
    ],
    form: "record",
    ostro: "ostro cron-trigger create NAME WORKFLOW --pattern PATTERN",
    example: "hourly deploy '{}' --pattern '0 * * * *'",
    run: async (call) => record(cron, await call.connection.post(pathOf("cron_triggers"), await cronOf(call))),
  },
  {
    word: "cron-trigger-list",
    says: "List all cron triggers.",
    options: paging,
    form: "list",
    ostro: "ostro cron-trigger list",
    run: (call) => listOf(call, pathOf("cron_triggers"), "cron_triggers", cron),
  },
  {
    word: "cron-trigger-get",
    says: "Show a cron trigger.",
    args: ["<cron_trigger>"],
    form: "record",
    ostro: "ostro cron-trigger show NAME",
    example: "hourly",
    run: async (call) => record(cron, await call.connection.get(pathOf("cron_triggers", arg(call, "cron_trigger")))),
  },
  {
    word: "cron-trigger-delete",
    says: "Delete cron triggers.",
    args: ["<cron_trigger...>"],
    form: "text",
    ostro: "ostro cron-trigger delete NAME...",
    example: "hourly",
    run: (call) =>
      deleteAll(call, manyArgs(call, "cron_trigger"), {
        noun: "cron trigger",
        remove: (name) => call.connection.delete(pathOf("cron_triggers", name)),
      }),
  },
  {
    word: "event-trigger-create",
    says: "Start a workflow with each event of a sort.",
    args: ["<name>", "<workflow_id>", "<exchange>", "<topic>", "<event>", "[workflow_input]"],
    options: [params],
    form: "record",
    ostro: "ostro event-trigger create NAME WORKFLOW EXCHANGE TOPIC EVENT",
    example: `on-update ${sample.workflow} shop uploads file.updated '{}'`,
    run: async (call) => record(event, await call.connection.post(pathOf("event_triggers"), await eventOf(call))),
  },
  {
    word: "event-trigger-list",
    says: "List all event triggers.",
    options: paging,
    form: "list",
    ostro: "ostro event-trigger list",
    run: (call) => listOf(call, pathOf("event_triggers"), "event_triggers", event),
  },
  {
    word: "event-trigger-get",
    says: "Show an event trigger.",
    args: ["<event_trigger>"],
    form: "record",
    ostro: "ostro event-trigger show ID",
    example: sample.eventTrigger,
    run: async (call) => record(event, await call.connection.get(pathOf("event_triggers", arg(call, "event_trigger")))),
  },
  {
    word: "event-trigger-delete",
    says: "Delete event triggers.",
    args: ["<event_trigger_id...>"],
    form: "text",
    ostro: "ostro event-trigger delete ID...",
    example: sample.eventTrigger,
    run: (call) =>
      deleteAll(call, manyArgs(call, "event_trigger_id"), {
        noun: "event trigger",
        remove: (id) => call.connection.delete(pathOf("event_triggers", id)),
      }),
  },
];

async function cronOf(call: Call): Promise<JsonMap> {
  const [pattern, count] = [option(call, "pattern"), option(call, "count")];
  const firstTime = option(call, "firstTime");
  if (count !== undefined && !/^\d{1,9}$/.test(count)) throw new CliError(`--count takes a number, not '${count}'.`);
  const first = firstTime === undefined || call.options["utc"] === true ? firstTime : inUtc(firstTime);
  return {
    name: arg(call, "name"),
    ...workflowNamed(arg(call, "workflow_identifier")),
    workflow_input: await jsonOf(call, arg(call, "workflow_input"), "The input"),
    workflow_params: await jsonOf(call, option(call, "params"), "--params"),
    ...(pattern === undefined ? {} : { pattern }),
    ...(first === undefined ? {} : { first_execution_time: first }),
    ...(count === undefined ? {} : { remaining_executions: Number(count) }),
  };
}

async function eventOf(call: Call): Promise<JsonMap> {
  return {
    name: arg(call, "name"),
    workflow_id: arg(call, "workflow_id"),
    exchange: arg(call, "exchange"),
    topic: arg(call, "topic"),
    event: arg(call, "event"),
    workflow_input: await jsonOf(call, arg(call, "workflow_input"), "The input"),
    workflow_params: await jsonOf(call, option(call, "params"), "--params"),
  };
}

/** A local time as the service wants it. @throws CliError */
function inUtc(text: string): string {
  const parts = /^(\d{4})-(\d\d?)-(\d\d?) (\d\d?):(\d\d?)$/.exec(text)?.slice(1).map(Number);
  if (parts === undefined) throw new CliError(`--first-time takes YYYY-MM-DD HH:MM, not '${text}'.`);
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = parts;
  return new Date(year, month - 1, day, hour, minute).toISOString().slice(0, 16).replace("T", " ");
}
