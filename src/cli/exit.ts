/** How a command ends; the numbers are part of the interface (docs/reference/command-line.md). */
export const exitCodes = {
  /** Done; an execution that was waited for ended in SUCCESS. */
  done: 0,
  /** The execution did not succeed. */
  notSucceeded: 1,
  /** Wrong use, or a definition with errors. */
  wrongUse: 2,
  /** The service or its database failed. */
  serviceFailed: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Ends a command with a message for the person and an exit code. */
export class CliError extends Error {
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode = exitCodes.wrongUse) {
    super(message);
    this.name = "CliError";
    this.exitCode = exitCode;
  }
}
