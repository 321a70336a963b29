import { describe, expect, it } from "vitest";
import { importCycles } from "./architecture/cycles.ts";
import { readSources, readText } from "./architecture/files.ts";
import { importsOf } from "./architecture/imports.ts";
import * as rules from "./architecture/rules.ts";

const { roomsMissingIn, ...perFile } = rules;
const all: Readonly<Record<string, rules.Rule>> = { ...perFile, importCycles };

describe("the house keeps its rules", () => {
  const sources = readSources();

  it.each(Object.entries(all))("%s", (_, rule) => {
    expect(rule(sources)).toEqual([]);
  });

  it("names each room in docs/ARCHITECTURE.md", () => {
    expect(roomsMissingIn(readText("docs/ARCHITECTURE.md"))).toEqual([]);
  });

  it("has a line in docs/dependencies.md for each package", () => {
    const { dependencies, devDependencies } = JSON.parse(readText("package.json")) as Record<string, object>;
    const document = readText("docs/dependencies.md");
    const missing = Object.keys({ ...dependencies, ...devDependencies }).filter(
      (name) => !document.includes(`| \`${name}\` |`),
    );
    expect(missing).toEqual([]);
  });
});

const door = (more = ""): string =>
  `/** What this room is for, in so many words that a reader gets the idea at once. It does not know clocks. */\n${more}`;

/** A small house in order; each planted violation adds to it. */
const orderly = {
  "src/core/base/index.ts": door('export { a } from "./a.ts";'),
  "src/core/base/a.ts": "export const a = 1;",
  "src/store/index.ts": door(),
  "src/store/rows.ts": 'import type { a } from "../core/base/index.ts";\nimport { sql } from "kysely";',
  "src/api/index.ts": door(),
  "src/api/shapes/index.ts": door("export interface Shape { readonly id: string }"),
  "src/client/index.ts": door('export type { Shape } from "../api/shapes/index.ts";'),
  "src/main.ts": 'import { a } from "./core/base/index.ts";\nimport "./store/index.ts";',
};

