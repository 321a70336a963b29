import { dirname, isAbsolute, join } from "node:path";
import { writeJson, type JsonMap, type Problem } from "../../core/base/index.ts";
import {
  Catalogue,
  checksOf,
  differencesOf,
  Endless,
  readRehearsal,
  rehearse,
  type Check,
  type Expectation,
  type Rehearsal,
  type Rehearsed,
} from "../../core/rehearse/index.ts";
import { CliError, exitCodes, type ExitCode } from "../exit.ts";
import type { CliHost } from "../host.ts";
import { documentText, isForPrograms } from "../output/document.ts";
import { problemsForPeople, problemsForPrograms } from "../output/problems.ts";
import { readText } from "./file.ts";

/** Definitions, and where they stand. */
interface Source {
  readonly file: string;
  readonly text: string;
}

/**
 * `ostro rehearse FILE`: runs a workflow with made-up results, without a service and without waiting.
 *
 * @returns 0 when all is as expected, 1 when something is not, 2 when the rehearsal or a definition has errors
 * @throws CliError when the workflow cannot be started so, or goes on for ever
 */
export async function rehearseCommand(host: CliHost, file: string, output: string | undefined): Promise<ExitCode> {
  const text = await readText(host, file);
  const { rehearsal, problems } = readRehearsal(text);
  if (rehearsal === undefined) return refuse(host, problems, { file, text }, output);
  const sources = await sourcesOf(host, file, rehearsal);
  const wrong = wrongIn(sources);
  if (wrong !== undefined) return refuse(host, wrong.errors, wrong.source, output);
  const rehearsed = run(host, sources, rehearsal);
  const checks = checksOf(rehearsal.expect ?? success, rehearsed);
  const isDocument = isForPrograms(output);
  host.out(isDocument ? documentText(forPrograms(rehearsed, checks), output) : forPeople(rehearsed, checks));
  return checks.every(({ isMet }) => isMet) ? exitCodes.done : exitCodes.notSucceeded;
}

/** What a rehearsal expects that does not say. */
const success: Expectation = { state: "SUCCESS", stateInfo: undefined, output: undefined, tasks: new Map() };

/** Files are named as seen from the rehearsal's own folder. */
async function sourcesOf(host: CliHost, file: string, { files, text }: Rehearsal): Promise<Source[]> {
  const sources: Source[] = [];
  for (const name of files) {
    const path = isAbsolute(name) ? name : join(dirname(file), name);
    sources.push({ file: path, text: await readText(host, path) });
  }
  return text === undefined ? sources : [...sources, { file: `${file} (text)`, text }];
}

/** The first text that has errors. */
function wrongIn(sources: readonly Source[]): { readonly source: Source; readonly errors: Problem[] } | undefined {
  const catalogue = new Catalogue([]);
  for (const source of sources) {
    const errors = catalogue.add(source.text).problems.filter(({ severity }) => severity === "error");
    if (errors.length > 0) return { source, errors };
  }
  return undefined;
}

function run(host: CliHost, sources: readonly Source[], rehearsal: Rehearsal): Rehearsed {
  try {
    const rehearsed = rehearse(
      (catalogue) => {
        for (const { text } of sources) catalogue.add(text);
      },
      rehearsal,
      host.actions,
    );
    if ("refusal" in rehearsed) throw new CliError(rehearsed.refusal);
    return rehearsed;
  } catch (error) {
    if (error instanceof Endless) throw new CliError(error.message, exitCodes.notSucceeded);
    throw error;
  }
}

function refuse(
  host: CliHost,
  problems: readonly Problem[],
  { file, text }: Source,
  output: string | undefined,
): ExitCode {
  if (isForPrograms(output)) host.out(problemsForPrograms(problems, output));
  else host.err(problemsForPeople(problems, text, file));
  return exitCodes.wrongUse;
}

function forPeople({ seconds, waitsFor, unused }: Rehearsed, checks: readonly Check[]): string {
  const failed = differencesOf(checks);
  const lines = checks.map((check) => {
    const { what, expected, isMet } = check;
    return isMet ? `ok    ${what}: ${writeJson(expected)}` : `FAIL  ${differencesOf([check]).join("")}`;
  });
  const notes = [
    ...waitsFor.map((what) => `note: ${what}`),
    ...unused.map((name) => `note: nothing asked for the answer of ${name}`),
  ];
  const count = `${checks.length - failed.length} of ${checks.length} as expected`;
  return `${[...lines, ...notes, `${count}; it would have taken ${seconds} s`].join("\n")}\n`;
}

function forPrograms({ execution, tasks, seconds, waitsFor, unused }: Rehearsed, checks: readonly Check[]): JsonMap {
  return {
    ok: checks.every(({ isMet }) => isMet),
    checks: checks.map(({ what, expected, actual, isMet }) => ({ what, ok: isMet, expected, actual: actual ?? null })),
    workflow_name: execution.workflowName,
    state: execution.state,
    state_info: execution.stateInfo,
    output: execution.output,
    seconds,
    tasks: tasks.map(({ task, result }) => {
      const { name, state, stateInfo, published } = task;
      return { name, state, state_info: stateInfo, result, published };
    }),
    waits_for: waitsFor,
    unused,
  };
}
