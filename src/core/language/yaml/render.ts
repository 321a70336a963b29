import type { JsonMap } from "../../base/index.ts";
import { stringify } from "yaml";

/**
 * Writes a map as YAML that Mistral reads back to the same value.
 *
 * @param value the map
 */
export function renderYaml(value: JsonMap): string {
  return stringify(value, { version: "1.1" });
}
