import { Command } from "commander";
import type { JsonMap } from "../../core/base/index.ts";
import { CliError, exitCodes } from "../exit.ts";
import type { CliHost } from "../host.ts";
import type { Column } from "../output/columns.ts";
import { textOf } from "../run/execution-tree.ts";
import { readValues } from "../run/values.ts";
import { watch } from "../run/watch.ts";
import { collect, connect, listing, listQuery, remote, type ListOptions, type RemoteOptions } from "./remote.ts";
import { gather, showRecord, showRows, showValue } from "./show.ts";

interface StartOptions extends RemoteOptions {
  readonly input: readonly string[];
  readonly param: readonly string[];
  readonly namespace: string;
  readonly description: string;
  readonly id?: string;
  readonly watch?: boolean;
}

interface ChangeOptions extends RemoteOptions {
  readonly message?: string;
  readonly env: readonly string[];
}

const columns: readonly Column[] = [
  { title: "ID", key: "id" },
  { title: "WORKFLOW", key: "workflow_name" },
  { title: "STATE", key: "state" },
  { title: "STATE INFO", key: "state_info" },
  { title: "CREATED", key: "created_at" },
  { title: "UPDATED", key: "updated_at" },
];

/**
 * `ostro execution ...`
 *
 * @param done gets the exit code of a watched execution: 1 when it did not end in SUCCESS
 */
export function executionCommands(host: CliHost, done: (code: number) => void): Command {
  const command = new Command("execution").description("runs of workflows");
  listing(command.command("list").description("list executions, newest first"), "created_at:desc").action(
    async (options: ListOptions) => {
      showRows(
        host,
        await gather(connect(host, options), "/v2/executions", "executions", listQuery(options)),
        columns,
        options,
      );
    },
  );
  byId(command.command("show").description("show an execution")).action(async (id: string, options: RemoteOptions) => {
    showRecord(host, await connect(host, options).get(path(id)), options);
  });
  byId(command.command("output").description("print the output of an execution as JSON")).action(
    async (id: string, options: RemoteOptions) =>
      showValue(host, (await connect(host, options).get(path(id)))["output"]),
  );
  addStart(command, host, done);
  byId(command.command("watch").description("follow an execution until it has ended")).action(
    async (id: string, options: RemoteOptions) => done(await follow(host, id, options)),
  );
  addChanges(command, host);
  byId(command.command("delete").description("delete an execution and everything under it"))
    .option("--force", "even when it has not ended")
    .action(async (id: string, options: RemoteOptions & { force?: boolean }) => {
      await connect(host, options).delete(path(id), { force: options.force });
      host.err(`deleted ${id}\n`);
    });
  return command;
}

function addStart(command: Command, host: CliHost, done: (code: number) => void): void {
  remote(command.command("start").description("start a workflow").argument("<workflow>", "name or id"))
    .option(
      "-i, --input <name=value>",
      "an input, as JSON or text; @FILE for a JSON object (may be repeated)",
      collect,
      [],
    )
    .option("-p, --param <name=value>", "a parameter such as env or task_name (may be repeated)", collect, [])
    .option("--namespace <namespace>", "where the name is looked up", "")
    .option("-d, --description <text>", "what the execution is for", "")
    .option("--id <id>", "id of the execution; a known one is answered with that execution")
    .option("-w, --watch", "follow it until it has ended")
    .action(async (workflow: string, options: StartOptions) => {
      const connection = connect(host, options);
      const body: JsonMap = {
        workflow_name: workflow,
        workflow_namespace: options.namespace,
        input: await readValues(host, options.input, "--input"),
        params: await readValues(host, options.param, "--param"),
        description: options.description,
        ...(options.id === undefined ? {} : { id: options.id }),
      };
      const started = await connection.post("/v2/executions", body);
      if (options.watch !== true) return showRecord(host, started, options);
      done(await follow(host, textOf(started["id"]), options));
    });
}

function addChanges(command: Command, host: CliHost): void {
  byId(command.command("pause").description("start nothing more until it is resumed")).action(
    (id: string, options: ChangeOptions) => change(host, id, { state: "PAUSED" }, options),
  );
  byId(command.command("resume").description("go on with a paused execution"))
    .option("-e, --env <name=value>", "change the environment (may be repeated)", collect, [])
    .action(async (id: string, options: ChangeOptions) => {
      const env = await readValues(host, options.env, "--env");
      const params = Object.keys(env).length === 0 ? {} : { params: { env } };
      await change(host, id, { state: "RUNNING", ...params }, options);
    });
  byId(command.command("stop").description("end an execution now"))
    .option("--state <state>", "SUCCESS, ERROR or CANCELLED", "CANCELLED")
    .option("-m, --message <text>", "why")
    .action(async (id: string, options: ChangeOptions & { state: string }) => {
      if (!["SUCCESS", "ERROR", "CANCELLED"].includes(options.state)) {
        throw new CliError(`--state takes SUCCESS, ERROR or CANCELLED, not '${options.state}'.`);
      }
      await change(
        host,
        id,
        { state: options.state, ...(options.message === undefined ? {} : { state_info: options.message }) },
        options,
      );
    });
}

async function change(host: CliHost, id: string, body: JsonMap, options: RemoteOptions): Promise<void> {
  showRecord(host, await connect(host, options).put(path(id), body), options);
}

async function follow(host: CliHost, id: string, options: RemoteOptions): Promise<number> {
  const connection = connect(host, options);
  const tree = await watch(host, connection, id, host.isTerminal ? "live" : "lines");
  const execution = await connection.get(path(id));
  if (options.output === "json") showRecord(host, execution, options);
  else showValue(host, execution["output"]);
  return tree.state === "SUCCESS" ? exitCodes.done : exitCodes.notSucceeded;
}

function byId(command: Command): Command {
  return remote(command.argument("<id>", "id of the execution"));
}

function path(id: string): string {
  return `/v2/executions/${encodeURIComponent(id)}`;
}
