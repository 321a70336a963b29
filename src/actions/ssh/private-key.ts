import { readFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import type { JsonMap } from "../../core/base/index.ts";
import type { SshSettings } from "./settings.ts";

/**
 * The private key that the arguments name, as text.
 *
 * @param input `private_key` wins over `private_key_filename`; a relative name is looked for in the folder of keys
 * @returns undefined when they name none
 * @throws Error in Mistral's words when the name climbs out of its folder, or the file cannot be read
 */
export async function privateKeyOf(input: JsonMap, { keysFolder }: SshSettings): Promise<string | undefined> {
  const { private_key: key, private_key_filename: name } = input;
  if (typeof key === "string" && key !== "") return key;
  if (typeof name !== "string" || name === "") return undefined;
  if (/\.\.[/\\]/.test(name)) throw new Error(`Private key filename must not contain '..'. Actual: ${name}`);
  return readFile(isAbsolute(name) ? name : join(keysFolder, name), "utf8");
}
