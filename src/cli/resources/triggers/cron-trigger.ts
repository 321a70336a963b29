import { Option, type Command } from "commander";
import { pathOf } from "../../../client/index.ts";
import { CliError } from "../../exit.ts";
import { examples } from "../../help/examples.ts";
import type { CliHost } from "../../host.ts";
import { readValues } from "../../run/values.ts";
import { collect, connect, positive, remote, type RemoteOptions } from "../remote.ts";
import { showRecord } from "../show.ts";
import { addDelete, addList, addShow, type Resource } from "../verbs.ts";

const cronTrigger: Resource = {
  word: "cron-trigger",
  noun: "a cron trigger",
  plural: "cron triggers",
  collection: "cron_triggers",
  columns: [
    { title: "NAME", key: "name" },
    { title: "WORKFLOW", key: "workflow_name" },
    { title: "PATTERN", key: "pattern", isWhole: true },
    { title: "NEXT TIME", key: "next_execution_time", isWhole: true },
    { title: "LEFT", key: "remaining_executions", isWhole: true, rank: 1 },
    { title: "PARAMS", key: "workflow_params", rank: 4 },
    { title: "CREATED", key: "created_at", isWhole: true, rank: 2 },
    { title: "ID", key: "id", isWhole: true, rank: 3 },
  ],
  named: "name or id",
  isInNamespace: false,
  sample: "nightly",
};

interface CreateOptions extends RemoteOptions {
  readonly pattern?: string;
  readonly timeZone?: string;
  readonly firstTime?: string;
  readonly count?: number;
  readonly input: readonly string[];
  readonly param: readonly string[];
  readonly scope: string;
}

/** `ostro cron-trigger ...` */
export function cronTriggerCommands(command: Command, host: CliHost): void {
  addList(command, host, cronTrigger);
  addShow(command, host, cronTrigger);
  const create = remote(
    command
      .command("create")
      .description("start a workflow at certain times")
      .argument("<name>", "name of the trigger")
      .argument("<workflow>", "name or id"),
  )
    .option("--pattern <pattern>", "when, as cron says it: '0 3 * * *'")
    .option("--time-zone <zone>", "where the pattern's times are meant, such as Europe/Berlin (default: UTC)")
    .option("--first-time <time>", "not before this time: 'YYYY-MM-DD HH:MM' in UTC")
    .option("--count <number>", "how often at most", positive)
    .option(
      "-i, --input <name=value>",
      "an input, as JSON or text; @FILE for a JSON object (may be repeated)",
      collect,
      [],
    )
    .option("-p, --param <name=value>", "a parameter such as env or task_name (may be repeated)", collect, [])
    .addOption(new Option("--scope <scope>", "who sees it").choices(["private", "public"]).default("private"))
    .action(async (name: string, workflow: string, options: CreateOptions) => {
      const { pattern, timeZone, firstTime, count, scope } = options;
      if (pattern === undefined && firstTime === undefined)
        throw new CliError("Say when: --pattern, --first-time or both.");
      const answer = await connect(host, options).post(pathOf("cron_triggers"), {
        name,
        ...workflowNamed(workflow),
        workflow_input: await readValues(host, options.input, "--input"),
        workflow_params: await readValues(host, options.param, "--param"),
        ...(pattern === undefined ? {} : { pattern }),
        ...(timeZone === undefined ? {} : { time_zone: timeZone }),
        ...(firstTime === undefined ? {} : { first_execution_time: firstTime }),
        ...(count === undefined ? {} : { remaining_executions: count }),
        scope,
      });
      showRecord(host, answer, options);
    });
  examples(
    create,
    "ostro cron-trigger create nightly deploy --pattern '0 3 * * *' --input version=2",
    "ostro cron-trigger create once deploy --first-time '2099-01-01 00:00'",
  );
  addDelete(command, host, cronTrigger);
}

/** Where the service wants to know whether it is told a name or an id. */
export function workflowNamed(
  identifier: string,
): { readonly workflow_id: string } | { readonly workflow_name: string } {
  const isId = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(identifier);
  return isId ? { workflow_id: identifier } : { workflow_name: identifier };
}
