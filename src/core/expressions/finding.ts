/** What is wrong or suspicious in a text of a definition. */
export interface TemplateFinding {
  /** An error is what Mistral refuses; a warning is what it accepts and what then surprises. */
  readonly severity: "error" | "warning";
  /** A word for programs, for instance `expression-syntax`. */
  readonly code: TemplateFindingCode;
  readonly message: string;
  /** Where it is in the text, in UTF-16 units. */
  readonly offset: number;
  readonly length: number;
}

export type TemplateFindingCode =
  | "mixed-languages"
  | "expression-syntax"
  | "expression-over-lines"
  | "blocks-only"
  | "operator-as-call"
  | "unknown-function"
  | "unknown-filter"
  | "unknown-test"
  | "unknown-name"
  | "trim-mark-as-operator"
  | "not-an-expression"
  | "value-becomes-text";

/** A task that an expression names as a literal, `task('x')` or `task(x)`. */
export interface TaskName {
  readonly name: string;
  readonly offset: number;
  readonly length: number;
}
