import type { Json, JsonMap } from "../../core/base/index.ts";
import { faultString, wirePath, type WorkflowProblem } from "../../core/inheritance/index.ts";
import { DefinitionRefused } from "../refused.ts";

/** Whether the problem is one of inheritance, and not of Mistral's language. */
function isOfInheritance({ code }: WorkflowProblem): boolean {
  return code.startsWith("INH-");
}

/**
 * Refuses a document that has errors. The first one is told; when it is one of inheritance, all of them stand in the member
 * `inheritance` (design, section 9).
 *
 * @throws DefinitionRefused `invalid`
 */
export function refuseDocument(problems: readonly WorkflowProblem[]): void {
  const errors = problems.filter(({ severity }) => severity === "error");
  const [first] = errors;
  if (first === undefined) return;
  if (!isOfInheritance(first)) throw new DefinitionRefused("invalid", first.message, { problems: errors });
  throw new DefinitionRefused("invalid", faultString(first), { problems: errors, inheritance: inheritanceOf(errors) });
}

/** The member `inheritance` of an answer: the first error spread, all of them listed. */
export function inheritanceOf(errors: readonly WorkflowProblem[]): JsonMap {
  const shown = errors.filter(isOfInheritance).map(problemShown);
  return { ...shown[0], errors: shown };
}

/** An error or a warning as the API tells it. */
export function problemShown(problem: WorkflowProblem): Record<string, Json> {
  const { code, segments, workflow, parent, message, place } = problem;
  return {
    code,
    path: wirePath(segments),
    workflow,
    ...(parent === undefined ? {} : { parent }),
    message,
    ...(place === undefined ? {} : { line: place.line, column: place.column }),
  };
}
