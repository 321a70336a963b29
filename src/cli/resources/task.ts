import { Command } from "commander";
import type { CliHost } from "../host.ts";
import type { Column } from "../output/columns.ts";
import { connect, listing, listQuery, remote, type ListOptions, type RemoteOptions } from "./remote.ts";
import { gather, showRecord, showRows, showValue } from "./show.ts";

const columns: readonly Column[] = [
  { title: "ID", key: "id" },
  { title: "NAME", key: "name" },
  { title: "WORKFLOW", key: "workflow_name" },
  { title: "STATE", key: "state" },
  { title: "STATE INFO", key: "state_info" },
  { title: "STARTED", key: "started_at" },
  { title: "FINISHED", key: "finished_at" },
];

/** `ostro task ...` */
export function taskCommands(host: CliHost): Command {
  const command = new Command("task").description("runs of tasks");
  listing(
    command.command("list").description("list tasks").argument("[execution]", "only those of this execution"),
    "created_at:asc",
  ).action(async (execution: string | undefined, options: ListOptions) => {
    const path = execution === undefined ? "/v2/tasks" : `/v2/executions/${encodeURIComponent(execution)}/tasks`;
    showRows(host, await gather(connect(host, options), path, "tasks", listQuery(options)), columns, options);
  });
  byId(command.command("show").description("show a task")).action(async (id: string, options: RemoteOptions) => {
    showRecord(host, await connect(host, options).get(pathOf(id)), options);
  });
  byId(command.command("output").description("print the result of a task as JSON")).action(
    async (id: string, options: RemoteOptions) =>
      showValue(host, (await connect(host, options).get(pathOf(id)))["result"]),
  );
  byId(command.command("rerun").description("run a failed task again"))
    .option("--resume", "of with-items only the failed items")
    .action(async (id: string, options: RemoteOptions & { resume?: boolean }) => {
      const body = { state: "RUNNING", reset: options.resume !== true };
      showRecord(host, await connect(host, options).put(pathOf(id), body), options);
    });
  return command;
}

function byId(command: Command): Command {
  return remote(command.argument("<id>", "id of the task"));
}

function pathOf(id: string): string {
  return `/v2/tasks/${encodeURIComponent(id)}`;
}
