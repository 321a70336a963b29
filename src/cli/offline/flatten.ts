import { writeJson, type JsonMap } from "../../core/base/index.ts";
import { annotate, renderDefinition, type Flattened } from "../../core/inheritance/index.ts";
import { CliError, exitCodes, type ExitCode } from "../exit.ts";
import type { CliHost } from "../host.ts";
import { problemsForPeople, problemsForPrograms } from "../output/problems.ts";
import { readDocument } from "./document.ts";
import { readText } from "./file.ts";

export interface FlattenOptions {
  readonly annotate?: boolean;
  readonly output?: string;
}

/**
 * `ostro flatten FILE [WORKFLOW]`: what the workflows of a file become, and with `--annotate` where each line is from.
 *
 * @throws CliError when the file has no such workflow
 */
export async function flattenCommand(
  host: CliHost,
  file: string,
  workflow: string | undefined,
  options: FlattenOptions,
): Promise<ExitCode> {
  const text = await readText(host, file);
  const { workflows, problems } = readDocument(text);
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    if (options.output === "json") host.out(problemsForPrograms(problems, "json"));
    else host.err(problemsForPeople(errors, text, file));
    return exitCodes.wrongUse;
  }
  const chosen = choose(workflows, workflow, file);
  if (options.output === "json") host.out(`${writeJson({ workflows: forPrograms(chosen) }, 2)}\n`);
  else host.out(chosen.map((one, i) => withoutVersion(textOf(one, options), i > 0)).join("\n"));
  return exitCodes.done;
}

function choose(workflows: ReadonlyMap<string, Flattened>, name: string | undefined, file: string): Flattened[] {
  if (name === undefined) return [...workflows.values()];
  const found = workflows.get(name);
  if (found !== undefined) return [found];
  throw new CliError(`There is no workflow '${name}' in ${file}; it has ${[...workflows.keys()].join(", ")}.`);
}

function forPrograms(chosen: readonly Flattened[]): JsonMap {
  const rows = chosen.map((flattened): [string, JsonMap] => {
    const warnings = flattened.warnings.map(({ code, path, workflow, message }) => ({ code, path, workflow, message }));
    return [flattened.name, { definition: flattened.spec, provenance: flattened.provenance, warnings }];
  });
  return Object.fromEntries(rows);
}

function textOf(flattened: Flattened, options: FlattenOptions): string {
  return options.annotate === true ? annotate(flattened) : renderDefinition(flattened);
}

/** Several workflows are one document, which says its version once. */
function withoutVersion(text: string, isFurther: boolean): string {
  return isFurther ? text.replace(/^version:.*\n+/, "") : text;
}
