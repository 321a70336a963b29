import type { Command, Option } from "commander";

/** A word that may come next, and what it means. */
export interface Choice {
  readonly word: string;
  readonly says: string;
}

/** A place on the command line: the commands that stand there already, and what can follow. */
export interface Place {
  /** Such as `ostro workflow show`. */
  readonly path: string;
  readonly commands: readonly Choice[];
  readonly options: readonly Choice[];
  /** Options that take a value, with what it may be. */
  readonly values: readonly OptionValues[];
  /** What the first argument is: a file, something that this command lists (`workflow list`), or neither. */
  readonly argument: "file" | "none" | { readonly listedBy: string };
}

export interface OptionValues {
  readonly flags: readonly string[];
  readonly words: readonly string[];
  readonly isFile: boolean;
}

/**
 * Every place that the command line has.
 *
 * @param command the program
 */
export function placesOf(command: Command, before: readonly Command[] = []): Place[] {
  const path = [...before, command];
  const options = command.options.filter(({ hidden }) => !hidden);
  const shown = command.commands.map((one) => ({ word: one.name(), says: firstSentence(one.description()) }));
  const place: Place = {
    path: path.map((one) => one.name()).join(" "),
    commands: shown.length === 0 ? [] : [...shown, { word: "help", says: "show what a command does" }],
    options: [...options.flatMap(optionChoices), { word: "--help", says: "show what it does" }],
    values: options.filter(({ required, optional }) => required || optional).map(valuesOf),
    argument: argumentOf(command, before),
  };
  return [place, ...command.commands.flatMap((one) => placesOf(one, path))];
}

function optionChoices({ long, short, description }: Option): Choice[] {
  const says = firstSentence(description);
  return [long, short].flatMap((flag) => (typeof flag === "string" ? [{ word: flag, says }] : []));
}

function valuesOf({ long, short, argChoices, flags }: Option): OptionValues {
  return {
    flags: [long, short].filter((flag) => typeof flag === "string"),
    words: argChoices ?? [],
    isFile: flags.includes("<file>"),
  };
}

/** Definitions and contents are files in the words of Mistral's command. */
const files = new Set(["file", "file|workflow", "definition", "content"]);

function argumentOf(command: Command, before: readonly Command[]): Place["argument"] {
  const names = command.registeredArguments.map((argument) => argument.name());
  if (names.some((name) => files.has(name))) return "file";
  const [, resource] = before;
  const isListed = resource?.commands.some((one) => one.name() === "list") ?? false;
  if (names.length === 0 || resource === undefined || !isListed || command.name() === "create") return "none";
  const first = names[0] ?? "";
  return { listedBy: ["workflow", "execution", "task"].includes(first) ? first : resource.name() };
}

function firstSentence(text: string): string {
  return (text.split(/[;.(\n]/)[0] ?? "").trim().replaceAll(/['"`$\\:]/g, "");
}
