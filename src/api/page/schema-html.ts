import { escapeHtml } from "../http/page.ts";

/** A JSON schema, as it comes. */
export interface Schema {
  readonly [keyword: string]: unknown;
}

type Named = Readonly<Record<string, Schema>>;

/** Members within members are shown down to this depth. */
const deepest = 6;

/**
 * A JSON schema for people: members with their types and meanings, nested as they are.
 *
 * @param named schemas that it may refer to
 */
export function schemaHtml(schema: Schema, named: Named, depth = 0): string {
  const whole = resolve(schema, named);
  const members = membersOf(whole, named);
  const about = typeof whole["description"] === "string" ? ` ${escapeHtml(whole["description"])}` : "";
  const type = `<i>${escapeHtml(typeOf(whole, named))}</i>${about}`;
  if (members.length === 0 || depth >= deepest) return type;
  const required = new Set(listOf(innerOf(whole, named)["required"]));
  const items = members.map(([name, member]) => {
    const need = required.has(name) ? "" : ' <small class="optional">optional</small>';
    return `<li><code>${escapeHtml(name)}</code>${need} ${schemaHtml(member, named, depth + 1)}</li>`;
  });
  return `${type}<ul>${items.join("")}</ul>`;
}

function resolve(schema: Schema, named: Named): Schema {
  const reference = schema["$ref"];
  if (typeof reference !== "string") return schema;
  return named[reference.slice(reference.lastIndexOf("/") + 1)] ?? {};
}

/** The schema of an object within: itself, or that of the elements of a list, or the only one that is no null. */
function innerOf(schema: Schema, named: Named): Schema {
  const items = schemaIn(schema["items"]);
  if (items !== undefined) return innerOf(resolve(items, named), named);
  const choices = choicesOf(schema).filter((choice) => choice["type"] !== "null");
  const [only] = choices;
  return only !== undefined && choices.length === 1 ? innerOf(resolve(only, named), named) : schema;
}

function membersOf(schema: Schema, named: Named): [string, Schema][] {
  const properties = schemaIn(innerOf(schema, named)["properties"]) ?? {};
  return Object.entries(properties).flatMap(([name, member]): [string, Schema][] => {
    const read = schemaIn(member);
    return read === undefined ? [] : [[name, read]];
  });
}

function typeOf(schema: Schema, named: Named): string {
  const { type, enum: values, const: only } = schema;
  if (Array.isArray(values)) return values.map((value) => JSON.stringify(value)).join(" | ");
  if (only !== undefined) return JSON.stringify(only);
  const items = schemaIn(schema["items"]);
  if (items !== undefined) return `list of ${typeOf(resolve(items, named), named)}`;
  const choices = choicesOf(schema);
  if (choices.length > 0)
    return [...new Set(choices.map((choice) => typeOf(resolve(choice, named), named)))].join(" | ");
  if (Array.isArray(type)) return type.join(" | ");
  return typeof type === "string" ? type : "any";
}

function choicesOf(schema: Schema): Schema[] {
  return listOf(schema["anyOf"] ?? schema["oneOf"] ?? schema["allOf"])
    .map(schemaIn)
    .filter((choice) => choice !== undefined);
}

function schemaIn(value: unknown): Schema | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Schema) : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
