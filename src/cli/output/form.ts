import { Option, type Command } from "commander";

const forms = ["table", "json", "yaml", "name"] as const;

/** The form in which records are printed. */
export interface FormOptions {
  readonly output?: (typeof forms)[number];
}

/** Gives a command the option of {@link FormOptions}. */
export function formed(command: Command): Command {
  return command.addOption(new Option("-o, --output <form>", "form of the answer").choices(forms).default("table"));
}
