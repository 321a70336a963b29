import { isMap, parseJson, type Json, type JsonMap } from "../../core/base/index.ts";
import { CliError } from "../exit.ts";
import type { CliHost } from "../host.ts";
import { readText } from "../offline/file.ts";

/**
 * Reads `--input` and `--param`: `name=value`, or `@file.json` with a map. A value is read as JSON where it is JSON, else it
 * is text.
 *
 * @param given in the order of the command line; later ones win
 * @param option name of the option, for messages
 * @throws CliError
 */
export async function readValues(host: CliHost, given: readonly string[], option: string): Promise<JsonMap> {
  const values = new Map<string, Json>();
  for (const one of given) {
    if (one.startsWith("@")) {
      for (const [name, value] of Object.entries(await readMap(host, one.slice(1), option))) values.set(name, value);
      continue;
    }
    const at = one.indexOf("=");
    if (at <= 0) throw new CliError(`${option} takes NAME=VALUE or @FILE, not '${one}'.`);
    values.set(one.slice(0, at), readValue(one.slice(at + 1)));
  }
  return Object.fromEntries(values);
}

async function readMap(host: CliHost, path: string, option: string): Promise<JsonMap> {
  const text = await readText(host, path);
  const value = readValue(text);
  if (!isMap(value)) throw new CliError(`${option} @${path}: the file must hold a JSON object.`);
  return value;
}

function readValue(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}
