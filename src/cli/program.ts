import { Command, Help, Option, type Argument } from "commander";
import { addCompletion } from "./completion/command.ts";
import { exitCodes } from "./exit.ts";
import { explain } from "./explain.ts";
import { borrowExample, examples } from "./help/examples.ts";
import { addFamilyVerbs, addHierarchy } from "./hierarchy/commands.ts";
import type { CliHost } from "./host.ts";
import { importCommands } from "./import/command.ts";
import { mistralCommands } from "./mistral/words.ts";
import { addOffline } from "./offline/commands.ts";
import { profileCommands } from "./profiles/commands.ts";
import { actionExecutionCommands } from "./resources/action-execution.ts";
import { actionCommands } from "./resources/definitions/action.ts";
import { codeSourceCommands } from "./resources/definitions/code-source.ts";
import { dynamicActionCommands } from "./resources/definitions/dynamic-action.ts";
import { environmentCommands } from "./resources/definitions/environment.ts";
import { memberCommands } from "./resources/definitions/member.ts";
import { workbookCommands } from "./resources/definitions/workbook.ts";
import { executionCommands } from "./resources/execution.ts";
import { auditCommands, quotaCommands } from "./resources/service/access.ts";
import { maintenanceCommands } from "./resources/service/maintenance.ts";
import { serviceCommands } from "./resources/service/service.ts";
import { taskCommands } from "./resources/task.ts";
import { cronTriggerCommands } from "./resources/triggers/cron-trigger.ts";
import { eventCommands } from "./resources/triggers/event.ts";
import { eventTriggerCommands } from "./resources/triggers/event-trigger.ts";
import { addWorkflowValidate, workflowCommands } from "./resources/workflow.ts";
import { addService } from "./service-commands.ts";

/**
 * The command line.
 *
 * @param argv arguments after the name of the program
 * @param host the process and the service
 * @returns the exit code, see {@link exitCodes}
 */
export async function runCli(argv: readonly string[], host: CliHost): Promise<number> {
  let exitCode: number = exitCodes.done;
  const shown = argv.includes("--no-color") ? { ...host, environment: { ...host.environment, NO_COLOR: "1" } } : host;
  const done: Done = (code) => {
    exitCode = code;
  };
  try {
    await buildProgram(argv, shown, done).parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    return explain(error, shown);
  }
}

type Done = (code: number) => void;

/** A group of commands, which is only filled when it is asked for: all together are thousands of options. */
interface Group {
  readonly name: string;
  readonly says: string;
  readonly fill: (command: Command, host: CliHost, done: Done) => void;
}

const resources: readonly Group[] = [
  {
    name: "workflow",
    says: "definitions of workflows",
    fill(command, host, done) {
      workflowCommands(command, host);
      addFamilyVerbs(command, host, done);
      addWorkflowValidate(command, host, done);
    },
  },
  { name: "workbook", says: "several workflows and actions in one text", fill: workbookCommands },
  { name: "action", says: "what tasks can do: the system's actions and ad-hoc ones", fill: actionCommands },
  { name: "environment", says: "variables that executions share", fill: environmentCommands },
  { name: "execution", says: "runs of workflows", fill: executionCommands },
  { name: "task", says: "runs of tasks", fill: taskCommands },
  { name: "action-execution", says: "runs of actions", fill: actionExecutionCommands },
  { name: "cron-trigger", says: "workflows that start at certain times", fill: cronTriggerCommands },
  { name: "event-trigger", says: "workflows that start with an event", fill: eventTriggerCommands },
  { name: "event", says: "what workflows may wait for", fill: eventCommands },
  { name: "member", says: "sharing of workflows between projects", fill: memberCommands },
  { name: "code-source", says: "modules that dynamic actions stand in (for admins)", fill: codeSourceCommands },
  {
    name: "dynamic-action",
    says: "actions whose code came through the service (for admins)",
    fill: dynamicActionCommands,
  },
  { name: "service", says: "the deployment and its nodes", fill: serviceCommands },
  { name: "maintenance", says: "bring the whole service to rest, and back to work", fill: maintenanceCommands },
  { name: "quota", says: "what projects may have, and what they have", fill: quotaCommands },
  { name: "audit", says: "who changed what (for admins)", fill: auditCommands },
  { name: "mistral", says: "the words of Mistral's command line", fill: mistralCommands },
  { name: "import", says: "bring over what another service has", fill: importCommands },
];

const ownGroups: readonly Group[] = [
  { name: "profile", says: "services that have a name: address, token, project", fill: profileCommands },
];

function buildProgram(argv: readonly string[], host: CliHost, done: Done): Command {
  const program = new Command("ostro")
    .description("A workflow service that speaks Mistral, with workflow inheritance.")
    .version(host.version)
    .exitOverride()
    .configureOutput({ writeOut: host.out, writeErr: host.err })
    .configureHelp({
      helpWidth: host.columns === 0 ? 80 : host.columns,
      minWidthToWrap: 20,
      subcommandTerm: termOf,
      optionDescription: (option) => new Help().optionDescription(withoutEmptyDefault(option)),
    })
    .showHelpAfterError("(ostro --help shows what there is)");
  program.commandsGroup("On files, without a service:");
  addOffline(program, host, done);
  addHierarchy(program, host, done);
  program.commandsGroup("The service:");
  addService(program, host, done);
  const empty = new Set<Command>();
  const add = ({ name, says, fill }: Group): void => {
    const command = program.command(name).description(says);
    const isWanted = argv.includes(name) || argv[0] === "completion" || argv.includes("complete");
    if (isWanted) fill(command, host, done);
    else empty.add(command);
  };
  program.commandsGroup("Asking a service:");
  for (const group of resources) add(group);
  program.commandsGroup("This command line:");
  for (const group of ownGroups) add(group);
  addCompletion(program, host);
  for (const command of everyCommand(program)) if (!empty.has(command)) finish(command, program);
  return examples(program, "ostro run deploy.yaml --input version=2", "ostro execution list --filter state=ERROR");
}

/** Beyond this there is no room for what a command does, beside its name and arguments. */
const longestTerm = 32;

/** A command and its arguments, as far as there is room for them. */
function termOf(command: Command): string {
  const term = [command.name(), ...command.registeredArguments.map(argumentTerm)].join(" ");
  return term.length > longestTerm ? command.name() : term;
}

function argumentTerm(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? "..." : ""}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}

/** That nothing is the default says nothing; nor does the value of an option that is given without one. */
function withoutEmptyDefault(option: Option): Option {
  const value: unknown = option.defaultValue;
  const isEmpty = value === "" || (Array.isArray(value) && value.length === 0);
  return isEmpty || option.presetArg !== undefined ? new Option(option.flags, option.description) : option;
}

function everyCommand(command: Command): Command[] {
  return command.commands.flatMap((one) => [one, ...everyCommand(one)]);
}

/** A command that was made apart ends and prints as the program does; all can be told to use no colours. */
function finish(command: Command, program: Command): void {
  command.copyInheritedSettings(program);
  if (command.commands.length > 0) borrowExample(command);
  else command.option("--no-color", "no colours (env: NO_COLOR)");
}
