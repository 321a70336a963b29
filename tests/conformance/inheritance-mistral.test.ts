import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { sample } from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { renderDefinition } from "../../src/core/inheritance/index.ts";
import { diff, documentOf, workflow } from "../core/inheritance/random.ts";
import { Shelf } from "../core/inheritance/shelf.ts";
import { readInheritanceCases } from "./inheritance-case.ts";

/** Mistral takes a tenth of a second for each; the long form asks about all. */
const isLong = process.env["OSTRO_LONG"] === "1";
const most = isLong ? Infinity : 8;

const python = "/usr/bin/python3";
const script = fileURLToPath(new URL("inheritance/upstream_parser.py", import.meta.url));

const { status } = spawnSync(python, ["-c", "import mistral.lang.parser"], { stdio: "ignore" });
const missing = status === 0 ? undefined : "Mistral is not installed (Debian: apt-get install python3-mistral)";

interface Definition {
  readonly id: string;
  readonly text: string;
}

function definitionsOf(id: string, documents: readonly Parameters<Shelf["upload"]>[]): Definition[] {
  const shelf = new Shelf();
  return documents.flatMap((document) => {
    const { results } = shelf.upload(...document);
    const children = [...results.values()].filter(({ parents }) => parents.length > 0);
    const all = children.map((one) => ({ id: `${id}: ${one.name}`, text: renderDefinition(one) }));
    // Mistral 15 does not know how to skip a task; later ones do.
    return all.filter(({ text }) => !/^ *(publish-)?on-skip:/m.test(text));
  });
}

function recorded(): Definition[] {
  return readInheritanceCases().flatMap(({ id, documents }) =>
    definitionsOf(
      id,
      documents.map(({ text, namespace, isWorkbook }) => [text, { namespace, isWorkbook }] as const),
    ),
  );
}

function golden(): Definition[] {
  const folder = new URL("../core/inheritance/golden/", import.meta.url);
  const names = readdirSync(folder).filter((name) => /^[^.]+\.yaml$/.test(name));
  return names.flatMap((name) => definitionsOf(name, [[readFileSync(new URL(name, folder), "utf8")]]));
}

function random(): Definition[] {
  return sample(workflow, isLong ? 200 : 60).flatMap((base, i) => {
    const [first = {}, second = {}] = sample(diff, 2);
    const text = documentOf({ base, one: { extends: "base", ...first }, two: { extends: "one", ...second } });
    return definitionsOf(`random ${i}`, [[text]]);
  });
}

/** The error without the schema that Mistral prints below it. */
function firstLine(error: string | null): string | undefined {
  return error?.split("\n")[0];
}

function someOf(all: readonly Definition[]): Definition[] {
  const step = Math.max(1, all.length / most);
  return all.filter((_one, i) => Math.floor(i / step) > Math.floor((i - 1) / step));
}

describe("Mistral's own parser takes each complete form", () => {
  const sets = { recorded: someOf(recorded()), golden: someOf(golden()), random: someOf(random()) };
  const errors = new Map<string, string | null>();

  // Loading Mistral takes seconds: it is asked once for all.
  beforeAll(
    () => {
      if (missing !== undefined) return;
      const input = Object.values(sets)
        .flat()
        .map((one) => `${JSON.stringify(one)}\n`)
        .join("");
      const { stdout, status: end } = spawnSync(python, [script], { input, encoding: "utf8", maxBuffer: 1e9 });
      expect(end).toBe(0);
      for (const line of stdout.trim().split("\n")) {
        const { id, error } = JSON.parse(line) as { id: string; error: string | null };
        errors.set(id, errors.get(id) ?? error);
      }
    },
    isLong ? 1_200_000 : 120_000,
  );

  test.for<[string, Definition[]]>([
    ["of the recorded cases", sets.recorded],
    ["of the worked examples", sets.golden],
    ["of random families", sets.random],
  ])("%s", ([, asked], context) => {
    if (missing !== undefined) context.skip(missing);
    expect(asked.length).toBeGreaterThan(5);
    const refused = asked.map(({ id }) => [id, errors.has(id) ? firstLine(errors.get(id) ?? null) : "no answer"]);
    expect(refused.filter(([, error]) => error !== undefined)).toEqual([]);
  });
});
