import type { Json, JsonMap } from "../../core/base/index.ts";
import { diffWorkflows, type Flattened } from "../../core/inheritance/index.ts";
import { CliError, exitCodes, type ExitCode } from "../exit.ts";
import type { CliHost } from "../host.ts";
import { readDocument } from "../offline/document.ts";
import { readText } from "../offline/file.ts";
import { documentText, isForPrograms } from "../output/document.ts";
import { drawDiff } from "./drawing/draw-diff.ts";

/**
 * `ostro diff FILE A B`: what is different in workflow B, seen from A; both in their complete form.
 *
 * @throws CliError when the file has no such workflow, or it has errors
 */
export async function diffFileCommand(
  host: CliHost,
  file: string,
  names: { readonly from: string; readonly to: string },
  output: string | undefined,
): Promise<ExitCode> {
  const { workflows, sources, flattening } = readDocument(await readText(host, file));
  const get = (name: string): Flattened => {
    const found = workflows.get(name);
    if (found !== undefined) return found;
    if (!sources.has(name)) {
      throw new CliError(`There is no workflow '${name}' in ${file}; it has ${[...sources.keys()].join(", ")}.`);
    }
    const first = flattening.find(({ workflow, severity }) => workflow === name && severity === "error");
    const why = first === undefined ? "a parent of it has errors" : `${first.code}: ${first.message}`;
    throw new CliError(`'${name}' has errors (${why}); 'ostro check ${file}' tells them all.`);
  };
  const diff = diffShown(get(names.from), get(names.to));
  if (isForPrograms(output)) host.out(documentText(diff, output));
  else host.out(`${drawDiff(diff).join("\n") || `'${names.from}' and '${names.to}' are the same`}\n`);
  return exitCodes.done;
}

/** A difference as the service would tell it. */
export function diffShown(from: Flattened, to: Flattened): JsonMap {
  const { added, removed, changed, rewired, interface: terms } = diffWorkflows(from, to);
  return {
    added: [...added],
    removed: [...removed],
    changed: changed.map((one): Json => ({ ...one })),
    rewired: rewired.map((one): Json => ({ ...one })),
    interface: { breaking: terms.breaking, breaches: terms.breaches.map((one): Json => ({ ...one })) },
  };
}
