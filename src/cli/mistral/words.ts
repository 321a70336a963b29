import type { Command } from "commander";
import { addMistralCompletion } from "../completion/command.ts";
import { Connection } from "../../client/index.ts";
import { examples, sample } from "../help/examples.ts";
import { conformance, diff } from "../hierarchy/compared.ts";
import { impact } from "../hierarchy/impact.ts";
import { rebase } from "../hierarchy/rebased.ts";
import { ancestors, descendants } from "../hierarchy/relatives.ts";
import { revisions } from "../hierarchy/revisions.ts";
import type { CliHost } from "../host.ts";
import { reach } from "../profiles/reach.ts";
import { migrate } from "../resources/executions/migrate.ts";
import { collect, formatted, type FormatOptions } from "./format/options.ts";
import { write } from "./format/write.ts";
import { addShellOptions, withShellOptions } from "./shell.ts";
import type { Word } from "./word.ts";
import { codeWords } from "./words/code.ts";
import { definitionWords } from "./words/definitions.ts";
import { environmentWords } from "./words/environments.ts";
import { executionWords } from "./words/executions.ts";
import { sharingWords } from "./words/sharing.ts";
import { taskWords } from "./words/tasks.ts";
import { triggerWords } from "./words/triggers.ts";

type Define = (command: Command, host: CliHost, done: (code: number) => void) => void;

/** Words that Mistral's command does not have: those that inheritance adds (design, section 13). */
const added: readonly (readonly [word: string, define: Define, example: string])[] = [
  ["workflow-get-ancestors", ancestors, "deploy_web"],
  ["workflow-get-descendants", descendants, "deploy_base --recursive"],
  ["workflow-diff", diff, "deploy_web"],
  ["workflow-impact", impact, "family.yaml"],
  ["workflow-rebase", rebase, "deploy_web --dry-run"],
  ["workflow-conformance", conformance, "deploy_web --level interface"],
  ["workflow-revision-list", revisions, "deploy_web"],
  ["execution-migrate", migrate, `${sample.paused} --dry-run`],
];

/** Every word of Mistral's command. */
const words: readonly Word[] = [
  ...definitionWords,
  ...environmentWords,
  ...executionWords,
  ...taskWords,
  ...triggerWords,
  ...sharingWords,
  ...codeWords,
];

/** `ostro mistral WORD ...`: the words, arguments and forms that users of Mistral's command know. */
export function mistralCommands(command: Command, host: CliHost, done: (code: number) => void): void {
  command.version(host.version);
  addShellOptions(command);
  for (const word of words) addWord(command, host, word);
  for (const [word, define, example] of added) {
    const adding = command.command(word);
    define(adding, host, done);
    examples(adding, `ostro mistral ${word} ${example}`);
  }
  addMistralCompletion(command, host);
}

function addWord(mistral: Command, host: CliHost, word: Word): void {
  const command = mistral.command(word.word).description(`${word.says} Now: ${word.ostro}`);
  for (const argument of word.args ?? []) command.argument(argument);
  for (const [flags, says] of word.options ?? []) {
    if (flags.startsWith("--filter")) command.option(flags, says, collect, []);
    else command.option(flags, says);
  }
  if (word.form !== "text") formatted(command, word.form);
  command.action(async (...given: unknown[]) => {
    const around = withShellOptions(host, mistral.opts());
    const values = command.registeredArguments.map((argument, i) => [argument.name(), given[i]] as const);
    const answer = await word.run({
      host: around,
      connection: new Connection(reach(around, {})),
      args: Object.fromEntries(values) as Record<string, string | readonly string[] | undefined>,
      options: command.opts(),
    });
    write(around, answer, command.opts<FormatOptions>());
  });
  examples(command, ["ostro mistral", word.word, ...(word.example === undefined ? [] : [word.example])].join(" "));
}
