import { isList, isMap, type JsonMap } from "../../src/core/base/index.ts";
import { connection } from "../service/client.ts";

/** A problem with its place in the text, as the service tells it. */
export interface PlacedProblem {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
  readonly offset?: number;
  readonly length?: number;
}

/** A workflow of a checked text in its complete form. */
export interface CheckedWorkflow {
  readonly name: string;
  readonly spec: JsonMap;
  readonly provenance: JsonMap;
}

/** What the service says of a text. */
export interface Checked {
  readonly problems: readonly PlacedProblem[];
  /** Undefined when the text has errors. */
  readonly workflows: readonly CheckedWorkflow[] | undefined;
}

/** Lets the service check a text, with its parents, as a save would. */
export async function checkText(text: string, namespace: string): Promise<Checked> {
  const answer = await connection.sendText("POST", "/v2/workflows/validate", text, { namespace, problems: true });
  const { problems, workflows, error, valid } = answer;
  const told = problems !== undefined && isList(problems) ? (problems as unknown as readonly PlacedProblem[]) : [];
  const isUntold = valid === false && told.length === 0 && typeof error === "string";
  const first: readonly PlacedProblem[] = isUntold
    ? [{ code: "DSL", severity: "error", message: error, path: "" }]
    : told;
  const forms = workflows !== undefined && isList(workflows) ? workflows.filter(isMap) : undefined;
  return { problems: first, workflows: forms as unknown as readonly CheckedWorkflow[] | undefined };
}
