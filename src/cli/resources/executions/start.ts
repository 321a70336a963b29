import type { Command } from "commander";
import type { JsonMap } from "../../../core/base/index.ts";
import { pathOf } from "../../../client/index.ts";
import { CliError } from "../../exit.ts";
import { examples, sample } from "../../help/examples.ts";
import type { CliHost } from "../../host.ts";
import { textOf } from "../../run/execution-tree.ts";
import { readValues } from "../../run/values.ts";
import { collect, connect, remote, type RemoteOptions } from "../remote.ts";
import { showRecord } from "../show.ts";
import { follow } from "./follow.ts";

interface StartOptions extends RemoteOptions {
  readonly input: readonly string[];
  readonly param: readonly string[];
  readonly namespace: string;
  readonly description: string;
  readonly id?: string;
  readonly like?: string;
  readonly watch?: boolean;
}

/** `ostro execution start WORKFLOW` */
export function addStart(command: Command, host: CliHost, done: (code: number) => void): void {
  const start = remote(command.command("start").description("start a workflow").argument("[workflow]", "name or id"))
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
    .option("--like <id>", "start the workflow of this execution with its input and parameters")
    .option("-w, --watch", "follow it until it has ended; the exit code says whether it succeeded")
    .action(async (workflow: string | undefined, options: StartOptions) => {
      const connection = connect(host, options);
      const started = await connection.post(pathOf("executions"), await bodyOf(host, workflow, options));
      if (options.watch !== true) return showRecord(host, started, options);
      done(await follow(host, textOf(started["id"]), options));
    });
  examples(
    start,
    "ostro execution start deploy --input version=2 --watch",
    "ostro execution start deploy --input version=3 --param env=staging",
    `ostro execution start --like ${sample.execution}`,
  );
}

async function bodyOf(host: CliHost, workflow: string | undefined, options: StartOptions): Promise<JsonMap> {
  const { namespace, description, id, like } = options;
  if (workflow === undefined && like === undefined) {
    throw new CliError("Name the workflow to start, or with --like an execution whose workflow is started again.");
  }
  const input = await readValues(host, options.input, "--input");
  const params = await readValues(host, options.param, "--param");
  return {
    ...(workflow === undefined ? {} : { workflow_name: workflow, workflow_namespace: namespace }),
    ...(like === undefined ? {} : { source_execution_id: like }),
    ...(Object.keys(input).length === 0 ? {} : { input }),
    ...(Object.keys(params).length === 0 ? {} : { params }),
    description,
    ...(id === undefined ? {} : { id }),
  };
}
