import { isList, isMap, parseJson, type Json, type JsonMap } from "../../src/core/base/index.ts";
import { pretty, readMap } from "../service/json.ts";

/** One input of a workflow as a field of a form. */
export interface InputField {
  readonly name: string;
  readonly isRequired: boolean;
  readonly kind: "text" | "number" | "switch" | "json";
  /** What stands in the field at first. */
  readonly text: string;
}

/** The fields of a form, from the member `interface` of a workflow: a list of names and of `{name: default}`. */
export function fieldsOf(interfaceText: string): InputField[] {
  const input = readMap(interfaceText)["input"];
  if (input === undefined || !isList(input)) return [];
  return input.flatMap((item): InputField[] => {
    if (typeof item === "string") return [{ name: item, isRequired: true, kind: "text", text: "" }];
    if (!isMap(item)) return [];
    return Object.entries(item).map(([name, value]) => ({ name, isRequired: false, ...fieldFor(value) }));
  });
}

function fieldFor(value: Json): Pick<InputField, "kind" | "text"> {
  if (typeof value === "boolean") return { kind: "switch", text: String(value) };
  if (typeof value === "number" || typeof value === "bigint") return { kind: "number", text: String(value) };
  if (typeof value === "string") return { kind: "text", text: value };
  return { kind: "json", text: value === null ? "" : pretty(value) };
}

/** A field that cannot be read, and why. */
export interface FieldFault {
  readonly name: string;
  readonly message: string;
}

/**
 * The input that a filled form means. A field that is as it was is left out, so that the workflow's own default counts.
 *
 * @param texts what stands in the fields, by name
 */
export function inputOf(
  fields: readonly InputField[],
  texts: Readonly<Record<string, string>>,
): { readonly input: JsonMap; readonly faults: readonly FieldFault[] } {
  const input: [string, Json][] = [];
  const faults: FieldFault[] = [];
  for (const field of fields) {
    const text = Object.hasOwn(texts, field.name) ? (texts[field.name] ?? "") : field.text;
    if (!field.isRequired && text === field.text) continue;
    const value = valueOf(field, text);
    if (value === undefined) faults.push({ name: field.name, message: faultIn(field, text) });
    else input.push([field.name, value]);
  }
  return { input: Object.fromEntries(input), faults };
}

/** What a text stands for; a text that is required and of no known kind may be written as JSON or as it is. */
function valueOf({ kind, isRequired }: InputField, text: string): Json | undefined {
  if (kind === "switch") return text === "true";
  if (kind === "text")
    return isRequired && /^\s*(?:[[{"]|-?\d|true$|false$|null$)/.test(text) ? (asJson(text) ?? text) : text;
  if (kind === "number") {
    const value = asJson(text.trim());
    return typeof value === "string" || value === null ? undefined : value;
  }
  return text.trim() === "" ? null : asJson(text);
}

function faultIn({ kind }: InputField, text: string): string {
  return kind === "number" ? `'${text}' is no number` : "This is no JSON";
}

function asJson(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
