import type { JsonMap } from "../../../core/base/index.ts";
import type { ActionRecord, ActionResult } from "../../../core/model/index.ts";
import type { Runtime } from "../../../runtime/index.ts";
import { badRequest } from "../../http/fault.ts";

const states = ["SUCCESS", "ERROR", "CANCELLED", "PAUSED", "RUNNING"];

/** What the client says of an action. */
export interface ActionUpdate {
  readonly state?: string | null;
  readonly output?: JsonMap | null;
}

/**
 * Carries out the PUT of an action execution: tells its result, or that it pauses or goes on.
 *
 * @param find checks that the caller sees the action
 * @throws Fault 400, 404
 */
export async function updateAction(
  runtime: Runtime,
  id: string,
  { state, output }: ActionUpdate,
  find: () => Promise<ActionRecord>,
): Promise<void> {
  const result = resultOf(state, output);
  if (result === undefined && state !== "PAUSED" && state !== "RUNNING") {
    const expected = states.map((word) => `'${word}'`).join(", ");
    const actual = state === undefined ? "Unset" : (state ?? "None");
    throw badRequest(`Error. Expected one of [${expected}], actual: ${actual}`);
  }
  await find();
  if (result !== undefined) await runtime.completeAction(id, result);
  else if (state === "PAUSED" || state === "RUNNING") await runtime.moveAction(id, state);
}

function resultOf(state: string | null | undefined, output: JsonMap | null | undefined): ActionResult | undefined {
  const isEmpty = output === undefined || output === null || Object.keys(output).length === 0;
  switch (state) {
    case "SUCCESS":
      return { state, value: output ?? {} };
    case "ERROR":
      return { state, value: isEmpty ? "Unknown error" : output };
    case "CANCELLED":
      return { state, value: null };
    default:
      return undefined;
  }
}
