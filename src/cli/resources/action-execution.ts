import { Option, type Command } from "commander";
import type { JsonMap } from "../../core/base/index.ts";
import { pathOf } from "../../client/index.ts";
import { examples, sample } from "../help/examples.ts";
import type { CliHost } from "../host.ts";
import type { Column } from "../output/columns.ts";
import { readValues } from "../run/values.ts";
import {
  collect,
  connect,
  listing,
  listQuery,
  positive,
  remote,
  type ListOptions,
  type RemoteOptions,
} from "./remote.ts";
import { gather, showRecord, showRows, showValue } from "./show.ts";
import { addDelete } from "./verbs.ts";

const columns: readonly Column[] = [
  { title: "ID", key: "id", isWhole: true },
  { title: "ACTION", key: "name" },
  { title: "TASK", key: "task_name", rank: 1 },
  { title: "WORKFLOW", key: "workflow_name", rank: 3 },
  { title: "STATE", key: "state", isWhole: true },
  { title: "ACCEPTED", key: "accepted", isWhole: true, rank: 2 },
  { title: "CREATED", key: "created_at", isWhole: true, rank: 4 },
];

interface StartOptions extends RemoteOptions {
  readonly input: readonly string[];
  readonly namespace: string;
  readonly save?: boolean;
  readonly target?: string;
  readonly timeout?: number;
}

/** `ostro action-execution ...` */
export function actionExecutionCommands(command: Command, host: CliHost): void {
  const list = listing(
    command.command("list").description("list action executions").argument("[task]", "only those of this task"),
    "created_at:asc",
  );
  list.action(async (task: string | undefined, options: ListOptions) => {
    const path = task === undefined ? pathOf("action_executions") : pathOf("tasks", task, "action_executions");
    const rows = await gather(connect(host, options), path, "action_executions", listQuery(options));
    showRows(host, rows, columns, options);
  });
  examples(list, `ostro action-execution list ${sample.task}`, "ostro action-execution list --filter state=RUNNING");
  const show = byId(command.command("show").description("show an action execution"));
  show.action(async (id: string, options: RemoteOptions) => {
    showRecord(host, await connect(host, options).get(pathOf("action_executions", id)), options);
  });
  examples(show, `ostro action-execution show ${sample.action}`);
  for (const field of ["input", "output"]) {
    const value = byId(command.command(field).description(`print the ${field} of an action execution as JSON`));
    value.action(async (id: string, options: RemoteOptions) =>
      showValue(host, (await connect(host, options).get(pathOf("action_executions", id)))[field], options),
    );
    examples(value, `ostro action-execution ${field} ${sample.action}`);
  }
  addStart(command, host);
  addUpdates(command, host);
  addDelete(command, host, {
    word: "action-execution",
    noun: "an action execution",
    plural: "action executions that ran without a workflow",
    collection: "action_executions",
    columns,
    named: "id",
    isInNamespace: false,
    sample: sample.action,
  });
}

function addStart(command: Command, host: CliHost): void {
  const start = remote(
    command.command("start").description("run an action without a workflow").argument("<action>", "name of the action"),
  )
    .option(
      "-i, --input <name=value>",
      "an argument, as JSON or text; @FILE for a JSON object (may be repeated)",
      collect,
      [],
    )
    .option("--namespace <namespace>", "where the name is looked up", "")
    .option("--save", "store it and do not wait for the result")
    .option("--target <executor>", "the executor that is to run it")
    .option("--timeout <seconds>", "how long it may take", positive)
    .action(async (name: string, options: StartOptions) => {
      const { namespace, save, target, timeout } = options;
      const input = await readValues(host, options.input, "--input");
      const params: JsonMap = {
        ...(save === true ? { save_result: true } : {}),
        ...(target === undefined ? {} : { target }),
        ...(timeout === undefined ? {} : { timeout }),
      };
      const body = { name, input, params, ...(namespace === "" ? {} : { workflow_namespace: namespace }) };
      showRecord(host, await connect(host, options).post(pathOf("action_executions"), body), options);
    });
  examples(start, "ostro action-execution start std.echo --input output=hello");
}

function addUpdates(command: Command, host: CliHost): void {
  const complete = byId(command.command("complete").description("tell the result of an asynchronous action"))
    .addOption(
      new Option("--state <state>", "how it ended").choices(["SUCCESS", "ERROR", "CANCELLED"]).default("SUCCESS"),
    )
    .option(
      "-r, --result <name=value>",
      "a field of the output, as JSON or text; @FILE for a JSON object (may be repeated)",
      collect,
      [],
    )
    .action(async (id: string, options: RemoteOptions & { state: string; result: readonly string[] }) => {
      const output = await readValues(host, options.result, "--result");
      await update(host, id, { state: options.state, output }, options);
    });
  examples(complete, `ostro action-execution complete ${sample.waitingAction} --result approved=true`);
  for (const [verb, state, what] of [
    ["pause", "PAUSED", "say that an asynchronous action rests, which pauses its execution"],
    ["resume", "RUNNING", "say that an asynchronous action goes on"],
  ] as const) {
    const changing = byId(command.command(verb).description(what));
    changing.action((id: string, options: RemoteOptions) => update(host, id, { state }, options));
    examples(changing, `ostro action-execution ${verb} ${sample.waitingAction}`);
  }
}

async function update(host: CliHost, id: string, body: JsonMap, options: RemoteOptions): Promise<void> {
  showRecord(host, await connect(host, options).put(pathOf("action_executions", id), body), options);
}

function byId(command: Command): Command {
  return remote(command.argument("<id>", "id of the action execution"));
}
