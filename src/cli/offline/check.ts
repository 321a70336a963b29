import { exitCodes, type ExitCode } from "../exit.ts";
import type { CliHost } from "../host.ts";
import { isForPrograms } from "../output/document.ts";
import { problemsForPeople, problemsForPrograms } from "../output/problems.ts";
import { readDocument } from "./document.ts";
import { readText } from "./file.ts";

/**
 * `ostro check FILE`: every problem of a file of definitions, with its place.
 *
 * @returns 0 when there is no error, 2 when there is one
 */
export async function checkCommand(host: CliHost, file: string, output: string | undefined): Promise<ExitCode> {
  const text = await readText(host, file);
  const { problems, workflows } = readDocument(text);
  if (isForPrograms(output)) host.out(problemsForPrograms(problems, output));
  else if (problems.length > 0) host.out(problemsForPeople(problems, text, file));
  else host.out(`${file}: no problems (${[...workflows.keys()].join(", ")})\n`);
  return problems.some(({ severity }) => severity === "error") ? exitCodes.wrongUse : exitCodes.done;
}
