import { z } from "zod";
import type { Json, JsonMap } from "../../core/base/index.ts";
import type { ActionResult } from "../../core/model/index.ts";
import { failed, raised, reasonOf, succeeded, type Action, type ActionContext, type Parameter } from "../action.ts";
import { watched } from "./heartbeat.ts";
import { fromPlain, toPlain } from "./plain.ts";

/** What an action of one's own knows besides its input. */
export interface CustomContext extends ActionContext {
  /** The same each time this very action is run again, and for no other: services that know such keys do the work once. */
  readonly idempotencyKey: string;
  /** Says that the action is alive; needed where `heartbeatSeconds` is set. */
  readonly heartbeat: () => void;
}

/** An action of one's own. */
export interface ActionDefinition<Input extends z.ZodObject> {
  /** As workflows call it, such as `acme.greet`. */
  readonly name: string;
  readonly description?: string;
  /** Its arguments. What has a default or is optional need not be given. */
  readonly input: Input;
  /** Its result is told from outside, later, by PUT /v2/action_executions/{id}; what `run` returns does not count. */
  readonly isAsync?: boolean;
  /** How long it may be without a call of `heartbeat` before it counts as failed; for ever if not said. */
  readonly heartbeatSeconds?: number;
  /**
   * Does the work.
   *
   * @param input checked, with defaults
   * @returns the result, which must be JSON
   * @throws ActionError for an error that has data of its own; any other error counts with its message
   */
  run(input: z.output<Input>, context: CustomContext): unknown;
}

/** An error whose data the workflow sees as the result of the task. */
export class ActionError extends Error {
  readonly data: unknown;

  constructor(message: string, data: unknown = message) {
    super(message);
    this.name = "ActionError";
    this.data = data;
  }
}

const defined = new WeakSet<object>();

/** Whether a value came out of {@link defineAction}. */
export function isDefinedAction(value: unknown): value is Action {
  return typeof value === "object" && value !== null && defined.has(value);
}

/**
 * Makes an action.
 *
 * @param definition its name, its arguments as a zod object, and what it does
 * @throws Error when the name is none
 */
export function defineAction<Input extends z.ZodObject>(definition: ActionDefinition<Input>): Action {
  const { name, description = "", input: schema, isAsync = false, heartbeatSeconds } = definition;
  if (!/^[A-Za-z_][\w.-]*$/.test(name)) throw new Error(`'${name}' is no name of an action`);
  const action: Action = {
    name,
    description,
    parameters: parametersOf(schema),
    className: `ostro.custom.${name}`,
    isAsync,
    async run(given, context) {
      const parsed = await schema.safeParseAsync(plainInput(schema, given));
      if (!parsed.success) return raised(name, context.actionId, problemsOf(parsed.error));
      try {
        const result = await watched(heartbeatSeconds, context.signal, async (heartbeat, signal) =>
          definition.run(parsed.data, { ...context, signal, heartbeat, idempotencyKey: context.actionId }),
        );
        return succeeded(fromPlain(result, "The result"));
      } catch (error) {
        context.signal.throwIfAborted();
        return failureOf(error, name, context.actionId);
      }
    },
  };
  defined.add(action);
  return action;
}

function parametersOf(schema: z.ZodObject): Parameter[] {
  const shape: z.ZodRawShape = schema.shape;
  return Object.entries(shape).map(([name, field]) => {
    const { success, data } = z.safeParse(field, undefined);
    return { name, required: !success, default: success ? fromPlain(data, `The default of '${name}'`) : null };
  });
}

/** Mistral has null for an argument that is not given; where null is no value of the argument, it is not given. */
function plainInput(schema: z.ZodObject, given: JsonMap): Json {
  const shape: z.ZodRawShape = schema.shape;
  const takesNull = (name: string): boolean => {
    const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
    return field === undefined || z.safeParse(field, null).success;
  };
  const entries = Object.entries(given).filter(([name, value]) => value !== null || takesNull(name));
  return toPlain(Object.fromEntries(entries));
}

function problemsOf(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `'${path.join(".")}': ${message}`).join("; ");
}

/** Errors of modules may be of another copy of this file, so they are known by their name. */
function failureOf(error: unknown, name: string, actionId: string): ActionResult {
  const isOwn = error instanceof Error && error.name === "ActionError" && "data" in error;
  if (!isOwn) return raised(name, actionId, reasonOf(error));
  const data = fromPlain(error.data, "The data of the error");
  return failed(data ?? error.message);
}
