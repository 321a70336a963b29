import { exitCodes, type ExitCode } from "../exit.ts";
import { isColored, type CliHost } from "../host.ts";
import { readDocument } from "../offline/document.ts";
import { readText } from "../offline/file.ts";
import { documentText, isForPrograms } from "../output/document.ts";
import { connect } from "../resources/remote.ts";
import { drawFamily } from "./drawing/draw-family.ts";
import { familyRows, type Family } from "./family.ts";
import { familyOfFile } from "./file-family.ts";
import type { NamedOptions } from "./named.ts";
import { familyOfService } from "./service-family.ts";

/**
 * `ostro lineage FILE|NAME`: the family tree of the workflows of a file, or of a stored workflow.
 *
 * @param what a file when it looks like one (`.yaml`, `.yml`, `.json` or a slash), else a name or id
 * @returns 2 when a workflow of the file has errors
 */
export async function lineageCommand(host: CliHost, what: string, options: NamedOptions): Promise<ExitCode> {
  if (!/\.(ya?ml|json)$|[/\\]/.test(what)) return lineageOf(host, what, options);
  const family = familyOfFile(readDocument(await readText(host, what)));
  show(host, family, options);
  return family.members.some(({ state }) => state === "BROKEN") ? exitCodes.wrongUse : exitCodes.done;
}

/** The same for a stored workflow alone. @throws ServiceError */
export async function lineageOf(host: CliHost, identifier: string, options: NamedOptions): Promise<ExitCode> {
  show(host, await familyOfService(connect(host, options), identifier, options.namespace), options);
  return exitCodes.done;
}

function show(host: CliHost, family: Family, { output }: NamedOptions): void {
  if (isForPrograms(output)) host.out(documentText(familyRows(family), output));
  else if (output === "name") host.out(family.members.map(({ name }) => `${name}\n`).join(""));
  else host.out(`${drawFamily(family, isColored(host)).join("\n")}\n`);
}
