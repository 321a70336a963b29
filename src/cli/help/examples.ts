import type { Command } from "commander";

/** Ids in examples: of whatever a reader has at hand. */
export const sample = {
  execution: "0190c7a4-5e2b-7c11-9d43-5a1f0e6b2c01",
  paused: "0190c7a4-5e2b-7c11-9d43-5a1f0e6b2c02",
  failed: "0190c7a4-5e2b-7c11-9d43-5a1f0e6b2c03",
  waiting: "0190c7a4-5e2b-7c11-9d43-5a1f0e6b2c04",
  task: "0190c7a4-6f30-7a52-8b1e-94c2d70e3a11",
  failedTask: "0190c7a4-6f30-7a52-8b1e-94c2d70e3a12",
  action: "0190c7a4-7141-7d93-a2f8-1b6e5c0d4f21",
  waitingAction: "0190c7a4-7141-7d93-a2f8-1b6e5c0d4f22",
  workflow: "0190c7a4-4d1a-7b60-8e35-c72f9a1b5d31",
  auditEntry: "0190c7a4-9363-7f15-84da-3e8a7f2b6c51",
  eventTrigger: "0190c7a4-8252-7e04-b3c9-2d7f6e1a5b41",
} as const;

const given = new WeakMap<Command, readonly string[]>();

/**
 * Ends the help of a command with examples.
 *
 * @param lines the commands, without the prompt; tests carry out each of them
 */
export function examples(command: Command, ...lines: readonly string[]): Command {
  given.set(command, lines);
  const head = lines.length === 1 ? "Example:" : "Examples:";
  return command.addHelpText("after", `\n${head}\n${lines.map((line) => `  $ ${line}`).join("\n")}`);
}

/** Gives a command that only holds others the first example of the first of them. */
export function borrowExample(command: Command): void {
  const line = command.commands.flatMap((one) => given.get(one) ?? []).at(0);
  if (line !== undefined && !given.has(command)) examples(command, line);
}
