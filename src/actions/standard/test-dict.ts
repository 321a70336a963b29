import { writeJson, type JsonMap } from "../../core/base/index.ts";
import type { ActionResult } from "../../core/model/index.ts";
import { optional, raised, succeeded, type Action } from "../action.ts";

/** More keys than this are refused: a result is kept in memory and in the database. */
const maxSize = 1_000_000;

function testDict(input: JsonMap, actionId: string): ActionResult {
  const { size, val } = input;
  const prefix = typeof input["key_prefix"] === "string" ? input["key_prefix"] : writeJson(input["key_prefix"] ?? "");
  if (typeof size !== "number" || !Number.isInteger(size)) {
    return raised("TestDictAction", actionId, "'size' must be an integer");
  }
  if (size > maxSize) return raised("TestDictAction", actionId, `'size' must not exceed ${maxSize}`);
  const keys = Array.from({ length: Math.max(0, size) }, (_, i) => `${prefix}${i}`);
  return succeeded(Object.fromEntries(keys.map((key) => [key, val ?? null])));
}

export const testDictAction: Action = {
  name: "std.test_dict",
  description: "Returns a map of `size` entries, the keys being `key_prefix` with a number and every value `val`.",
  parameters: [optional("size", 0), optional("key_prefix", ""), optional("val", "")],
  className: "mistral.actions.std_actions.TestDictAction",
  isAsync: false,
  answer: testDict,
  run: async (input, { actionId }) => testDict(input, actionId),
};
