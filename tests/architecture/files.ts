import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Paths from the root of the repository, with `/`, and the texts. */
export type Files = ReadonlyMap<string, string>;

const root = join(import.meta.dirname, "../..");
const skipped = new Set(["node_modules", "dist", "tests/conformance/cases"]);

/** All TypeScript of the repository. */
export function readSources(): Files {
  const files = new Map<string, string>();
  for (const folder of ["src", "web", "tests", "bench", "scripts"])
    if (existsSync(join(root, folder))) collect(folder, files);
  return files;
}

/** The text of one file of the repository. */
export function readText(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

function collect(folder: string, files: Map<string, string>): void {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (skipped.has(entry.name) || skipped.has(path)) continue;
    if (entry.isDirectory()) collect(path, files);
    else if (/\.(ts|tsx|mts|js|mjs)$/.test(entry.name)) files.set(path, readText(path));
  }
}
