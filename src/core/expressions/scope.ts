import type { Json, JsonMap } from "../base/index.ts";

/**
 * What Mistral's own functions (`task()`, `env()`, `execution()` ...) read. The caller hands it in, so that evaluating an
 * expression needs no database, clock or random source.
 *
 * A method may throw: whatever it throws that is no {@link ExpressionError} passes through the evaluator unchanged, so
 * that a caller can interrupt an evaluation, load what is missing and evaluate again.
 */
export interface MistralFunctions {
  /** The environment of the root execution; undefined when there is none (`env()` is null in YAQL, KeyError in Jinja). */
  env(): JsonMap | undefined;
  /** The current workflow execution as `execution()` shows it; undefined outside of one. */
  execution(): JsonMap | undefined;
  /** The named task execution, or the current one without a name; undefined when there is none. */
  task(name: string | undefined): JsonMap | undefined;
  /** Task executions as `tasks()` shows them. */
  tasks(query: TasksQuery): readonly JsonMap[];
  /** Workflow executions as `executions()` shows them. */
  executions(query: ExecutionsQuery): readonly JsonMap[];
  /** A global variable of the execution; undefined when it was never published. */
  global(name: string): Json | undefined;
  /** A fresh UUID version 4. */
  uuid(): string;
  /** The present, in milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /** A random number in [0, 1). */
  random(): number;
}

/** The arguments of `tasks()`; `workflowExecutionId` undefined means every task that the project sees. */
export interface TasksQuery {
  readonly workflowExecutionId: string | undefined;
  readonly recursive: boolean;
  readonly state: string | undefined;
  readonly flat: boolean;
}

/** The arguments of `executions()`; times are texts as the user wrote them, compared with `created_at`. */
export interface ExecutionsQuery {
  readonly id: string | undefined;
  readonly rootExecutionId: string | undefined;
  readonly state: string | undefined;
  readonly fromTime: string | undefined;
  readonly toTime: string | undefined;
}

/** Limits that keep an expression from hanging or eating the service. Counts are per evaluation of one template. */
export interface Budget {
  /** Evaluation steps (calls, operators, items pulled from an iterator). */
  readonly steps: number;
  /** Characters of any text, and elements of any collection, that an expression builds. */
  readonly size: number;
  /** Steps of one regular-expression match. */
  readonly regexSteps: number;
  /** Depth of nested calls (recursion by `def`, macros). */
  readonly depth: number;
}

export const defaultBudget: Budget = { steps: 2_000_000, size: 10_000_000, regexSteps: 1_000_000, depth: 200 };

/** Everything an evaluation sees: the data context (`$` in YAQL, `_` in Jinja), Mistral's functions and the limits. */
export interface Scope {
  readonly data: Json;
  readonly functions: MistralFunctions;
  readonly budget?: Budget;
}
