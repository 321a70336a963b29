import { writeJson } from "../../core/base/index.ts";
import { languageSchema } from "../../core/inheritance/index.ts";
import type { CliHost } from "../host.ts";

/** `ostro schema`: the language as JSON Schema, for editors. */
export function schemaCommand(host: CliHost): void {
  host.out(`${writeJson(languageSchema, 2)}\n`);
}
