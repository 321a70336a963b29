import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import { actionRegistry } from "./actions/index.ts";
import { ownVersion } from "./assembly/index.ts";
import { runCli, ServiceProblem, type CliHost } from "./cli/index.ts";
import { readSettings, settingInfos, type Settings } from "./config.ts";
import { createService, SettingsError } from "./index.ts";
import { examineDatabase } from "./operations/index.ts";
import { backUp, DatabaseInUse, DatabaseUnusable, migrate, restore, SchemaMismatch } from "./store/index.ts";

/**
 * The key of the front door: gives the command line the process and the service.
 *
 * @param argv arguments after the name of the program
 * @returns the exit code
 */
export function main(argv: readonly string[]): Promise<number> {
  return runCli(argv, hostOf());
}

function hostOf(): CliHost {
  const version = ownVersion();
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    isTerminal: process.stdout.isTTY && process.stderr.isTTY,
    columns: process.stdout.isTTY ? process.stdout.columns : 0,
    rows: process.stdout.isTTY ? process.stdout.rows : 0,
    environment: process.env,
    version,
    settings: settingInfos,
    actions: systemActions(),
    readFile: (path) => readFile(path, "utf8"),
    async writeFile(path, text) {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await writeFile(path, text, { mode: 0o600 });
    },
    lines: () => createInterface({ input: process.stdin, crlfDelay: Infinity }),
    interrupted,
    async startService(options) {
      return explained(async () => createService(await settingsOf({ logLevel: "silent", ...options }), { version }));
    },
    async serve(options) {
      const settings = await explained(() => settingsOf(options));
      return explained(async () => {
        const service = await createService(settings, { version });
        const url = await service.listen().catch(async (error: unknown) => {
          await service.stop();
          throw error;
        });
        return { url, database: settings.database, stop: () => service.stop() };
      });
    },
    database: {
      status: (options) => explained(async () => migrate.status((await settingsOf(options)).database)),
      upgrade: (options) => explained(async () => migrate.upgrade((await settingsOf(options)).database)),
      backUp: (options, file) => explained(async () => backUp((await settingsOf(options)).database, file)),
      restore: (options, file, isForced) =>
        explained(async () => restore(file, (await settingsOf(options)).database, isForced)),
      examine: (options, examination) =>
        explained(async () =>
          examineDatabase((await settingsOf(options)).database, { ...examination, now: Date.now() }),
        ),
    },
  };
}

function systemActions(): CliHost["actions"] {
  return [...actionRegistry().values()].map(({ name, parameters, className, isAsync, answer }) => {
    return { type: "system", name, parameters, className, isAsync, ...(answer === undefined ? {} : { answer }) };
  });
}

/** The file is named by `--config` or `OSTRO_CONFIG`. */
async function settingsOf(options: Readonly<Record<string, unknown>>): Promise<Settings> {
  const given = options["config"] ?? process.env["OSTRO_CONFIG"];
  const path = typeof given === "string" && given !== "" ? given : undefined;
  const file = path === undefined ? undefined : { path, text: await readFile(path, "utf8") };
  return readSettings({ options, environment: process.env, ...(file === undefined ? {} : { file }) });
}

/** What a person can mend is one clear line; everything else keeps its trace. */
async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isKnown = [SettingsError, DatabaseInUse, DatabaseUnusable, SchemaMismatch].some(
      (known) => error instanceof known,
    );
    if (isKnown || isSystemError(error))
      throw new ServiceProblem(error instanceof Error ? error.message : String(error), error);
    throw error;
  }
}

/** Errors of the system have a code: EADDRINUSE, ENOENT ... */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && "code" in error && "syscall" in error;
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}
