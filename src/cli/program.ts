import { Command } from "commander";
import { exitCodes } from "./exit.ts";
import { explain } from "./explain.ts";
import { borrowExample, examples } from "./help/examples.ts";
import { addFamilyVerbs, addHierarchy } from "./hierarchy/commands.ts";
import type { CliHost } from "./host.ts";
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
import { maintenanceCommands } from "./resources/service/maintenance.ts";
import { serviceCommands } from "./resources/service/service.ts";
import { taskCommands } from "./resources/task.ts";
import { cronTriggerCommands } from "./resources/triggers/cron-trigger.ts";
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
  const program = buildProgram(shown, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    return explain(error, shown);
  }
}

function buildProgram(host: CliHost, done: (code: number) => void): Command {
  const program = new Command("ostro")
    .description("A workflow service that speaks Mistral, with workflow inheritance.")
    .version(host.version)
    .exitOverride()
    .configureOutput({ writeOut: host.out, writeErr: host.err })
    .configureHelp({ helpWidth: host.columns === 0 ? 80 : host.columns })
    .showHelpAfterError("(ostro --help shows what there is)");
  program.commandsGroup("On files, without a service:");
  addOffline(program, host, done);
  addHierarchy(program, host, done);
  program.commandsGroup("The service:");
  addService(program, host, done);
  program.commandsGroup("Asking a service:");
  for (const resource of resources(host, done)) program.addCommand(resource);
  for (const command of everyCommand(program)) finish(command, program);
  return examples(program, "ostro run deploy.yaml --input version=2", "ostro execution list --filter state=ERROR");
}

function resources(host: CliHost, done: (code: number) => void): Command[] {
  const workflow = workflowCommands(host);
  addFamilyVerbs(workflow, host, done);
  addWorkflowValidate(workflow, host, done);
  return [
    workflow,
    workbookCommands(host, done),
    actionCommands(host, done),
    environmentCommands(host),
    executionCommands(host, done),
    taskCommands(host),
    actionExecutionCommands(host),
    cronTriggerCommands(host),
    eventTriggerCommands(host),
    memberCommands(host),
    codeSourceCommands(host),
    dynamicActionCommands(host),
    serviceCommands(host, done),
    maintenanceCommands(host),
    profileCommands(host),
    mistralCommands(host, done),
  ];
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
