import type { JsonMap } from "../../base/index.ts";
import { mergeInline, splitInline } from "../inline.ts";
import { get } from "../map.ts";
import type { AdhocActionSpec } from "../spec.ts";
import { buildParameters } from "./parameters.ts";
import { map, text, texts } from "./task.ts";

/**
 * Reads an ad-hoc action whose shape has been checked.
 *
 * @param name the name of the action
 * @param body its body as written, without name and version
 */
export function buildAction(name: string, body: JsonMap): AdhocActionSpec {
  const written = text(get(body, "base")) ?? "";
  const base = splitInline(written) ?? { name: written, parameters: {} };
  return {
    name,
    description: text(get(body, "description")),
    tags: texts(get(body, "tags")),
    base: base.name,
    baseInput: mergeInline(map(get(body, "base-input")), base.parameters),
    input: buildParameters(get(body, "input")),
    output: get(body, "output"),
    body,
  };
}
