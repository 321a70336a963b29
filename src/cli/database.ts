import { exitCodes, type ExitCode } from "./exit.ts";
import type { BackupReport, CliHost, GivenSettings } from "./host.ts";
import { documentText, isForPrograms } from "./output/document.ts";

/** `ostro db status`: which step the schema is at. @throws ServiceProblem */
export async function databaseStatus(
  host: CliHost,
  settings: GivenSettings,
  output: string | undefined,
): Promise<ExitCode> {
  const { current, latest, pending } = await host.database.status(settings);
  if (isForPrograms(output)) {
    host.out(documentText({ current, latest, pending }, output));
  } else {
    const state = pending.length === 0 ? "up to date" : `${pending.length} steps behind: ${pending.join(", ")}`;
    host.out(`schema ${current ?? "none"}, newest ${latest}: ${state}\n`);
  }
  return exitCodes.done;
}

/** `ostro db upgrade`: brings the schema up to date. @throws ServiceProblem */
export async function databaseUpgrade(host: CliHost, settings: GivenSettings): Promise<ExitCode> {
  const taken = await host.database.upgrade(settings);
  host.out(
    taken.length === 0 ? "nothing to do: the schema is up to date\n" : taken.map((step) => `done: ${step}\n`).join(""),
  );
  return exitCodes.done;
}

export interface BackupOptions extends GivenSettings {
  readonly output?: string;
  readonly force?: boolean;
}

/** `ostro db backup FILE`: copies the database into a file, while services work with it. @throws ServiceProblem */
export async function databaseBackup(
  host: CliHost,
  file: string,
  { output, ...settings }: BackupOptions,
): Promise<ExitCode> {
  sayBackup(host, "backed up to", file, await host.database.backUp(settings, file), output);
  return exitCodes.done;
}

/** `ostro db restore FILE`: puts a backup into a database. @throws ServiceProblem */
export async function databaseRestore(
  host: CliHost,
  file: string,
  { output, force = false, ...settings }: BackupOptions,
): Promise<ExitCode> {
  sayBackup(host, "restored from", file, await host.database.restore(settings, file, force), output);
  return exitCodes.done;
}

function sayBackup(host: CliHost, done: string, file: string, report: BackupReport, output: string | undefined): void {
  const { schema, tables, rows, executions, workflows, bytes } = report;
  const text = `${done} ${file}: ${executions} executions, ${workflows} workflows, ${rows} rows in all, ${bytes} bytes, schema ${schema}\n`;
  host.out(
    isForPrograms(output) ? documentText({ file, schema, tables, rows, executions, workflows, bytes }, output) : text,
  );
}
