import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, mkdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startPostgres } from "../postgres-server.ts";

const root = join(import.meta.dirname, "../..");
const example = join(root, "examples/embed");
const run = promisify(execFile);

const printed = `SUCCESS {"item": "lamp", "count": 2, "customer": "Ada"} {"reserved": 2, "price": 40}
SUCCESS {"item": "chair", "count": 1, "customer": "Grace"} {"reserved": 1, "price": 75}
ERROR {"item": "chair", "count": 1, "customer": "Edsger"} {"result": null, "refused": "There are not enough chairs"}
Ada: 2 x lamp: 40
Grace: 1 x chair: 75
3 lamps are left
`;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ostro-embed-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** @returns what the program prints */
async function shop(main: string, flags: readonly string[], database: string): Promise<string> {
  const environment = { PATH: process.env["PATH"], DATABASE: database };
  const { stdout, stderr } = await run(process.execPath, [...flags, main], { cwd: folder, env: environment });
  expect(stderr).toBe("");
  return stdout;
}

test("the example runs on the sources, and the guide shows it as it is", async () => {
  const flags = ["--import", join(import.meta.dirname, "from-sources.ts")];
  expect(await shop(join(example, "main.ts"), flags, "sqlite::memory:")).toBe(printed);
  const guide = readFileSync(join(root, "docs/guide/embedding.md"), "utf8");
  for (const name of ["order.yaml", "actions.ts", "main.ts"]) {
    expect(guide).toContain(readFileSync(join(example, name), "utf8"));
  }
});

/** What is needed to make the package, as in a clone. */
const sources = [
  "bin",
  "src",
  "web",
  "scripts",
  "package.json",
  "tsconfig.json",
  "tsconfig.build.json",
  "CHANGELOG.md",
  "LICENSE",
  "README.md",
];

const isLong = process.env["OSTRO_LONG"] === "1";

describe("the packed package", () => {
  let project: string;
  let installed: string;

  beforeAll(async () => {
    if (!isLong) return;
    const clone = join(folder, "clone");
    for (const name of sources) cpSync(join(root, name), join(clone, name), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(clone, "node_modules"));
    const { stdout } = await run("npm", ["pack", "--silent", "--pack-destination", folder], { cwd: clone });
    const tarball = join(folder, stdout.trim().split("\n").at(-1) ?? "");
    project = join(folder, "project");
    cpSync(example, project, { recursive: true });
    installed = join(project, "node_modules/ostro");
    mkdirSync(installed, { recursive: true });
    await run("tar", ["-xzf", tarball, "-C", installed, "--strip-components=1"]);
    // As `npm install` would do, from what is here; what is not said to be needed is not there.
    const manifest = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as { dependencies: object };
    for (const name of [...Object.keys(manifest.dependencies), "@types/node", "undici-types"]) {
      const link = join(project, "node_modules", name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(root, "node_modules", name), link);
    }
  });

  beforeEach((context) => context.skip(!isLong, "takes half a minute (OSTRO_LONG=1)"));

  test("is type-checked against its own declarations", async () => {
    const options = { module: "nodenext", target: "es2024", strict: true, noEmit: true, types: ["node"] };
    const compilerOptions = { ...options, lib: ["es2024", "esnext"], allowImportingTsExtensions: true };
    writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
    const checked = await run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", project]);
    expect(checked.stdout).toBe("");
  });

  test("runs the example on SQLite, again on the same file, and on PostgreSQL", async () => {
    const main = join(project, "main.ts");
    for (let time = 0; time < 2; time += 1) expect(await shop(main, [], "sqlite:shop.db")).toBe(printed);
    const postgres = await startPostgres();
    try {
      expect(await shop(main, [], postgres.url)).toBe(printed);
    } finally {
      await postgres.stop();
    }
  });

  test("has the command and the page, and nothing that does not belong there", async () => {
    const command = join(installed, "bin/ostro.js");
    const { stdout } = await run(process.execPath, [command, "check", join(project, "order.yaml")], { cwd: project });
    expect(stdout).not.toContain("error");
    expect(readFileSync(join(installed, "dist/web/index.html"), "utf8")).toContain("<script");
    const { stdout: files } = await run("find", [installed, "-name", "*.ts", "-not", "-name", "*.d.ts"]);
    expect(files).toBe("");
  });
});
