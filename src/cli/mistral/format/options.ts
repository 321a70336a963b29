import { InvalidArgumentError, Option, type Command } from "commander";

/** How an answer is written, in the words of OpenStack's commands. */
export interface FormatOptions {
  readonly format: string;
  readonly column: readonly string[];
  readonly quote: string;
  readonly noindent?: boolean;
  readonly prefix: string;
  readonly maxWidth: number;
  readonly fitWidth?: boolean;
  readonly printEmpty?: boolean;
  readonly sortColumn: readonly string[];
  readonly sortDescending?: boolean;
}

/** Gives a command the options of {@link FormatOptions}. */
export function formatted(command: Command, type: "list" | "record"): void {
  const forms =
    type === "list" ? ["csv", "json", "table", "value", "yaml"] : ["json", "shell", "table", "value", "yaml"];
  const options = [
    new Option("-f, --format <form>", "form of the answer").choices(forms).default("table"),
    new Option("-c, --column <title>", "only this column (may be repeated)").default([]).argParser(collect),
    new Option("--noindent", "JSON on one line"),
    new Option("--max-width <characters>", "a table is not wider").default(0).argParser(wholeNumber),
    new Option("--fit-width", "a table is not wider than the terminal"),
    new Option("--print-empty", "a table is printed even when it is empty"),
    ...(type === "list"
      ? [
          new Option("--quote <when>", "quotes in CSV")
            .choices(["all", "minimal", "none", "nonnumeric"])
            .default("nonnumeric"),
          new Option("--sort-column <title>", "order by this column (may be repeated)").default([]).argParser(collect),
          new Option("--sort-ascending", "smallest first"),
          new Option("--sort-descending", "largest first"),
        ]
      : [new Option("--prefix <text>", "in front of the names of variables for the shell").default("")]),
  ];
  for (const option of options) command.addOption(option.helpGroup("Form of the answer:"));
}

export function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

/** @throws InvalidArgumentError */
function wholeNumber(text: string): number {
  if (!/^-?\d{1,9}$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
}
