import { CliError } from "../exit.ts";
import type { CliHost } from "../host.ts";

/** @throws CliError when the file cannot be read */
export async function readText(host: CliHost, path: string): Promise<string> {
  try {
    return await host.readFile(path);
  } catch (error) {
    throw new CliError(`Cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
