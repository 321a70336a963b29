import type { Json, JsonMap } from "../core/base/index.ts";
import type { ActionResult } from "../core/model/index.ts";

/** One argument of an action. `default` counts only where the argument is not required. */
export interface Parameter {
  readonly name: string;
  readonly required: boolean;
  readonly default: Json;
}

/** What a running action knows besides its input. */
export interface ActionContext {
  readonly actionId: string;
  readonly taskId: string | null;
  readonly executionId: string | null;
  readonly workflowName: string | null;
  /** Where an asynchronous action's result may be sent to, by PUT; null when the service has no address. */
  readonly callbackUrl: string | null;
  /** Headers by which requests to others say where in a trace they are (W3C Trace Context); missing in no trace. */
  readonly traceHeaders?: Readonly<Record<string, string>>;
  /** Aborted when the action is to stop: its time is up, its task was cancelled, or the service goes down. */
  readonly signal: AbortSignal;
  /**
   * Reads a secret that the input does not refer to; it is taken out of the result like those that the input refers to.
   *
   * @param reference KIND:NAME, such as `env:MAIL`
   * @throws Error that names the reference
   */
  readonly secret: (reference: string) => Promise<string>;
}

/** Something that a task can do. */
export interface Action {
  readonly name: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  /** It takes arguments of any name, beside the parameters. */
  readonly takesAnything?: boolean;
  /** The class that Mistral names in `Invalid input [name=..., class=...]`. */
  readonly className: string;
  /** Its result is told from outside, later; what `run` returns then only counts when it is an error. */
  readonly isAsync: boolean;
  /** It is asynchronous, and a worker outside of the service is to fetch it. */
  readonly isOffered?: boolean;
  /**
   * Answers at once, without any side effect; undefined when this input cannot be answered so and has to be run. An
   * asynchronous action that has this need not be run at all: it just waits.
   *
   * @param input arguments with defaults filled in
   * @param actionId id of the action execution, which error texts name
   */
  readonly answer?: (input: JsonMap, actionId: string) => ActionResult | undefined;
  /**
   * Does the work.
   *
   * @param input arguments with defaults filled in
   * @param context where it runs for, and the signal that stops it
   * @returns the result; an exception counts as an error with Mistral's text (see {@link raised})
   */
  run(input: JsonMap, context: ActionContext): Promise<ActionResult>;
}

/**
 * The arguments with the defaults of those that were not given.
 *
 * @param action says the parameters
 * @param given as the task gives them
 */
export function withDefaults({ parameters }: Action, given: JsonMap): JsonMap {
  const missing = parameters.filter(({ name, required }) => !required && !Object.hasOwn(given, name));
  return { ...given, ...Object.fromEntries(missing.map((parameter) => [parameter.name, parameter.default])) };
}

/** A parameter that must be given. */
export function required(name: string): Parameter {
  return { name, required: true, default: null };
}

/** A parameter that may be left out. */
export function optional(name: string, value: Json = null): Parameter {
  return { name, required: false, default: value };
}

export function succeeded(value: Json): ActionResult {
  return { state: "SUCCESS", value };
}

export function failed(value: Json): ActionResult {
  return { state: "ERROR", value };
}

/**
 * The error of an action that broke, in Mistral's words.
 *
 * @param title what Mistral calls the action in this text: the text of its object
 * @param actionId id of the action execution
 * @param message what went wrong
 */
export function raised(title: string, actionId: string, message: string): ActionResult {
  return failed(`The action raised an exception [action=${title}, action_ex_id=${actionId}, msg='${message}']`);
}

/**
 * What an error says, with the cause that a library wrapped in it.
 *
 * @param error whatever was thrown
 */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof AggregateError && error.message === "") return error.errors.map(reasonOf).join("; ");
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : "";
  return `${error.message}${cause}`;
}
