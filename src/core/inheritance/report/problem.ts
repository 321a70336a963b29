import type { Place, Problem } from "../../base/index.ts";
import type { Locate, Path } from "../../language/index.ts";

/** A problem of one workflow of a document. */
export interface WorkflowProblem extends Problem {
  readonly workflow: string;
  /** The path, undivided: a name may contain a dot. */
  readonly segments: readonly string[];
  /** The parent that the problem speaks of, as the child names it. */
  readonly parent: string | undefined;
}

/**
 * The path as the API tells it (design, section 9).
 *
 * @returns segments joined by dots, or the list of them if one contains a dot
 */
export function wirePath(segments: readonly string[]): string | readonly string[] {
  return segments.some((segment) => segment.includes(".")) ? segments : segments.join(".");
}

/**
 * The whole message as `faultstring` tells it: `INH-011: ... [workflow=typo, line 9]`.
 *
 * @param problem an error of inheritance
 */
export function faultString({ code, message, workflow, place }: WorkflowProblem): string {
  const line = place === undefined ? "" : `, line ${place.line}`;
  return `${code}: ${message} [workflow=${workflow}${line}]`;
}

interface Details {
  /** The place in the text, where it does not follow from the path. */
  readonly at?: Path;
  readonly parent?: string | undefined;
}

/** Gathers the problems of one workflow. */
export class Report {
  readonly workflow: string;
  readonly problems: WorkflowProblem[] = [];
  private readonly locate: Locate;

  constructor(workflow: string, locate: Locate) {
    this.workflow = workflow;
    this.locate = locate;
  }

  /** Adds an error; one with the same code, path and message is told once. */
  add(code: string, segments: readonly string[], message: string, details: Details = {}): void {
    this.put({ code, severity: "error", message }, segments, details);
  }

  /** Adds a warning. */
  warn(code: string, segments: readonly string[], message: string, details: Details = {}): void {
    this.put({ code, severity: "warning", message }, segments, details);
  }

  /** Takes over the errors that the language finds; its warnings are told by whoever asks it. */
  adopt(problems: readonly Problem[]): void {
    const { workflow } = this;
    for (const problem of problems) {
      if (problem.severity !== "error") continue;
      const segments = problem.path === "" ? [] : problem.path.split(".");
      this.problems.push({ ...problem, workflow, segments, parent: undefined });
    }
  }

  get hasErrors(): boolean {
    return this.problems.some(({ severity }) => severity === "error");
  }

  private put(
    problem: Pick<Problem, "code" | "severity" | "message">,
    segments: readonly string[],
    { at, parent }: Details,
  ): void {
    const path = segments.join(".");
    const isKnown = this.problems.some(
      (other) => other.code === problem.code && other.path === path && other.message === problem.message,
    );
    if (isKnown) return;
    const place = at === undefined ? placeInText(segments, this.locate) : nearest(at, this.locate);
    const { workflow } = this;
    const whole = { ...problem, path, segments, workflow, parent };
    this.problems.push(place === undefined ? whole : { ...whole, place });
  }
}

/** A path into the flattened form is looked for where the child can have written it. */
function placeInText(segments: readonly string[], locate: Locate): Place | undefined {
  const [first, ...rest] = segments;
  const alternatives: Path[] = first === "tasks" ? [["override", ...rest], segments] : [segments];
  return alternatives
    .flatMap((path) => (rest.length > 0 && locate(path.slice(0, 2)) === undefined ? [] : [nearest(path, locate)]))
    .concat(nearest(segments, locate))
    .find((place) => place !== undefined);
}

/** The place of the path, or of the smallest thing around it. */
function nearest(path: Path, locate: Locate): Place | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const place = length === 0 ? locate([], "key") : locate(path.slice(0, length), "key");
    if (place !== undefined) return place;
  }
  return undefined;
}
