import { CommanderError } from "commander";
import { ServiceError } from "../client/index.ts";
import { CliError, exitCodes, type ExitCode } from "./exit.ts";
import { ServiceProblem, type CliHost } from "./host.ts";

/**
 * Tells a person what went wrong and what to do next.
 *
 * @returns the exit code of the error; of several the gravest
 */
export function explain(error: unknown, host: CliHost): ExitCode {
  if (error instanceof AggregateError) {
    const codes = error.errors.map((one) => explain(one, host));
    return codes.includes(exitCodes.serviceFailed) ? exitCodes.serviceFailed : exitCodes.wrongUse;
  }
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUse;
  if (error instanceof CliError) {
    host.err(`${error.message}\n`);
    return error.exitCode;
  }
  if (error instanceof ServiceError) {
    const next = nextStep(error);
    host.err(`${error.message.trimEnd()}\n${next === undefined ? "" : `${next}\n`}`);
    return error.status < 500 ? exitCodes.wrongUse : exitCodes.serviceFailed;
  }
  if (error instanceof ServiceProblem) {
    host.err(`ostro: ${error.message}\n`);
    return exitCodes.serviceFailed;
  }
  host.err(`ostro: unexpected error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return exitCodes.serviceFailed;
}

/** How the service begins to say that something is not there, and the word that lists what is. */
const listedBy: readonly (readonly [pattern: RegExp, word: string])[] = [
  [/^WorkflowExecution not found/, "execution"],
  [/^TaskExecution not found/, "task"],
  [/^ActionExecution not found/, "action-execution"],
  [/^(Workflow|Workflow definition) not found/i, "workflow"],
  [/^Workbook not found/i, "workbook"],
  [/^(Action|Action definition|Failed to find action)/i, "action"],
  [/^Environment not found/i, "environment"],
  [/^Cron trigger not found/i, "cron-trigger"],
  [/^Event trigger not found/i, "event-trigger"],
  [/^Code source not found/i, "code-source"],
  [/^Dynamic action/i, "dynamic-action"],
];

/** What the person can do about it; undefined where the message says all there is to say. */
function nextStep({ status, message }: ServiceError): string | undefined {
  switch (status) {
    case 401:
      return "Say who you are with --token, OSTRO_TOKEN or a profile ('ostro profile --help').";
    case 404: {
      const word = listedBy.find(([pattern]) => pattern.test(message))?.[1];
      return word === undefined ? undefined : `'ostro ${word} list' shows what there is.`;
    }
    case 409:
      return message.startsWith("Duplicate entry") ? "It is there already; 'update' changes it." : undefined;
    case 400:
      return message.startsWith("Invalid DSL") ? "'ostro check FILE' shows the place of each problem." : undefined;
    case 423:
      return "'ostro maintenance resume' takes the service back to work.";
    case 503:
      return "It may be able to answer soon; try again.";
    default:
      return undefined;
  }
}
