import { isMap, parseJson, writeJson, type Json, type JsonMap } from "../../core/base/index.ts";
import type { Connection, Query } from "../../client/index.ts";
import { parseYaml } from "../../core/language/index.ts";
import { CliError } from "../exit.ts";
import type { CliHost } from "../host.ts";
import { readText } from "../offline/file.ts";
import { rowsOf } from "../run/execution-tree.ts";
import { gather } from "../resources/show.ts";
import type { Answer, Column } from "./format/answer.ts";

/** How a word was called. */
export interface Call {
  readonly host: CliHost;
  readonly connection: Connection;
  /** By the names of the arguments; a list for one that takes many. */
  readonly args: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** By the names of the options, in camel case. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** A word of the `mistral` command. */
export interface Word {
  readonly word: string;
  readonly says: string;
  /** As commander writes them: `<name>`, `[input]`, `<workflow...>`. */
  readonly args?: readonly string[];
  readonly options?: readonly (readonly [flags: string, says: string])[];
  readonly form: "list" | "record" | "text";
  /** The same in the words of `ostro`, for the page that maps them. */
  readonly ostro: string;
  /** What follows the word in the example of its help. */
  readonly example?: string;
  run(call: Call): Promise<Answer>;
}

export const inNamespace = ["--namespace [namespace]", "where the name is looked up"] as const;
export const isPublic = ["--public", "everybody sees it"] as const;

/** Options of every list. */
export const paging = [
  ["--marker [id]", "only those that come after this one"],
  ["--limit [number]", "at most this many"],
  ["--sort_keys [keys]", "order, keys with commas"],
  ["--sort_dirs [directions]", "asc or desc for each key"],
  ["--filter <field=value>", "only those (may be repeated)"],
] as const;

/** An argument that must be there. */
export function arg({ args }: Call, name: string): string {
  const value = args[name];
  return typeof value === "string" ? value : "";
}

/** An argument that takes many. */
export function manyArgs({ args }: Call, name: string): readonly string[] {
  const value = args[name];
  return typeof value === "object" ? value : [];
}

/** An option with a text; undefined when it has none. */
export function option({ options }: Call, name: string): string | undefined {
  const value = options[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function namespaceOf(call: Call): Query {
  return { namespace: option(call, "namespace") ?? "" };
}

export function scopeOf({ options }: Call): "public" | "private" {
  return options["public"] === true ? "public" : "private";
}

/** The text of the file that an argument names. */
export function fileOf(call: Call, name: string): Promise<string> {
  return readText(call.host, arg(call, name));
}

/**
 * JSON that is given itself, or as the name of a file.
 *
 * @throws CliError when it is neither
 */
export async function jsonOf(call: Call, given: string | undefined, what: string): Promise<JsonMap> {
  if (given === undefined || given === "") return {};
  const text = await call.host.readFile(given).catch(() => given);
  try {
    const value = parseJson(text);
    if (isMap(value)) return value;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CliError(`${what} is neither JSON nor a file with JSON: ${why}`);
  }
  throw new CliError(`${what} must be a JSON object.`);
}

/** Variables that are given as YAML or JSON, or as the name of a file. */
export async function variablesOf(call: Call, name: string): Promise<JsonMap> {
  const given = option(call, name);
  if (given === undefined) return {};
  const { value } = parseYaml(await call.host.readFile(given).catch(() => given));
  if (value === undefined || !isMap(value))
    throw new CliError(`--${name} takes a map in YAML or JSON, or a file with one.`);
  return value;
}

/** What the options of {@link paging} ask for. @throws CliError */
export function pageOf(call: Call): Query {
  const query: Record<string, string | number> = {};
  for (const [name, key] of [
    ["marker", "marker"],
    ["sort_keys", "sort_keys"],
    ["sort_dirs", "sort_dirs"],
  ] as const) {
    const value = option(call, name);
    if (value !== undefined) query[key] = value;
  }
  const limit = option(call, "limit");
  if (limit !== undefined) {
    if (!/^\d{1,9}$/.test(limit)) throw new CliError(`--limit takes a number, not '${limit}'.`);
    query["limit"] = Number(limit);
  }
  const filters = call.options["filter"];
  for (const filter of Array.isArray(filters) ? filters.map(String) : []) {
    const [field = "", value, ...more] = filter.split("=");
    if (value === undefined || more.length > 0) throw new CliError(`--filter takes FIELD=VALUE, not '${filter}'.`);
    query[field] = value;
  }
  return query;
}

/** All rows of a list. */
export async function listOf(
  call: Call,
  path: string,
  key: string,
  columns: readonly Column[],
  query: Query = {},
): Promise<Answer> {
  return { type: "list", columns, rows: await gather(call.connection, path, key, { ...query, ...pageOf(call) }) };
}

/** The rows of an answer. */
export function rows(columns: readonly Column[], answer: JsonMap, key: string): Answer {
  return { type: "list", columns, rows: rowsOf(answer, key) };
}

export function record(columns: readonly Column[], row: JsonMap): Answer {
  return { type: "record", columns, row };
}

/** A value that the service sends as JSON text, over several lines. */
export function jsonText(value: Json | undefined): Answer {
  if (typeof value !== "string") return { type: "text", text: value === undefined ? "" : writeJson(value, 4) };
  try {
    return { type: "text", text: writeJson(parseJson(value), 4) };
  } catch {
    return { type: "text", text: value };
  }
}

interface Deletion {
  readonly noun: string;
  /** Whether names stand in quotes in what is printed. */
  readonly isQuoted?: boolean;
  readonly remove: (name: string) => Promise<unknown>;
}

/**
 * Deletes each of several, as Mistral's command does: it goes on after a failure, and fails at the end.
 *
 * @throws CliError when one could not be deleted
 */
export async function deleteAll(
  call: Call,
  names: readonly string[],
  { noun, isQuoted, remove }: Deletion,
): Promise<Answer> {
  let failures = 0;
  for (const name of names) {
    try {
      await remove(name);
      const shown = isQuoted === true ? `'${name}'` : name;
      call.host.out(`Request to delete ${noun} ${shown} has been accepted.\n`);
    } catch (error) {
      if (error instanceof CliError || !(error instanceof Error)) throw error;
      failures += 1;
      call.host.out(`${error.message}\n`);
    }
  }
  if (failures > 0) throw new CliError(`Unable to delete the specified ${noun}(s).`);
  return { type: "text", text: "" };
}
