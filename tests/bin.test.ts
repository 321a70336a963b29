import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const older = "/usr/bin/node";
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ostro-bin-"));
  put("package.json", '{ "type": "module" }');
  mkdirSync(join(folder, "bin"));
  copyFileSync(join(import.meta.dirname, "../bin/ostro.js"), join(folder, "bin/ostro.js"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** A main that says where it was loaded from, and what it was told. */
const main = (where: string): string =>
  `export async function main(words) { console.log("${where}", ...words); return 2; }\n`;

function ostro(node: string, ...words: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(node, [join(folder, "bin/ostro.js"), ...words], { encoding: "utf8" });
}

/** Why the tests with an old Node cannot run here; undefined if they can. */
function missingOlderNode(): string | undefined {
  const version = spawnSync(older, ["--version"], { encoding: "utf8" }).stdout ?? "";
  const major = Number(/^v(\d+)/.exec(version)?.[1] ?? "24");
  return major < 24 ? undefined : `${older} is no Node older than 24`;
}

describe("bin/ostro.js", () => {
  it("runs the sources of a clone, also when they were built", () => {
    put("src/main.ts", main("source"));
    put("dist/main.js", main("built"));
    expect(ostro(process.execPath, "run", "x")).toMatchObject({ status: 2, stdout: "source run x\n" });
  });

  it("runs the built files of the published package", () => {
    put("dist/main.js", main("built"));
    expect(ostro(process.execPath)).toMatchObject({ status: 2, stdout: "built\n" });
  });

  it("says what to do on an old Node", (context) => {
    const missing = missingOlderNode();
    if (missing !== undefined) context.skip(missing);
    put("dist/main.js", main("built"));
    const { status, stdout, stderr } = ostro(older);
    expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
    expect(stderr).toMatch(/^ostro needs Node 24 or newer, and this is Node \d+\.\d+\.\d+\.\nInstall it /);
  });

  it("hands over from an old Node to the one in the package, with words, exit code and signals", async (context) => {
    const missing = missingOlderNode();
    if (missing !== undefined) context.skip(missing);
    put("dist/main.js", main("built"));
    mkdirSync(join(folder, "node_modules/node/bin"), { recursive: true });
    symlinkSync(process.execPath, join(folder, "node_modules/node/bin/node"));
    expect(ostro(older, "run", "x")).toMatchObject({ status: 2, stdout: "built run x\n", stderr: "" });

    put(
      "dist/main.js",
      `export function main() {
        process.on("SIGTERM", () => { console.log("stopped"); process.exit(1); });
        setInterval(() => {}, 1000);
        console.log("ready");
        return new Promise(() => {});
      }\n`,
    );
    const child = spawn(older, [join(folder, "bin/ostro.js")], { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    const code = await new Promise<number | null>((resolve) => {
      child.stdout.setEncoding("utf8").on("data", (words: string) => {
        said += words;
        if (said === "ready\n") child.kill("SIGTERM");
      });
      child.on("close", resolve);
    });
    expect({ said, code }).toEqual({ said: "ready\nstopped\n", code: 1 });
  });
});
