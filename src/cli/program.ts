import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { ServiceError } from "../client/index.ts";
import { databaseStatus, databaseUpgrade } from "./database.ts";
import { CliError, exitCodes } from "./exit.ts";
import { addFamilyVerbs, addHierarchy } from "./hierarchy/commands.ts";
import { ServiceProblem, type CliHost, type GivenSettings } from "./host.ts";
import { mistralCommands } from "./mistral/words.ts";
import { checkCommand } from "./offline/check.ts";
import { evaluateCommand, type EvaluateOptions } from "./offline/evaluate.ts";
import { flattenCommand, type FlattenOptions } from "./offline/flatten.ts";
import { rehearseCommand } from "./offline/rehearse.ts";
import { actionExecutionCommands } from "./resources/action-execution.ts";
import { executionCommands } from "./resources/execution.ts";
import { taskCommands } from "./resources/task.ts";
import { addWorkflowValidate, workflowCommands } from "./resources/workflow.ts";
import { runCommand, type RunOptions } from "./run/run.ts";
import { serveCommand } from "./serve.ts";

/**
 * The command line.
 *
 * @param argv arguments after the name of the program
 * @param host the process and the service
 * @returns the exit code, see {@link exitCodes}
 */
export async function runCli(argv: readonly string[], host: CliHost): Promise<number> {
  let exitCode: number = exitCodes.done;
  const program = buildProgram(host, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    return explain(error, host);
  }
}

function buildProgram(host: CliHost, done: (code: number) => void): Command {
  const program = new Command("ostro")
    .description("A workflow service that speaks Mistral, with workflow inheritance.")
    .version(host.version)
    .exitOverride()
    .configureOutput({ writeOut: host.out, writeErr: host.err })
    .showHelpAfterError("(ostro --help shows what there is)");
  addOffline(program, host, done);
  addHierarchy(program, host, done);
  addService(program, host, done);
  const workflow = workflowCommands(host);
  addFamilyVerbs(workflow, host, done);
  addWorkflowValidate(workflow, host, done);
  const resources = [
    workflow,
    executionCommands(host, done),
    taskCommands(host),
    actionExecutionCommands(host),
    mistralCommands(host, done),
  ];
  for (const resource of resources) program.addCommand(inherited(resource, program));
  return program;
}

/** A command that was made apart ends and prints as the program does. */
function inherited(command: Command, program: Command): Command {
  for (const one of [command, ...command.commands]) one.copyInheritedSettings(program);
  return command;
}

function addOffline(program: Command, host: CliHost, done: (code: number) => void): void {
  program
    .command("run")
    .description("run a workflow of a file on this machine and show how it goes")
    .argument("<file>", "definitions: workflows or a workbook")
    .argument("[workflow]", "which one; not needed where it is clear")
    .option(
      "-i, --input <name=value>",
      "an input, as JSON or text; @FILE for a JSON object (may be repeated)",
      collect,
      [],
    )
    .option(
      "-p, --param <name=value>",
      "a parameter of the execution such as env or task_name (may be repeated)",
      collect,
      [],
    )
    .option("--database <url>", "keep definitions and executions there; without it nothing is left behind")
    .option("-q, --quiet", "show only the output")
    .addOption(outputOption())
    .action(async (file: string, workflow: string | undefined, options: RunOptions) =>
      done(await runCommand(host, file, workflow, options)),
    );
  program
    .command("check")
    .description("find every problem of a file of definitions")
    .argument("<file>", "workflows, a workbook or ad-hoc actions")
    .addOption(outputOption())
    .action(async (file: string, options: { output?: string }) => done(await checkCommand(host, file, options.output)));
  program
    .command("flatten")
    .description("show what workflows become through inheritance")
    .argument("<file>", "workflows or a workbook")
    .argument("[workflow]", "only this one")
    .option("-a, --annotate", "say on each line where it is from")
    .addOption(outputOption())
    .action(async (file: string, workflow: string | undefined, options: FlattenOptions) =>
      done(await flattenCommand(host, file, workflow, options)),
    );
  program
    .command("rehearse")
    .description("run a workflow with made-up results of its actions and see whether it does what is expected")
    .argument("<file>", "what the workflow gets, what its actions answer, what is to come out")
    .addOption(outputOption())
    .action(async (file: string, options: { output?: string }) =>
      done(await rehearseCommand(host, file, options.output)),
    );
  program
    .command("evaluate")
    .description("try a YAQL or Jinja expression")
    .argument("[expression]", "with or without its <% %> or {{ }}")
    .addOption(new Option("-l, --lang <language>", "language of a bare expression").choices(["yaql", "jinja"]))
    .option("-d, --data <file>", "JSON file with the data context ($ in YAQL, _ in Jinja)")
    .option("--batch", "read JSON lines {id, expr, data} from standard input, write one line for each")
    .action(async (expression: string | undefined, options: EvaluateOptions) =>
      done(await evaluateCommand(host, expression, options)),
    );
}

function addService(program: Command, host: CliHost, done: (code: number) => void): void {
  const serve = program.command("serve").description("run the service until it is told to end");
  withSettings(serve, host).action(async (options: GivenSettings) => done(await serveCommand(host, options)));
  const database = program.command("db").description("look after the schema of the database");
  withSettings(database.command("status").description("show which step the schema is at"), host, ["database"])
    .addOption(outputOption())
    .action(async (options: GivenSettings & { output?: string }) =>
      done(await databaseStatus(host, options, options.output)),
    );
  withSettings(database.command("upgrade").description("bring the schema up to date"), host, ["database"]).action(
    async (options: GivenSettings) => done(await databaseUpgrade(host, options)),
  );
}

/** Every setting of the service is an option of the command. */
function withSettings(command: Command, host: CliHost, only?: readonly string[]): Command {
  command.option("--config <file>", "configuration file, YAML or JSON (env: OSTRO_CONFIG)");
  for (const setting of host.settings) {
    if (only !== undefined && !only.includes(setting.name)) continue;
    const usual = setting.default === undefined ? "" : ` (default: ${setting.default})`;
    const description = `${setting.description} Must be ${setting.values}; env: ${setting.environment}${usual}`;
    const flags = setting.values === "true or false" ? `${setting.option} [value]` : `${setting.option} <value>`;
    command.addOption(new Option(flags, description).preset("true"));
  }
  return command;
}

function outputOption(): Option {
  return new Option("-o, --output <form>", "json prints one JSON document and nothing else").choices(["json", "text"]);
}

function collect(value: string, before: readonly string[]): readonly string[] {
  if (value === "") throw new InvalidArgumentError("It must not be empty.");
  return [...before, value];
}

function explain(error: unknown, host: CliHost): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUse;
  if (error instanceof CliError) {
    host.err(`${error.message}\n`);
    return error.exitCode;
  }
  if (error instanceof ServiceError) {
    host.err(`${error.message}\n`);
    return error.status < 500 ? exitCodes.wrongUse : exitCodes.serviceFailed;
  }
  if (error instanceof ServiceProblem) {
    host.err(`ostro: ${error.message}\n`);
    return exitCodes.serviceFailed;
  }
  if (isUnreachable(error)) {
    host.err("ostro: the service does not answer; is it running, and is --url right?\n");
    return exitCodes.serviceFailed;
  }
  host.err(`ostro: unexpected error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return exitCodes.serviceFailed;
}

/** What `fetch` throws when there is no connection. */
function isUnreachable(error: unknown): boolean {
  return error instanceof TypeError && error.message === "fetch failed";
}
