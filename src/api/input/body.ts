import type { FastifyRequest } from "fastify";
import { Float, isList, isMap, parseJson } from "../../core/base/index.ts";
import type { Json, JsonMap } from "../../core/base/index.ts";
import type { MemberStatus } from "../../core/model/index.ts";
import { pythonRepr, pythonText, readPythonJson } from "../../library/index.ts";
import { badRequest, Fault } from "../http/fault.ts";
import { checkNoNul, isEmpty } from "./arguments.ts";

/**
 * What a member of a body may be: `text`, `texts` (a list of texts), `boolean`, `integer`, `positive` (one from 1), `scope`,
 * `status` (of a member), `json` (an object, or a text that holds one), `any` (whatever JSON is), or `readonly` (known, but not
 * to be set).
 */
export type AttributeKind =
  | "text"
  | "texts"
  | "boolean"
  | "integer"
  | "positive"
  | "scope"
  | "status"
  | "json"
  | "any"
  | "readonly";

/** Names of the members that a body may have. */
export type AttributeKinds = Readonly<Record<string, AttributeKind>>;

interface Values {
  readonly text: string;
  readonly texts: readonly string[];
  readonly boolean: boolean;
  readonly integer: number;
  readonly positive: number;
  readonly scope: "private" | "public";
  readonly status: MemberStatus;
  readonly json: JsonMap;
  readonly any: Json;
  readonly readonly: never;
}

/** The members that were given, read; null where null was given. */
export type Attributes<Kinds extends AttributeKinds> = {
  readonly [Name in keyof Kinds]?: Values[Kinds[Name]] | null;
};

/**
 * Reads the JSON body of a request as Mistral does (REST reference, section 1).
 *
 * @param argument the server's name for the body: `env`, `wf_ex`, ...
 * @param kinds the members that it may have
 * @throws Fault 415 for another type, 400 for what cannot be read
 */
export function readBody<Kinds extends AttributeKinds>(
  request: FastifyRequest,
  argument: string,
  kinds: Kinds,
): Attributes<Kinds> {
  const body = jsonOf(request, argument);
  const unknown = Object.keys(body).filter((name) => !Object.hasOwn(kinds, name));
  if (unknown.length > 0) {
    const word = unknown.length === 1 ? "attribute" : "attributes";
    throw badRequest(`Unknown ${word} for argument ${argument}: ${unknown.toSorted().join(", ")}`);
  }
  const whole = `Invalid input for field/attribute ${argument}. Value: '${pythonRepr(body)}'. `;
  const values = Object.entries(body).map(([name, value]) => {
    const kind = kinds[name] ?? "readonly";
    if (kind === "readonly") throw invalid(name, value, "Cannot set read only field.");
    return [name, value === null ? null : readers[kind](value, name, whole)];
  });
  return Object.fromEntries(values) as Attributes<Kinds>;
}

/**
 * Reads the body of a request that holds a definition: any type, UTF-8.
 *
 * @throws Fault 400 when it is not UTF-8
 */
export function readText(request: FastifyRequest): string {
  if (!Buffer.isBuffer(request.body)) return "";
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(request.body);
  } catch {
    throw badRequest("Definition could not be parsed: the text is not UTF-8");
  }
}

const forms = new Set(["application/x-www-form-urlencoded", "multipart/form-data"]);

function jsonOf(request: FastifyRequest, argument: string): JsonMap {
  const type = request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase() ?? "text/plain";
  const text = readText(request);
  if (text === "") throw badRequest(`Missing argument: "${argument}"`);
  if (forms.has(type)) {
    const names = new Set(new URLSearchParams(text).keys());
    throw badRequest(`Unknown argument: "${[...names].join(", ")}"`);
  }
  if (type !== "application/json" && type !== "text/javascript") throw new Fault(415, `Unknown mimetype: ${type}`);
  const value = parseBody(text);
  if (isMap(value)) return value;
  throw badRequest(`Invalid input for field/attribute ${argument}. Value: '${pythonText(value)}'. Expected an object.`);
}

