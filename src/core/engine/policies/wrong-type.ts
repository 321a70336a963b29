import type { Json } from "../../base/index.ts";
import { pythonRepr } from "../../expressions/index.ts";
import { Invalid } from "../calls/invalid.ts";

/** What does not fit, in the terms of the JSON schema that Mistral checks a policy with. */
export interface WrongValue {
  readonly className: string;
  readonly field: string;
  readonly schema: string;
  readonly keyword: "type" | "minimum";
  readonly value: Json;
  readonly fault: string;
}

/** Mistral's message for a policy whose expression gave a value of the wrong type. */
export function wrongType({ className, field, schema, keyword, value, fault }: WrongValue): Invalid {
  const shown = pythonRepr(value);
  const where = `Failed validating '${keyword}' in schema['properties']['${field}']:\n    ${schema}`;
  const advice = "Value(s) can be shown after YAQL evaluating. If you use YAQL here, please correct it.";
  const detail = `${shown} ${fault}\n\n${where}\n\nOn instance['${field}']:\n    ${shown}`;
  return new Invalid(`Invalid data type in ${className}: ${detail}. ${advice}`);
}
