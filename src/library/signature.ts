import { isList, isMap } from "../core/base/index.ts";
import type { Json, JsonMap } from "../core/base/index.ts";
import { pythonJson, pythonText } from "../core/expressions/index.ts";
import type { ActionArgument } from "./library.ts";

/** What a caller of a workflow needs to know: the inputs as written, and the names of the output's keys. */
export interface WorkflowInterface {
  readonly input: readonly Json[];
  readonly output: readonly string[];
}

/**
 * The inputs of a workflow as one line: `who, greeting="Hello"`. Every default stands in double quotes, whatever its type
 * (REST reference, section 4, workflows).
 *
 * @param body the flattened body
 * @returns an empty text when there are no inputs
 */
export function workflowSignature(body: JsonMap): string {
  return signatureOf(inputsOf(body), (value) => `"${pythonText(value)}"`);
}

/**
 * The inputs of an ad-hoc action as one line: `what, end="!"`, defaults as JSON.
 *
 * @param body the action's body
 * @returns an empty text when there are no inputs
 */
export function actionSignature(body: JsonMap): string {
  return signatureOf(inputsOf(body), pythonJson);
}

/** The arguments of a system action as one line: `output, delay=0`. */
export function argumentsSignature(parameters: readonly ActionArgument[]): string {
  return parameters
    .map(({ name, required, default: value }) => (required ? name : `${name}=${pythonJson(value)}`))
    .join(", ");
}

/** @param body the flattened body of a workflow */
export function interfaceOf(body: JsonMap): WorkflowInterface {
  const output = Object.hasOwn(body, "output") ? body["output"] : undefined;
  return { input: inputsOf(body), output: isMap(output) ? Object.keys(output) : [] };
}

function inputsOf(body: JsonMap): readonly Json[] {
  const input = Object.hasOwn(body, "input") ? body["input"] : undefined;
  return isList(input) ? input : [];
}

function signatureOf(inputs: readonly Json[], show: (value: Json) => string): string {
  return inputs
    .flatMap((input) =>
      isMap(input) ? Object.entries(input).map(([name, value]) => `${name}=${show(value)}`) : pythonText(input),
    )
    .join(", ");
}