function parseBody(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    // Python reads a little more than JavaScript: NaN and Infinity.
  }
  try {
    return readPythonJson(text);
  } catch {
    throw badRequest("Request is not in valid JSON format");
  }
}

type Reader<Value> = (value: Exclude<Json, null>, name: string, whole: string) => Value;

const readers: { readonly [Kind in Exclude<AttributeKind, "readonly">]: Reader<Values[Kind]> } = {
  text: readString,
  texts: (value, name, whole) => {
    if (!isList(value)) throw badRequest(`${whole}Value not a valid list: ${pythonText(value)}`);
    const other = value.find((item) => item !== null && typeof item !== "string");
    if (other === undefined) return value.filter((item) => typeof item === "string");
    throw wrongType(name, value, other);
  },
  boolean: (value, _name, whole) => {
    if (typeof value === "boolean") return value;
    if (typeof value === "number" && Number.isInteger(value)) return value !== 0;
    const word = typeof value === "string" ? value.trim().toLowerCase() : "";
    if (["true", "1", "yes", "on", "t", "y"].includes(word)) return true;
    if (["false", "0", "no", "off", "f", "n"].includes(word)) return false;
    throw badRequest(`${whole}Value not an unambiguous boolean: ${pythonText(value)}`);
  },
  integer: readInteger,
  positive: (value, name, whole) => {
    const number = readInteger(value, name, whole);
    if (number >= 1) return number;
    throw invalid(name, value, "Value should be greater or equal to 1");
  },
  scope: (value, name) => {
    if (value === "private" || value === "public") return value;
    throw invalid(name, value, "Value should be one of: public, private");
  },
  status: (value, name) => {
    if (value === "pending" || value === "accepted" || value === "rejected") return value;
    throw invalid(name, value, "Value should be one of: accepted, pending, rejected");
  },
  json: readObject,
  any: (value) => value,
};

function readInteger(value: Exclude<Json, null>, _name: string, whole: string): number {
  if (typeof value === "number") return Math.trunc(value);
  if (typeof value === "boolean") return Number(value);
  if (typeof value === "string" && /^\s*[+-]?\d{1,15}\s*$/.test(value)) return Number(value);
  throw badRequest(`${whole}invalid literal for int() with base 10: ${pythonRepr(value)}`);
}

function readString(value: Exclude<Json, null>, name: string): string {
  if (typeof value !== "string") throw wrongType(name, value, value);
  checkNoNul(value, name);
  return value;
}

function readObject(value: Exclude<Json, null>, _name: string, whole: string): JsonMap {
  if (isMap(value)) return value;
  if (typeof value !== "string") {
    throw badRequest(`${whole}the JSON object must be str, bytes or bytearray, not ${typeName(value)}`);
  }
  let inner: Json;
  try {
    inner = readPythonJson(value);
  } catch (error) {
    throw badRequest(`${whole}${error instanceof Error ? error.message : ""}`);
  }
  if (isMap(inner)) return inner;
  if (isEmpty(inner)) return {};
  throw badRequest(`JsonType field value must be a dictionary [actual=${pythonText(inner)}]`);
}

/** @param part the value itself, or the element of it that is no text */
function wrongType(name: string, value: Json, part: Json): Fault {
  return invalid(name, value, `Wrong type. Expected '<class 'str'>', got '<class '${typeName(part)}'>'`);
}

function invalid(name: string, value: Json, reason: string): Fault {
  return badRequest(`Invalid input for field/attribute ${name}. Value: '${pythonText(value)}'. ${reason}`);
}

function typeName(value: Json): string {
  if (value === null) return "NoneType";
  if (isList(value)) return "list";
  if (isMap(value)) return "dict";
  if (value instanceof Float) return "float";
  switch (typeof value) {
    case "string":
      return "str";
    case "boolean":
      return "bool";
    case "bigint":
      return "int";
    default:
      return Number.isInteger(value) ? "int" : "float";
  }
}

/** A text that says something: undefined when it is missing, null or empty. */
export function filled(text: string | null | undefined): string | undefined {
  return text === null || text === "" ? undefined : text;
}
