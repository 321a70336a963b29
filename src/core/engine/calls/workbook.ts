import type { Draft } from "../state/draft.ts";

/**
 * The full name that a short name has if it belongs to the workbook of the running workflow (Mistral 15, semantics 12.4).
 *
 * @returns undefined when the workflow does not come from a workbook
 */
export function localName(draft: Draft, name: string): string | undefined {
  const full = draft.execution.workflowName;
  const own = draft.spec.name;
  if (full === own || !full.endsWith(`.${own}`)) return undefined;
  return `${full.slice(0, -own.length)}${name}`;
}
