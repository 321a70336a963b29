import { Option, type Command } from "commander";
import type { JsonMap } from "../../../core/base/index.ts";
import { pathOf, type Connection } from "../../../client/index.ts";
import { CliError } from "../../exit.ts";
import { examples, sample } from "../../help/examples.ts";
import type { CliHost } from "../../host.ts";
import { textOf } from "../../run/execution-tree.ts";
import { readValues } from "../../run/values.ts";
import { collect, connect, remote, type RemoteOptions } from "../remote.ts";
import { showRecord } from "../show.ts";
import { addDelete, addList, addShow, one, type Resource } from "../verbs.ts";
import { workflowNamed } from "./cron-trigger.ts";

const eventTrigger: Resource = {
  word: "event-trigger",
  noun: "an event trigger",
  plural: "event triggers",
  collection: "event_triggers",
  columns: [
    { title: "ID", key: "id", isWhole: true },
    { title: "NAME", key: "name" },
    { title: "EVENT", key: "event" },
    { title: "TOPIC", key: "topic", rank: 1 },
    { title: "EXCHANGE", key: "exchange", rank: 2 },
    { title: "WORKFLOW ID", key: "workflow_id", isWhole: true, rank: 3 },
    { title: "CREATED", key: "created_at", isWhole: true, rank: 4 },
  ],
  named: "id",
  isInNamespace: false,
  sample: sample.eventTrigger,
};

interface WriteOptions extends RemoteOptions {
  readonly name?: string;
  readonly workflow?: string;
  readonly input: readonly string[];
  readonly param: readonly string[];
  readonly filter?: string;
  readonly scope?: string;
}

/** `ostro event-trigger ...` */
export function eventTriggerCommands(command: Command, host: CliHost): void {
  addList(command, host, eventTrigger);
  addShow(command, host, eventTrigger);
  const create = started(
    remote(
      command
        .command("create")
        .description("start a workflow with each event of a sort")
        .argument("<name>", "name of the trigger")
        .argument("<workflow>", "name or id")
        .argument("<exchange>", "where the event comes from")
        .argument("<topic>")
        .argument("<event>", "name of the event; * stands for anything"),
    ),
  ).action(
    async (name: string, workflow: string, exchange: string, topic: string, event: string, options: WriteOptions) => {
      const connection = connect(host, options);
      const body = {
        name,
        workflow_id: await idOf(connection, workflow),
        exchange,
        topic,
        event,
        workflow_input: await readValues(host, options.input, "--input"),
        workflow_params: await readValues(host, options.param, "--param"),
        ...(options.filter === undefined ? {} : { filter: options.filter }),
        scope: options.scope ?? "private",
      };
      showRecord(host, await connection.post(pathOf("event_triggers"), body), options);
    },
  );
  examples(create, "ostro event-trigger create on-upload deploy shop uploads file.created");
  const update = started(
    one(command.command("update").description("change an event trigger; its event stays"), eventTrigger),
  )
    .option("--name <name>", "its new name")
    .option("--workflow <workflow>", "name or id of another workflow")
    .action(async (id: string, options: WriteOptions) => {
      const connection = connect(host, options);
      const body = await changes(host, connection, options);
      if (Object.keys(body).length === 0) {
        throw new CliError("Say what to change: --name, --workflow, --input, --param, --filter or --scope.");
      }
      showRecord(host, await connection.put(pathOf("event_triggers", id), body), options);
    });
  examples(update, `ostro event-trigger update ${sample.eventTrigger} --input version=3`);
  addDelete(command, host, eventTrigger);
}

function started(command: Command): Command {
  return command
    .option(
      "-i, --input <name=value>",
      "an input, as JSON or text; @FILE for a JSON object (may be repeated)",
      collect,
      [],
    )
    .option("-p, --param <name=value>", "a parameter such as env or task_name (may be repeated)", collect, [])
    .option("--filter <expression>", "what must be true of the event, such as \"<% $.payload.state = 'good' %>\"")
    .addOption(new Option("--scope <scope>", "who sees it").choices(["private", "public"]));
}

async function changes(host: CliHost, connection: Connection, options: WriteOptions): Promise<JsonMap> {
  const { name, workflow, input, param, filter, scope } = options;
  return {
    ...(name === undefined ? {} : { name }),
    ...(workflow === undefined ? {} : { workflow_id: await idOf(connection, workflow) }),
    ...(input.length === 0 ? {} : { workflow_input: await readValues(host, input, "--input") }),
    ...(param.length === 0 ? {} : { workflow_params: await readValues(host, param, "--param") }),
    ...(filter === undefined ? {} : { filter }),
    ...(scope === undefined ? {} : { scope }),
  };
}

/** The service takes ids only here. */
async function idOf(connection: Connection, workflow: string): Promise<string> {
  const named = workflowNamed(workflow);
  if ("workflow_id" in named) return named.workflow_id;
  return textOf((await connection.get(pathOf("workflows", workflow)))["id"]);
}
