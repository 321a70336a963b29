import type { Json, JsonMap } from "../base/index.ts";

/** The order in which a workflow's tasks are found: forward along on-clauses, or backward from a target along `requires`. */
export type WorkflowType = "direct" | "reverse";

/** A workflow as the engine runs it: checked, normalised, with `task-defaults` already applied to every task. */
export interface WorkflowSpec {
  readonly name: string;
  readonly type: WorkflowType;
  readonly description: string | undefined;
  readonly tags: readonly string[];
  readonly input: readonly ParameterSpec[];
  /** A map, or a text that is one expression giving a map; undefined when absent. */
  readonly output: Json | undefined;
  readonly outputOnError: Json | undefined;
  readonly vars: JsonMap;
  /** In the order of the text. */
  readonly tasks: ReadonlyMap<string, TaskSpec>;
  /** The definition's own map as written (after flattening), which `execution().spec` shows. */
  readonly body: JsonMap;
}

/** One declared input; `default` is taken as it stands, expressions in it are not evaluated (Mistral 15). */
export interface ParameterSpec {
  readonly name: string;
  readonly required: boolean;
  readonly default: Json;
}

/** What a task runs: its name may be an expression. */
export interface CallSpec {
  readonly kind: "action" | "workflow";
  readonly name: string;
}

export interface TaskSpec {
  readonly name: string;
  readonly description: string | undefined;
  readonly tags: readonly string[];
  /** `std.noop` where the text names neither action nor workflow. */
  readonly call: CallSpec;
  /** `input` with inline parameters merged over it, or a text that is one expression giving a map. */
  readonly input: JsonMap | string;
  /** In the order of the text; undefined when the task has no `with-items`. */
  readonly withItems: readonly ItemsSpec[] | undefined;
  readonly join: number | "all" | undefined;
  readonly requires: readonly string[];
  readonly target: string | undefined;
  readonly keepResult: Json | undefined;
  readonly safeRerun: Json | undefined;
  readonly policies: PoliciesSpec;
  readonly publish: JsonMap;
  readonly publishOnError: JsonMap;
  readonly publishOnSkip: JsonMap;
  readonly onSuccess: ClauseSpec;
  readonly onError: ClauseSpec;
  readonly onComplete: ClauseSpec;
  readonly onSkip: ClauseSpec;
}

/** `variable in list`, where `list` is a literal list or a text with an expression. */
export interface ItemsSpec {
  readonly variable: string;
  readonly list: Json;
}

/** Values are literals or texts with an expression; undefined when absent. */
export interface PoliciesSpec {
  readonly pauseBefore: Json | undefined;
  readonly waitBefore: Json | undefined;
  readonly waitAfter: Json | undefined;
  readonly timeout: Json | undefined;
  readonly concurrency: Json | undefined;
  readonly failOn: Json | undefined;
  readonly retry: RetrySpec | undefined;
}

export interface RetrySpec {
  readonly count: Json;
  readonly delay: Json | undefined;
  readonly breakOn: Json | undefined;
  readonly continueOn: Json | undefined;
}

/** An on-clause; `publish` undefined when the clause has none. */
export interface ClauseSpec {
  readonly publish: PublishSpec | undefined;
  readonly next: readonly TransitionSpec[];
}

/** `branch` undefined and `branch` empty differ: without it the task's short `publish` is lost (Mistral 15, semantics 7.5). */
export interface PublishSpec {
  readonly branch: JsonMap | undefined;
  readonly global: JsonMap | undefined;
  readonly atomic: JsonMap | undefined;
}

/** A possible next step: a task, or an engine command. */
export interface TransitionSpec {
  /** As written, for messages: `fail(msg="sold out")`. */
  readonly text: string;
  readonly target: TransitionTarget;
  /** One expression; undefined when the transition is always taken. */
  readonly guard: string | undefined;
}

export type CommandName = "fail" | "succeed" | "pause" | "noop";

export type TransitionTarget =
  | { readonly type: "task"; readonly name: string }
  | { readonly type: "command"; readonly name: CommandName; readonly message: Json | undefined };

/** An ad-hoc action: another action with its input and output rewritten. */
export interface AdhocActionSpec {
  readonly name: string;
  readonly description: string | undefined;
  readonly tags: readonly string[];
  readonly base: string;
  /** With inline parameters of `base` merged over it. */
  readonly baseInput: JsonMap;
  readonly input: readonly ParameterSpec[];
  /** Evaluated with the base's result as the data context; undefined when absent. */
  readonly output: Json | undefined;
  readonly body: JsonMap;
}
