import { Option, type Command } from "commander";
import type { JsonMap } from "../../../core/base/index.ts";
import { pathOf } from "../../../client/index.ts";
import { CliError } from "../../exit.ts";
import { examples, sample } from "../../help/examples.ts";
import type { CliHost } from "../../host.ts";
import { readValues } from "../../run/values.ts";
import { collect, connect, remote, type RemoteOptions } from "../remote.ts";
import { showRecord } from "../show.ts";

interface ChangeOptions extends RemoteOptions {
  readonly message?: string;
  readonly description?: string;
  readonly env: readonly string[];
}

/** `ostro execution pause|resume|stop|update ID` */
export function addChanges(command: Command, host: CliHost): void {
  const pause = byId(command.command("pause").description("start nothing more until it is resumed"));
  pause.action((id: string, options: ChangeOptions) => change(host, id, { state: "PAUSED" }, options));
  examples(pause, `ostro execution pause ${sample.waiting}`);
  const resume = withEnv(byId(command.command("resume").description("go on with a paused execution")));
  resume.action(async (id: string, options: ChangeOptions) => {
    await change(host, id, { state: "RUNNING", ...(await environmentOf(host, options)) }, options);
  });
  examples(resume, `ostro execution resume ${sample.paused} --env region=north`);
  const stop = byId(command.command("stop").description("end an execution now"))
    .addOption(
      new Option("--state <state>", "how it ends").choices(["SUCCESS", "ERROR", "CANCELLED"]).default("CANCELLED"),
    )
    .option("-m, --message <text>", "why")
    .action(async (id: string, options: ChangeOptions & { state: string }) => {
      const { state, message } = options;
      await change(host, id, { state, ...(message === undefined ? {} : { state_info: message }) }, options);
    });
  examples(stop, `ostro execution stop ${sample.waiting} --message 'no longer needed'`);
  const update = withEnv(
    byId(
      command
        .command("update")
        .description("change what is said of an execution, or the environment of one that rests"),
    ),
  ).option("-d, --description <text>", "what the execution is for");
  update.action(async (id: string, options: ChangeOptions) => {
    const { description } = options;
    const body = {
      ...(description === undefined ? {} : { description }),
      ...(await environmentOf(host, options)),
    };
    if (Object.keys(body).length === 0) throw new CliError("Say what to change: --description or --env.");
    await change(host, id, body, options);
  });
  examples(update, `ostro execution update ${sample.execution} --description 'release of May'`);
}

function withEnv(command: Command): Command {
  return command.option(
    "-e, --env <name=value>",
    "a variable of its environment, as JSON or text; @FILE for a JSON object (may be repeated)",
    collect,
    [],
  );
}

async function environmentOf(host: CliHost, options: ChangeOptions): Promise<JsonMap> {
  const env = await readValues(host, options.env, "--env");
  return Object.keys(env).length === 0 ? {} : { params: { env } };
}

async function change(host: CliHost, id: string, body: JsonMap, options: RemoteOptions): Promise<void> {
  showRecord(host, await connect(host, options).put(pathOf("executions", id), body), options);
}

function byId(command: Command): Command {
  return remote(command.argument("<id>", "id of the execution"));
}
