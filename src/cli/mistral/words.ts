import { Command } from "commander";
import { conformance, diff } from "../hierarchy/compared.ts";
import { getDefinition } from "../hierarchy/flattened.ts";
import { impact } from "../hierarchy/impact.ts";
import { rebase } from "../hierarchy/rebased.ts";
import { ancestors, descendants } from "../hierarchy/relatives.ts";
import { revisions } from "../hierarchy/revisions.ts";
import type { CliHost } from "../host.ts";
import { migrate } from "../resources/executions/migrate.ts";
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
  "execution-migrate": migrate,
};

/** `ostro mistral WORD ...`: what is done under the words that users of Mistral know. */
export function mistralCommands(host: CliHost, done: (code: number) => void): Command {
  const command = new Command("mistral").description("the words of Mistral's command line");
  for (const [word, define] of Object.entries(words)) define(command.command(word), host, done);
  return command;
}