const planted: readonly (readonly [what: string, rule: rules.Rule, path: string, text: string, expected: RegExp])[] = [
  ["an arrow upwards", rules.arrowsOnly, "src/core/base/b.ts", 'import { x } from "../../store/index.ts";', /no arrow/],
  [
    "a type import upwards",
    rules.arrowsOnly,
    "src/core/base/b.ts",
    'import type { x } from "../../store/index.ts";',
    /no arrow/,
  ],
  ["a re-export upwards", rules.arrowsOnly, "src/core/base/b.ts", 'export * from "../../store/index.ts";', /no arrow/],
  [
    "a dynamic import upwards",
    rules.arrowsOnly,
    "src/core/base/b.ts",
    'const x = await import("../../store/index.ts");',
    /no arrow/,
  ],
  [
    "an import() type upwards",
    rules.arrowsOnly,
    "src/core/base/b.ts",
    'type X = import("../../store/index.ts").X;',
    /no arrow/,
  ],
  [
    "an import over many lines",
    rules.arrowsOnly,
    "src/core/base/b.ts",
    'import {\n  a,\n  type b,\n} from "../../store/index.ts";',
    /no arrow/,
  ],
  [
    "an import past the door",
    rules.arrowsOnly,
    "src/store/sql.ts",
    'import { a } from "../core/base/a.ts";',
    /not the door/,
  ],
  [
    "a value from a door for types",
    rules.arrowsOnly,
    "src/client/b.ts",
    'import { x } from "../api/shapes/index.ts";',
    /only types/,
  ],
  [
    "the first door instead of the second",
    rules.arrowsOnly,
    "src/client/b.ts",
    'import type { x } from "../api/index.ts";',
    /no arrow/,
  ],
  [
    "a page that reads the store",
    rules.arrowsOnly,
    "web/page.tsx",
    'import { x } from "../src/store/index.ts";',
    /no arrow/,
  ],
  [
    "a test in the house",
    rules.arrowsOnly,
    "src/store/b.ts",
    'import { x } from "../../tests/x.ts";',
    /not part of the house/,
  ],
  [
    "a benchmark in the house",
    rules.arrowsOnly,
    "src/store/b.ts",
    'import { x } from "../../bench/x.ts";',
    /not part of the house/,
  ],
  ["the own door", rules.ownDoorIsForOthers, "src/store/b.ts", 'import { x } from "./index.ts";', /own room/],
  ["a folder outside the table", rules.everyFileHasARoom, "src/attic/box.ts", "", /in no room/],
  ["a file beside main", rules.everyFileHasARoom, "src/box.ts", "", /in no room/],
  ["Node in core", rules.coreIsPure, "src/core/base/b.ts", 'import { readFileSync } from "node:fs";', /node:fs/],
  ["a package in core", rules.coreIsPure, "src/core/base/b.ts", 'import pino from "pino";', /pino/],
  ["Date.now", rules.coreIsPure, "src/core/base/b.ts", "const t = Date.now();", /clock/],
  ["new Date()", rules.coreIsPure, "src/core/base/b.ts", "const t = new Date();", /clock/],
  ["the clock in a template", rules.coreIsPure, "src/core/base/b.ts", "const t = `${Date.now()}`;", /clock/],
  ["Math.random", rules.coreIsPure, "src/core/base/b.ts", "const t = Math.random();", /chance/],
  ["crypto", rules.coreIsPure, "src/core/base/b.ts", "const t = crypto.randomUUID();", /chance/],
  ["process", rules.coreIsPure, "src/core/base/b.ts", "const t = process.env;", /process/],
  ["fetch", rules.coreIsPure, "src/core/base/b.ts", "const t = await fetch(url);", /network/],
  ["setTimeout", rules.coreIsPure, "src/core/base/b.ts", "setTimeout(f, 1);", /timer/],
  [
    "a cycle",
    importCycles,
    "src/core/base/a.ts",
    'import { x } from "./index.ts";',
    /a\.ts -> src\/core\/base\/index\.ts|index\.ts -> /,
  ],
  ["a cycle of types", importCycles, "src/core/base/a.ts", 'import type { x } from "./index.ts";', / -> /],
  ["a long file", rules.filesAreShort, "src/store/b.ts", "x\n".repeat(401), /401 lines/],
  ["utils", rules.namesSaySomething, "src/store/utils.ts", "", /says nothing/],
  ["a helper among words", rules.namesSaySomething, "src/store/row-helpers.ts", "", /says nothing/],
  ["a folder of common things", rules.namesSaySomething, "src/store/common/b.ts", "", /says nothing/],
  ["a room without a door", rules.doorsExplainTheRoom, "src/runtime/lane.ts", "", /no door/],
  ["a door without a paragraph", rules.doorsExplainTheRoom, "src/store/index.ts", "export const x = 1;", /paragraph/],
  [
    "a door that knows everything",
    rules.doorsExplainTheRoom,
    "src/store/index.ts",
    `/** ${"All is here. ".repeat(9)} */`,
    /not say/,
  ],
];

describe("a planted violation is found", () => {
  it("and the house without one is in order", () => {
    const files = new Map(Object.entries(orderly));
    expect(Object.values(all).flatMap((rule) => rule(files))).toEqual([]);
  });

  it.each(planted)("%s", (_, rule, path, text, expected) => {
    const violations = rule(new Map(Object.entries({ ...orderly, [path]: text })));
    expect(violations.join("\n")).toMatch(expected);
  });

  it("a crowded folder", () => {
    const crowd = Array.from({ length: 14 }, (_, number) => [`src/store/noun${number}.ts`, ""] as const);
    expect(rules.foldersAreSmall(new Map([...Object.entries(orderly), ...crowd]))).toEqual([
      "src/store: 16 files, more than 15",
    ]);
  });

  it("a room that the document does not name", () => {
    expect(roomsMissingIn("`core/base` and `store`")).toContain("runtime");
  });
});

describe("imports are read as the compiler reads them", () => {
  it.each([
    ['import { a } from "./a.ts";', "src/a.ts", false],
    ['import type { a } from "./a.ts";', "src/a.ts", true],
    ['export type { a } from "../a.ts";', "a.ts", true],
    ['import type, { a } from "./a.ts";', "src/a.ts", false],
    ['import a, * as b from "./x/a.ts";', "src/x/a.ts", false],
    ['import "./a.ts";', "src/a.ts", false],
    ['const a = "// no comment"; void import("./a.ts");', "src/a.ts", false],
    ['const a = require("./a.cjs");', "src/a.cjs", false],
  ])("%s", (text, target, isTypeOnly) => {
    expect(importsOf("src/b.ts", text)).toMatchObject([{ target, isTypeOnly }]);
  });

  it.each(['// import { a } from "./a.ts";', '/* import("./a.ts") */', 'export const list = Array.from("abc");'])(
    "nothing: %s",
    (text) => {
      expect(importsOf("src/b.ts", text)).toEqual([]);
    },
  );
});
