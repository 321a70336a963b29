import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const house = join(import.meta.dirname, "../../..");

/** An earlier build, taken out of the history. */
export interface Earlier {
  /** Its program. */
  readonly bin: string;
  remove(): void;
}

/** Why there is no such build here; undefined if there is. */
export function missingEarlier(commit: string): string | undefined {
  const { status } = spawnSync("git", ["-C", house, "cat-file", "-e", `${commit}^{commit}`]);
  return status === 0 ? undefined : `the history does not reach back to ${commit}`;
}

/** Puts the sources of a commit into a folder of their own, with the packages of today. */
export function earlierBuild(commit: string): Earlier {
  const folder = mkdtempSync(join(tmpdir(), "ostro-earlier-"));
  const archive = execFileSync("git", ["-C", house, "archive", commit, "src", "bin", "package.json"], {
    maxBuffer: 64 * 1024 * 1024,
  });
  execFileSync("tar", ["-x", "-C", folder], { input: archive });
  symlinkSync(join(house, "node_modules"), join(folder, "node_modules"));
  return { bin: join(folder, "bin/ostro.js"), remove: () => rmSync(folder, { recursive: true }) };
}
