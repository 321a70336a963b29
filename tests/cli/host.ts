import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { actionRegistry } from "../../src/actions/index.ts";
import type { CliHost } from "../../src/cli/index.ts";
import { readSettings, settingInfos } from "../../src/config.ts";
import { createService } from "../../src/index.ts";
import { runCli } from "../../src/cli/index.ts";

export interface Outcome {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** Where the command line runs. */
export interface Around {
  readonly environment?: Readonly<Record<string, string>>;
  /** The working folder; the project's when left out. */
  readonly folder?: string;
}

/**
 * Runs the command line in this process, as on a machine without a terminal.
 *
 * @param argv arguments after the name of the program
 * @param input lines of standard input
 */
export async function ostro(
  argv: readonly string[],
  input: readonly string[] = [],
  around: Around = {},
): Promise<Outcome> {
  let out = "";
  let err = "";
  const notHere = async (): Promise<never> => {
    throw new Error("not in this test");
  };
  const host: CliHost = {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    isTerminal: false,
    columns: 0,
    environment: around.environment ?? {},
    version: "0.0.0",
    settings: settingInfos,
    actions: [...actionRegistry().values()].map(({ name, parameters, className, isAsync, answer }) => {
      return { type: "system", name, parameters, className, isAsync, ...(answer === undefined ? {} : { answer }) };
    }),
    readFile: (path) => readFile(resolve(around.folder ?? ".", path), "utf8"),
    async *lines() {
      yield* input;
    },
    interrupted: notHere,
    startService: (options) =>
      createService(readSettings({ options: { logLevel: "silent", ...options } }), { version: "0.0.0" }),
    serve: notHere,
    database: { status: notHere, upgrade: notHere },
  };
  const exitCode = await runCli(argv, host);
  return { exitCode, out, err };
}
