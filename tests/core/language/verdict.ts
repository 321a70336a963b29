import type { Problem } from "../../../src/core/base/index.ts";
import {
  checkAction,
  checkWorkbook,
  checkWorkflow,
  readActions,
  readWorkbook,
  readWorkflows,
} from "../../../src/core/language/index.ts";
import type { AdhocActionSpec, WorkflowSpec } from "../../../src/core/language/index.ts";

/** What the language says about a text. */
export interface Verdict {
  readonly names: readonly string[];
  readonly workflows: readonly WorkflowSpec[];
  readonly actions: readonly AdhocActionSpec[];
  readonly problems: readonly Problem[];
  /** The message of the first error. */
  readonly fault: string | undefined;
}

/** Reads and checks a text as `kind`. */
export function judge(kind: "workflow" | "workbook" | "action", text: string): Verdict {
  const verdict = kind === "workflow" ? ofWorkflows(text) : kind === "action" ? ofActions(text) : ofWorkbook(text);
  return { ...verdict, fault: verdict.problems.find(({ severity }) => severity === "error")?.message };
}

/** The codes of the problems of some workflows, in order. */
export function codesOf(text: string): string[] {
  return judge("workflow", text).problems.map(({ code }) => code);
}

type Bare = Omit<Verdict, "fault">;

function ofWorkflows(text: string): Bare {
  const read = readWorkflows(text);
  const checked = read.workflows.map(({ name, body, locate }) => checkWorkflow(name, body, locate));
  return {
    names: read.workflows.map(({ name }) => name),
    workflows: checked.flatMap(({ spec }) => spec ?? []),
    actions: [],
    problems: [...read.problems, ...checked.flatMap(({ problems }) => problems)],
  };
}

function ofActions(text: string): Bare {
  const read = readActions(text);
  const checked = read.actions.map(({ name, body, locate }) => checkAction(name, body, locate));
  return {
    names: read.actions.map(({ name }) => name),
    workflows: [],
    actions: checked.flatMap(({ spec }) => spec ?? []),
    problems: [...read.problems, ...checked.flatMap(({ problems }) => problems)],
  };
}

function ofWorkbook(text: string): Bare {
  const { workbook, problems } = readWorkbook(text);
  if (workbook === undefined) return { names: [], workflows: [], actions: [], problems };
  const checked = checkWorkbook(workbook);
  return { ...checked, names: [workbook.name], problems: [...problems, ...checked.problems] };
}
