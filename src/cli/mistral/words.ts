import { Command } from "commander";
import { CliError } from "../exit.ts";
import { conformance, diff } from "../hierarchy/compared.ts";
import { getDefinition } from "../hierarchy/flattened.ts";
import { impact } from "../hierarchy/impact.ts";
import { rebase } from "../hierarchy/rebased.ts";
import { ancestors, descendants } from "../hierarchy/relatives.ts";
import { revisions } from "../hierarchy/revisions.ts";
import type { CliHost } from "../host.ts";
import { deleting, updating } from "../resources/workflow.ts";

type Word = (command: Command, host: CliHost, done: (code: number) => void) => void;

/** The words of the `mistral` command that have to do with inheritance (design, section 13). */
const words: Readonly<Record<string, Word>> = {
  "workflow-get-definition": getDefinition,
  "workflow-get-ancestors": ancestors,
  "workflow-get-descendants": descendants,
  "workflow-diff": diff,
  "workflow-impact": impact,
  "workflow-rebase": rebase,
  "workflow-conformance": conformance,
  "workflow-revision-list": revisions,
  "workflow-update": updating,
  "workflow-delete": deleting,
  "execution-migrate": refuseMigration,
};

/** `ostro mistral WORD ...`: what is done under the words that users of Mistral know. */
export function mistralCommands(host: CliHost, done: (code: number) => void): Command {
  const command = new Command("mistral").description("the words of Mistral's command line");
  for (const [word, define] of Object.entries(words)) define(command.command(word), host, done);
  return command;
}

function refuseMigration(command: Command): void {
  command
    .description("move a paused execution to another revision of its workflow (not possible yet)")
    .argument("<id>", "id of the execution")
    .argument("[more...]", "its options")
    .allowUnknownOption()
    .action((id: string) => {
      throw new CliError(
        `Execution ${id} stays as it is: an execution keeps the revision it was started from, and moving it to another one is not possible yet. Stop it and start the workflow anew.`,
      );
    });
}
