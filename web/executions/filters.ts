import type { Execution } from "../../src/client/index.ts";

/** What the list of executions is narrowed to. */
export interface Filters {
  /** Part of the workflow's name, or an id. */
  readonly text: string;
  /** All states when empty. */
  readonly states: readonly Execution["state"][];
  /** Whether sub-workflows stand in the list, too. */
  readonly withChildren: boolean;
}

export const allStates: readonly Execution["state"][] = ["RUNNING", "PAUSED", "ERROR", "SUCCESS", "CANCELLED"];

/** Reads the filters from the query of an address. */
export function filtersOf(query: URLSearchParams): Filters {
  const words = (query.get("state") ?? "").split(",");
  return {
    text: query.get("q") ?? "",
    states: allStates.filter((state) => words.includes(state)),
    withChildren: query.get("children") === "true",
  };
}

/** The filters as the query of an address. */
export function addressOf({ text, states, withChildren }: Filters): Record<string, string | undefined> {
  return { q: text, state: states.join(","), children: withChildren ? "true" : undefined };
}

/** The filters as the query of the service. */
export function queryOf({ text, states, withChildren }: Filters): Record<string, string> {
  return {
    ...(text === "" ? {} : { workflow_name: `has:${text}` }),
    ...(states.length === 0 ? {} : { state: `in:${states.join(",")}` }),
    ...(withChildren ? {} : { nulls: "task_execution_id" }),
  };
}

/** Whether a text is the id of an execution, to be gone to at once. */
export function isId(text: string): boolean {
  return /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(text);
}
