import type { Problem } from "../../core/base/index.ts";
import { flattenDocument, type Flattened, type WorkflowProblem } from "../../core/inheritance/index.ts";
import {
  checkAction,
  checkWorkbook,
  checkWorkflow,
  parseYaml,
  readActions,
  readWorkbook,
  readWorkflows,
  type DefinitionSource,
} from "../../core/language/index.ts";
import { isMap } from "../../core/base/index.ts";

/** A file of definitions, read without a service: only what is in the file itself can be a parent. */
export interface OfflineDocument {
  /** Flattened workflows that have no errors, by name, in the order of the file. */
  readonly workflows: ReadonlyMap<string, Flattened>;
  /** All problems, errors first, each group in the order of the file. */
  readonly problems: readonly Problem[];
  /** The workflows as written, with the names that they get. */
  readonly sources: ReadonlyMap<string, DefinitionSource>;
  /** What flattening found, problem for problem with its workflow. */
  readonly flattening: readonly WorkflowProblem[];
}

/**
 * Reads a file of workflows, a workbook or a file of ad-hoc actions; which of them it is shows in its keys.
 *
 * @param text the file
 * @returns what it holds and everything that is wrong with it
 */
export function readDocument(text: string): OfflineDocument {
  const root = parseYaml(text).value;
  if (isMap(root) && (isMap(root["workflows"]) || isMap(root["actions"]))) return readBook(text);
  if (isMap(root) && Object.values(root).some((body) => isMap(body) && Object.hasOwn(body, "base"))) {
    const { actions, problems } = readActions(text);
    return { ...nothing, problems: sorted([...problems, ...actions.flatMap(actionProblems)]) };
  }
  const { workflows, problems } = readWorkflows(text);
  return flattened(workflows, problems, undefined);
}

function readBook(text: string): OfflineDocument {
  const { workbook, problems } = readWorkbook(text);
  if (workbook === undefined) return { ...nothing, problems };
  const own = [...problems, ...checkWorkbook(workbook).problems, ...workbook.actions.flatMap(actionProblems)];
  return flattened(workbook.workflows, own, {
    name: workbook.name,
    actions: workbook.actions.map(({ name }) => name),
  });
}

function flattened(
  sources: readonly DefinitionSource[],
  before: readonly Problem[],
  workbook: { readonly name: string; readonly actions: readonly string[] } | undefined,
): OfflineDocument {
  const { results, problems } = flattenDocument(sources, {
    namespace: "",
    workbook,
    identify: (name) => ({ id: name, revision: 0 }),
    findParent: () => "missing",
  });
  const warnings = sources.flatMap((source) => languageWarnings(source, results, workbook?.name));
  const prefix = workbook === undefined ? "" : `${workbook.name}.`;
  return {
    workflows: results,
    problems: sorted([...before, ...problems, ...warnings]),
    sources: new Map(sources.map((source) => [prefix + source.name, source])),
    flattening: problems,
  };
}

const nothing: OfflineDocument = { workflows: new Map(), problems: [], sources: new Map(), flattening: [] };

/** What the language finds in the flattened form. Of a child no place is told: the text may be its parent's. */
function languageWarnings(
  { name, body, locate }: DefinitionSource,
  results: ReadonlyMap<string, Flattened>,
  book: string | undefined,
): Problem[] {
  const result = results.get(book === undefined ? name : `${book}.${name}`);
  if (result === undefined) return [];
  const isChild = Object.hasOwn(body, "extends");
  const { problems } = checkWorkflow(name, result.body, isChild ? undefined : locate);
  return problems
    .filter(({ severity }) => severity === "warning")
    .map((problem) => ({ ...problem, path: `${name}.${problem.path}` }));
}

function actionProblems({ name, body, locate }: DefinitionSource): readonly Problem[] {
  return checkAction(name, body, locate).problems;
}

function sorted(problems: readonly Problem[]): Problem[] {
  const rank = ({ severity, place }: Problem) => (severity === "error" ? 0 : 1e9) + (place?.offset ?? 0);
  return problems.toSorted((a, b) => rank(a) - rank(b));
}
