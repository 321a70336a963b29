import type { Command } from "commander";
import type { JsonMap } from "../../../core/base/index.ts";
import { pathOf, type Connection } from "../../../client/index.ts";
import { CliError } from "../../exit.ts";
import { examples, sample } from "../../help/examples.ts";
import type { CliHost } from "../../host.ts";
import { textOf } from "../../run/execution-tree.ts";
import { readValues } from "../../run/values.ts";
import { collect, connect, remote, type RemoteOptions } from "../remote.ts";
import { gather, showRows } from "../show.ts";
import { taskColumns } from "./columns.ts";

interface RepairOptions extends RemoteOptions {
  readonly task: readonly string[];
  readonly resume?: boolean;
  readonly env: readonly string[];
}

/** `ostro execution rerun|skip ID`: for all tasks that failed, or some of them. */
export function addRepairs(command: Command, host: CliHost): void {
  const rerun = repairing(command.command("rerun").description("run the failed tasks of an execution again"))
    .option("--resume", "of with-items only the failed items")
    .option("-e, --env <name=value>", "change the environment (may be repeated)", collect, [])
    .action(async (id: string, options: RepairOptions) => {
      const env = await readValues(host, options.env, "--env");
      const changes = Object.keys(env).length === 0 ? {} : { env };
      await repair(host, id, { state: "RUNNING", reset: options.resume !== true, ...changes }, options);
    });
  examples(rerun, `ostro execution rerun ${sample.failed}`, `ostro execution rerun ${sample.failed} --task publish`);
  const skip = repairing(
    command.command("skip").description("go on as if the failed tasks of an execution had been skipped"),
  ).action((id: string, options: RepairOptions) => repair(host, id, { state: "SKIPPED" }, options));
  examples(skip, `ostro execution skip ${sample.failed} --task publish`);
}

function repairing(command: Command): Command {
  return remote(command.argument("<id>", "id of the execution")).option(
    "--task <name>",
    "only the task of this name (may be repeated)",
    collect,
    [],
  );
}

async function repair(host: CliHost, id: string, body: JsonMap, options: RepairOptions): Promise<void> {
  const connection = connect(host, options);
  const rows: JsonMap[] = [];
  for (const task of await failedTasks(connection, id, options.task)) {
    rows.push(await connection.put(pathOf("tasks", textOf(task["id"])), body));
  }
  showRows(host, rows, taskColumns, options);
}

async function failedTasks(connection: Connection, id: string, names: readonly string[]): Promise<JsonMap[]> {
  const failed = await gather(connection, pathOf("executions", id, "tasks"), "tasks", { state: "ERROR" });
  const chosen = names.length === 0 ? failed : failed.filter(({ name }) => names.includes(textOf(name)));
  const missing = names.filter((name) => !failed.some((task) => task["name"] === name));
  if (chosen.length > 0 && missing.length === 0) return chosen;
  const there = [...new Set(failed.map(({ name }) => textOf(name)))].join(", ");
  const which = missing.length === 0 ? "" : ` of the name ${missing.join(", ")}`;
  const known = there === "" ? "'ostro execution tree' shows its state" : `there failed ${there}`;
  throw new CliError(`Execution ${id} has no failed task${which}; ${known}.`);
}
