import { Command } from "commander";
import type { CliHost } from "../host.ts";
import type { Column } from "../output/columns.ts";
import { readValues } from "../run/values.ts";
import { collect, connect, listing, listQuery, remote, type ListOptions, type RemoteOptions } from "./remote.ts";
import { gather, showRecord, showRows, showValue } from "./show.ts";

const columns: readonly Column[] = [
  { title: "ID", key: "id" },
  { title: "ACTION", key: "name" },
  { title: "TASK", key: "task_name" },
  { title: "WORKFLOW", key: "workflow_name" },
  { title: "STATE", key: "state" },
  { title: "ACCEPTED", key: "accepted" },
  { title: "CREATED", key: "created_at" },
];

/** `ostro action-execution ...` */
export function actionExecutionCommands(host: CliHost): Command {
  const command = new Command("action-execution").description("runs of actions");
  listing(
    command.command("list").description("list action executions").argument("[task]", "only those of this task"),
    "created_at:asc",
  ).action(async (task: string | undefined, options: ListOptions) => {
    const path =
      task === undefined ? "/v2/action_executions" : `/v2/tasks/${encodeURIComponent(task)}/action_executions`;
    showRows(
      host,
      await gather(connect(host, options), path, "action_executions", listQuery(options)),
      columns,
      options,
    );
  });
  byId(command.command("show").description("show an action execution")).action(
    async (id: string, options: RemoteOptions) => {
      showRecord(host, await connect(host, options).get(pathOf(id)), options);
    },
  );
  byId(command.command("output").description("print the output of an action execution as JSON")).action(
    async (id: string, options: RemoteOptions) =>
      showValue(host, (await connect(host, options).get(pathOf(id)))["output"]),
  );
  remote(
    command.command("start").description("run an action without a workflow").argument("<action>", "name of the action"),
  )
    .option(
      "-i, --input <name=value>",
      "an argument, as JSON or text; @FILE for a JSON object (may be repeated)",
      collect,
      [],
    )
    .option("--save", "store it and do not wait for the result")
    .action(async (name: string, options: RemoteOptions & { input: readonly string[]; save?: boolean }) => {
      const input = await readValues(host, options.input, "--input");
      const params = options.save === true ? { save_result: true } : {};
      showRecord(host, await connect(host, options).post("/v2/action_executions", { name, input, params }), options);
    });
  byId(command.command("complete").description("tell the result of an asynchronous action"))
    .option("--state <state>", "SUCCESS, ERROR or CANCELLED", "SUCCESS")
    .option(
      "-r, --result <name=value>",
      "a field of the output, as JSON or text; @FILE for a JSON object (may be repeated)",
      collect,
      [],
    )
    .action(async (id: string, options: RemoteOptions & { state: string; result: readonly string[] }) => {
      const output = await readValues(host, options.result, "--result");
      showRecord(host, await connect(host, options).put(pathOf(id), { state: options.state, output }), options);
    });
  byId(command.command("delete").description("delete an action execution that ran without a workflow")).action(
    async (id: string, options: RemoteOptions) => {
      await connect(host, options).delete(pathOf(id));
      host.err(`deleted ${id}\n`);
    },
  );
  return command;
}

function byId(command: Command): Command {
  return remote(command.argument("<id>", "id of the action execution"));
}

function pathOf(id: string): string {
  return `/v2/action_executions/${encodeURIComponent(id)}`;
}
