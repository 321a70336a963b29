import type { Command } from "commander";
import type { JsonMap } from "../../core/base/index.ts";
import { pathOf } from "../../client/index.ts";
import { examples, sample } from "../help/examples.ts";
import type { CliHost } from "../host.ts";
import { rowsOf } from "../run/execution-tree.ts";
import { readValues } from "../run/values.ts";
import { executionColumns, taskColumns } from "./executions/columns.ts";
import { collect, connect, listing, listQuery, remote, type ListOptions, type RemoteOptions } from "./remote.ts";
import { gather, showRecord, showRows, showValue } from "./show.ts";

/** `ostro task ...` */
export function taskCommands(command: Command, host: CliHost): void {
  const list = listing(
    command.command("list").description("list tasks").argument("[execution]", "only those of this execution"),
    "created_at:asc",
  );
  list.action(async (execution: string | undefined, options: ListOptions) => {
    const path = execution === undefined ? pathOf("tasks") : pathOf("executions", execution, "tasks");
    showRows(host, await gather(connect(host, options), path, "tasks", listQuery(options)), taskColumns, options);
  });
  examples(list, `ostro task list ${sample.execution}`, "ostro task list --filter state=ERROR --sort created_at:desc");
  const show = byId(command.command("show").description("show a task"));
  show.action(async (id: string, options: RemoteOptions) => {
    showRecord(host, await connect(host, options).get(pathOf("tasks", id)), options);
  });
  examples(show, `ostro task show ${sample.task}`);
  addValues(command, host);
  const below = byId(command.command("descendants").description("list the executions under a task, of all depths"))
    .option("--errors-only", "only what leads to a failure")
    .option("--depth <number>", "levels of sub-workflows; all when left out");
  below.action(async (id: string, options: RemoteOptions & { errorsOnly?: boolean; depth?: string }) => {
    const query = { errors_only: options.errorsOnly, max_depth: options.depth };
    const answer = await connect(host, options).get(pathOf("tasks", id, "executions"), query);
    showRows(host, rowsOf(answer, "executions"), executionColumns, options);
  });
  examples(below, `ostro task descendants ${sample.task}`);
  addRepairs(command, host);
}

function addValues(command: Command, host: CliHost): void {
  const output = byId(command.command("output").description("print the result of a task as JSON"));
  output.action(async (id: string, options: RemoteOptions) =>
    showValue(host, (await connect(host, options).get(pathOf("tasks", id)))["result"], options),
  );
  examples(output, `ostro task output ${sample.task}`);
  const published = byId(
    command.command("published").description("print the variables that a task published as JSON"),
  ).option("--global", "those that it published for all branches");
  published.action(async (id: string, options: RemoteOptions & { global?: boolean }) => {
    const task = await connect(host, options).get(pathOf("tasks", id));
    showValue(host, options.global === true ? (task["published_global"] ?? {}) : task["published"], options);
  });
  examples(published, `ostro task published ${sample.task}`);
}

function addRepairs(command: Command, host: CliHost): void {
  const rerun = byId(command.command("rerun").description("run a failed task again"))
    .option("--resume", "of with-items only the failed items")
    .option("-e, --env <name=value>", "change the environment (may be repeated)", collect, [])
    .action(async (id: string, options: RemoteOptions & { resume?: boolean; env: readonly string[] }) => {
      const env = await readValues(host, options.env, "--env");
      const changes = Object.keys(env).length === 0 ? {} : { env };
      await change(host, id, { state: "RUNNING", reset: options.resume !== true, ...changes }, options);
    });
  examples(rerun, `ostro task rerun ${sample.failedTask}`);
  const skip = byId(command.command("skip").description("go on as if a failed task had been skipped"));
  skip.action((id: string, options: RemoteOptions) => change(host, id, { state: "SKIPPED" }, options));
  examples(skip, `ostro task skip ${sample.failedTask}`);
}

async function change(host: CliHost, id: string, body: JsonMap, options: RemoteOptions): Promise<void> {
  showRecord(host, await connect(host, options).put(pathOf("tasks", id), body), options);
}

function byId(command: Command): Command {
  return remote(command.argument("<id>", "id of the task"));
}
