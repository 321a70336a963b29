import { readFile } from "node:fs/promises";
import { fileProblem, type Settings } from "../config.ts";

/** Settings that are the path of a file. */
type FileSetting = "tokensFile" | "policyFile" | "webhooksFile" | "eventDefinitionsFile" | "notificationsFile";

/**
 * Reads the file that a setting names.
 *
 * @param read gets the text, empty where the setting is not set, and the path for errors
 * @throws SettingsError when the file is not in order; the system's error when it cannot be opened
 */
export async function readNamedFile<T>(
  settings: Settings,
  name: FileSetting,
  read: (text: string, path: string) => T,
): Promise<T> {
  const path = settings[name];
  const text = path === undefined ? "" : await readFile(path, "utf8");
  try {
    return read(text, path ?? "");
  } catch (error) {
    throw fileProblem(name, error instanceof Error ? error.message : String(error));
  }
}
