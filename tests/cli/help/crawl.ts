import { ostro } from "../host.ts";

/** A help text: of the program, of a group of commands or of one command. */
export interface Help {
  /** The words after `ostro`. */
  readonly words: readonly string[];
  readonly text: string;
  /** Its examples, without the prompt. */
  readonly examples: readonly string[];
  readonly isGroup: boolean;
}

const noCommands = new Set(["Usage", "Arguments", "Options", "Which service", "Global options", "Example", "Examples"]);

/** Every help text that the program has, found by way of the others. */
export async function everyHelp(words: readonly string[] = []): Promise<Help[]> {
  const { out: text } = await ostro([...words, "--help"]);
  const commands = commandsIn(text);
  const examples = [...text.matchAll(/^ {2}\$ (.*)$/gm)].map(([, line]) => line ?? "");
  const below: Help[] = [];
  for (const command of commands) below.push(...(await everyHelp([...words, command])));
  return [{ words, text, examples, isGroup: commands.length > 0 }, ...below];
}

/** The commands that a help text lists. */
export function commandsIn(text: string): string[] {
  let heading = "";
  const found: string[] = [];
  for (const line of text.split("\n")) {
    heading = /^(\S.*):$/.exec(line)?.[1] ?? heading;
    const command = /^ {2}([a-z][\w-]*)(?=[ ]|$)/.exec(line)?.[1];
    if (command !== undefined && command !== "help" && !noCommands.has(heading)) found.push(command);
  }
  return found;
}
