import type { JsonMap } from "../../core/base/index.ts";
import type { ActionResult } from "../../core/model/index.ts";
import { failed, optional, raised, type Action } from "../action.ts";

function fail(input: JsonMap, actionId: string): ActionResult {
  const data = input["error_data"] ?? null;
  return isEmpty(data) ? raised("Fail action", actionId, "Fail action expected exception.") : failed(data);
}

/** Mistral looks at the truth of `error_data`: an empty value counts as none. */
function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value === "object" && value !== null) return Object.keys(value).length === 0;
  return value === null || value === false || value === 0 || value === "";
}

export const failAction: Action = {
  name: "std.fail",
  description: "Always fails: with `error_data` where it is given, else with an exception.",
  parameters: [optional("error_data")],
  className: "mistral.actions.std_actions.FailAction",
  isAsync: false,
  answer: fail,
  run: async (input, { actionId }) => fail(input, actionId),
};
