import type { Json } from "../../core/base/index.ts";
import { isUuid, readPythonJson } from "../../library/index.ts";
import { badRequest } from "../http/fault.ts";

/**
 * What a query parameter is read as: `text` as it is, `integer`, `boolean`, `uuid` (an operator before it is dropped), `list`
 * and `unique` (comma separated, case folded, the latter without repetitions), `json` (any JSON value).
 */
export type ArgumentKind = "text" | "integer" | "boolean" | "uuid" | "list" | "unique" | "json";

/** Names of the query parameters that a call knows, and what they are read as. */
export type ArgumentKinds = Readonly<Record<string, ArgumentKind>>;

interface Values {
  readonly text: string;
  readonly integer: number;
  readonly boolean: boolean;
  readonly uuid: string;
  readonly list: readonly string[];
  readonly unique: readonly string[];
  readonly json: Json;
}

/** The parameters that were given, read. */
export type Arguments<Kinds extends ArgumentKinds> = {
  readonly [Name in keyof Kinds]?: Values[Kinds[Name]];
};

/**
 * Reads the query of a request. Of a parameter that is given twice the last one counts.
 *
 * @param query the text after `?`
 * @param kinds the parameters that the call knows
 * @throws Fault 400 for an unknown parameter or a value that cannot be read, in Mistral's words
 */
export function readArguments<Kinds extends ArgumentKinds>(query: string, kinds: Kinds): Arguments<Kinds> {
  const given = new Map(new URLSearchParams(query));
  const unknown = [...given.keys()].filter((name) => !Object.hasOwn(kinds, name));
  if (unknown.length > 0) throw badRequest(`Unknown argument: "${unknown.join(", ")}"`);
  const values = Object.entries(kinds).flatMap(([name, kind]) => {
    const text = given.get(name);
    if (text === undefined) return [];
    checkNoNul(text, name);
    return [[name, readers[kind](text, name)]];
  });
  return Object.fromEntries(values) as Arguments<Kinds>;
}

/**
 * Databases keep no NUL in text, so nothing is called that and nothing can be found by it.
 *
 * @throws Fault 400
 */
export function checkNoNul(text: string, name: string): void {
  if (text.includes("\0")) throw badRequest(`Invalid input for field/attribute ${name}. It must not contain NUL.`);
}

const readers: { readonly [Kind in ArgumentKind]: (text: string, name: string) => Values[Kind] } = {
  text: (text) => text,
  integer: readInteger,
  boolean: (text) => text !== "" && !/^(false|f|no|n|off|0)$/i.test(text.trim()),
  uuid: readUuid,
  list: listOf,
  unique: (text) => [...new Set(listOf(text))],
  json: readJson,
};

function listOf(text: string): string[] {
  return text
    .split(",")
    .map((item) => item.trim().toLowerCase())
    .filter((item) => item !== "");
}

function readInteger(text: string, name: string): number {
  if (!/^\s*[+-]?\d+(_\d+)*\s*$/.test(text)) {
    const reason = `invalid literal for int() with base 10: '${text}'`;
    throw badRequest(`${invalid(name, text)}unable to convert to int. Error: ${reason}`);
  }
  const value = Number(text.replaceAll("_", ""));
  return Math.min(Math.max(value, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);
}

const operator = /^(eq|neq|gt|gte|lt|lte|has|in|nin):/;

function readUuid(text: string, name: string): string {
  const value = text.replace(operator, "");
  if (isUuid(value)) return value;
  throw badRequest(`${invalid(name, text)}unable to convert to uuid. Error: Expected a uuid but received ${value}.`);
}

/**
 * Checks that a part of the path is an id.
 *
 * @param name the server's name for it
 * @throws Fault 400
 */
export function checkUuid(text: string, name: string): void {
  readUuid(text, name);
}

function readJson(text: string, name: string): Json {
  try {
    return readPythonJson(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    throw badRequest(`${invalid(name, text)}unable to convert to json. Error: ${reason}`);
  }
}

/** Whether Python takes the value, which is no map, for false. */
export function isEmpty(value: Json): boolean {
  return (
    value === null || value === false || value === 0 || value === "" || (Array.isArray(value) && value.length === 0)
  );
}

function invalid(name: string, text: string): string {
  return `Invalid input for field/attribute ${name}. Value: '${text}'. `;
}
