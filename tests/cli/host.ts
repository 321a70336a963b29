import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { actionRegistry } from "../../src/actions/index.ts";
import type { CliHost } from "../../src/cli/index.ts";
import { readSettings, settingInfos } from "../../src/config.ts";
import { createService } from "../../src/index.ts";
import { examineDatabase } from "../../src/operations/index.ts";
import { backUp, migrate, restore } from "../../src/store/index.ts";
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
  /** A terminal of so many characters a line; there is none when left out. */
  readonly columns?: number;
  /** Lines of that terminal. */
  readonly rows?: number;
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
  let interruptions = 0;
  const inFolder = (options: Readonly<Record<string, unknown>>): Record<string, unknown> => {
    const { database, ...others } = options;
    const path = typeof database === "string" ? /^sqlite:(\w.*)$/.exec(database)?.[1] : undefined;
    return { ...others, database: path === undefined ? database : `sqlite:${resolve(around.folder ?? ".", path)}` };
  };
  const host: CliHost = {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    isTerminal: around.columns !== undefined,
    columns: around.columns ?? 0,
    rows: around.rows ?? 0,
    environment: around.environment ?? {},
    version: "0.0.0",
    settings: settingInfos,
    actions: [...actionRegistry().values()].map(({ name, parameters, className, isAsync, answer }) => {
      return { type: "system", name, parameters, className, isAsync, ...(answer === undefined ? {} : { answer }) };
    }),
    readFile: (path) => readFile(resolve(around.folder ?? ".", path), "utf8"),
    async writeFile(path, text) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    },
    async *lines() {
      yield* input;
    },
    // Told to end as soon as it runs, and then nothing more.
    interrupted: () => (interruptions++ === 0 ? Promise.resolve() : new Promise(() => undefined)),
    startService: (options) =>
      createService(readSettings({ options: { logLevel: "silent", ...options } }), { version: "0.0.0" }),
    async serve(options) {
      const settings = { ...inFolder(options), port: 0, logLevel: "silent" };
      const service = await createService(readSettings({ options: settings }), { version: "0.0.0" });
      return { url: await service.listen(), database: "sqlite", stop: () => service.stop() };
    },
    database: {
      status: (options) => migrate.status(readSettings({ options: inFolder(options) }).database),
      upgrade: (options) => migrate.upgrade(readSettings({ options: inFolder(options) }).database),
      backUp: (options, file) =>
        backUp(readSettings({ options: inFolder(options) }).database, resolve(around.folder ?? ".", file)),
      restore: (options, file, isForced) => {
        const { database } = readSettings({ options: inFolder(options) });
        return restore(resolve(around.folder ?? ".", file), database, isForced);
      },
      examine: (options, examination) =>
        examineDatabase(readSettings({ options: inFolder(options) }).database, { ...examination, now: Date.now() }),
    },
  };
  const exitCode = await runCli(argv, host);
  return { exitCode, out, err };
}
