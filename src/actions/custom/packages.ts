import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isList, isMap, parseJson, type JsonMap } from "../../core/base/index.ts";

/** The keyword of a package that has actions. */
const keyword = "ostro-actions";

/**
 * Names of the packages with actions that a folder depends on: those among the `dependencies` of its package.json that have the
 * keyword. What those depend on in turn is not looked at.
 *
 * @param folder of the deployment
 * @returns sorted by name; empty where there is no package.json
 */
export async function actionPackages(folder: string): Promise<string[]> {
  const names = Object.keys((await manifestOf(folder))["dependencies"] ?? {});
  const found: string[] = [];
  for (const name of names.toSorted((a, b) => (a < b ? -1 : 1))) {
    const { keywords = null } = await manifestOf(join(folder, "node_modules", name));
    if (isList(keywords) && keywords.includes(keyword)) found.push(name);
  }
  return found;
}

async function manifestOf(folder: string): Promise<JsonMap> {
  try {
    const manifest = parseJson(await readFile(join(folder, "package.json"), "utf8"));
    return isMap(manifest) ? manifest : {};
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    throw error;
  }
}
