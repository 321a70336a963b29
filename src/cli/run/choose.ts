import { isMap, type JsonMap } from "../../core/base/index.ts";
import type { Flattened } from "../../core/inheritance/index.ts";
import { CliError } from "../exit.ts";

/**
 * The workflow of a file that is to be run when the person names none: the one that can be run and that no other of the
 * file calls or extends.
 *
 * @throws CliError when that is none or more than one
 */
export function chooseWorkflow(workflows: ReadonlyMap<string, Flattened>, file: string): string {
  const used = new Set(
    [...workflows.values()].flatMap((one) => [...callsOf(one.body), ...one.parents.map(({ name }) => name)]),
  );
  const runnable = [...workflows].filter(([, flattened]) => !flattened.abstract).map(([name]) => name);
  const top = runnable.filter((name) => !used.has(name));
  const [only] = top.length === 1 ? top : runnable;
  if (only !== undefined && (top.length === 1 || runnable.length === 1)) return only;
  if (runnable.length === 0)
    throw new CliError(`${file} has no workflow that can be run: ${[...workflows.keys()].join(", ")} are abstract.`);
  throw new CliError(`${file} has several workflows; name the one to run: ${runnable.join(", ")}.`);
}

function callsOf(body: JsonMap): string[] {
  const { tasks } = body;
  if (!isMap(tasks ?? null)) return [];
  return Object.values(tasks as JsonMap).flatMap((task) => {
    const call = isMap(task) ? task["workflow"] : undefined;
    return typeof call === "string" ? [call.split(/[\s(]/)[0] ?? ""] : [];
  });
}
