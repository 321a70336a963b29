import { ExpressionError } from "../../expressions/index.ts";

/**
 * Something of a workflow that cannot be: an unknown action, input that does not fit, a policy of the wrong type. It fails
 * the task and the execution at once (Mistral 15, semantics 4.7), or refuses the start.
 */
export class Invalid extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Invalid";
  }
}

/** The message of an error that is the workflow's own fault; anything else is thrown on. */
export function faultOf(error: unknown): string {
  if (error instanceof Invalid || error instanceof ExpressionError) return error.message;
  throw error;
}
