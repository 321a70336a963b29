import { exitCodes, type ExitCode } from "./exit.ts";
import type { CliHost, GivenSettings } from "./host.ts";
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
