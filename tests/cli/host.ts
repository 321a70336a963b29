import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { runCli, type CliHost } from "../../src/cli/index.ts";
import { readSettings, settingInfos } from "../../src/config.ts";

export interface Outcome {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

// Loaded by those tests only that need them: together they are most of the house.
const face = () => import("../../src/index.ts");
const store = () => import("../../src/store/index.ts");

async function systemActions(): Promise<CliHost["actions"]> {
  const { actionRegistry } = await import("../../src/actions/index.ts");
  return [...actionRegistry().values()].map(({ name, parameters, className, isAsync, answer }) => {
    return { type: "system", name, parameters, className, isAsync, ...(answer === undefined ? {} : { answer }) };
  });
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
  const inPlace = (file: string): string => resolve(around.folder ?? ".", file);
  const inFolder = (options: Readonly<Record<string, unknown>>): Record<string, unknown> => {
    const { database, ...others } = options;
    const path = typeof database === "string" ? /^sqlite:(\w.*)$/.exec(database)?.[1] : undefined;
    return { ...others, database: path === undefined ? database : `sqlite:${inPlace(path)}` };
  };
  const databaseOf = (options: Readonly<Record<string, unknown>>): string => {
    return readSettings({ options: inFolder(options) }).database;
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
    actions: argv[0] === "rehearse" ? await systemActions() : [],
    readFile: (path) => readFile(inPlace(path), "utf8"),
    async writeFile(path, text) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    },
    async *lines() {
      yield* input;
    },
    // Told to end as soon as it runs, and then nothing more.
    interrupted: () => (interruptions++ === 0 ? Promise.resolve() : new Promise(() => undefined)),
    async startService(options) {
      const settings = readSettings({ options: { logLevel: "silent", ...options } });
      return (await face()).createService(settings, { version: "0.0.0" });
    },
    async serve(options) {
      const settings = readSettings({ options: { ...inFolder(options), port: 0, logLevel: "silent" } });
      const service = await (await face()).createService(settings, { version: "0.0.0" });
      return { url: await service.listen(), database: "sqlite", stop: () => service.stop() };
    },
    database: {
      status: async (options) => (await store()).migrate.status(databaseOf(options)),
      upgrade: async (options) => (await store()).migrate.upgrade(databaseOf(options)),
      backUp: async (options, file) => (await store()).backUp(databaseOf(options), inPlace(file)),
      restore: async (options, file, isForced) => (await store()).restore(inPlace(file), databaseOf(options), isForced),
      async examine(options, examination) {
        const { examineDatabase } = await import("../../src/operations/index.ts");
        return examineDatabase(databaseOf(options), { ...examination, now: Date.now() });
      },
    },
  };
  const exitCode = await runCli(argv, host);
  return { exitCode, out, err };
}
