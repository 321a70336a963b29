import { expect } from "vitest";
import { isList, type Json, type JsonMap } from "../../../src/core/base/index.ts";
import { map, maps, text } from "../inheritance-case.ts";
import type { Answer } from "../workflows/rest/service.ts";
import { comparable } from "./comparable.ts";
import { inheritanceIn, type Hierarchy } from "./hierarchy.ts";

/** Compares what a step was answered, and what is there after it. */
export async function checkStep(wanted: JsonMap, answer: Answer | undefined, hierarchy: Hierarchy): Promise<void> {
  if (answer !== undefined) checkAnswer(wanted, answer);
  for (const name of list(wanted["missing"])) {
    expect(await hierarchy.find(text(name))).toBeUndefined();
  }
  for (const [name, members] of entries(wanted["after"])) {
    const found = await hierarchy.get(name);
    expect({ name, ...pick(found, map(members)) }).toEqual({ name, ...map(members) });
  }
  for (const [name, code] of entries(wanted["stale_error"])) {
    expect(map((await hierarchy.get(name))["inheritance_error"])["code"]).toBe(code);
  }
  for (const [name, expected] of entries(wanted["flattened"])) await checkFlattened(hierarchy, name, map(expected));
  for (const [name, revisions] of entries(wanted["flattened_at"])) {
    for (const [number, expected] of entries(revisions)) await checkFlattened(hierarchy, name, map(expected), number);
  }
  for (const [name, parents] of entries(wanted["extends"])) {
    const found = maps((await hierarchy.get(name))["extends"]);
    expect(maps(parents).map((parent, i) => pick(found[i] ?? {}, parent))).toEqual(parents);
  }
  for (const [name, numbers] of entries(wanted["revisions"])) {
    const rows = maps((await hierarchy.view(name, "revisions"))["revisions"]);
    expect(rows.map((row) => Number(row["revision"])).toSorted((a, b) => a - b)).toEqual(numbers);
  }
  for (const [name, rows] of entries(wanted["ancestors"])) {
    expect(relatives((await hierarchy.view(name, "ancestors"))["ancestors"])).toEqual(relatives(rows));
  }
  for (const [name, rows] of entries(wanted["descendants"])) {
    const found = await hierarchy.view(name, "descendants?recursive=true");
    expect(relatives(found["descendants"])).toEqual(relatives(rows));
  }
}

function checkAnswer(wanted: JsonMap, answer: Answer): void {
  const { status, body } = answer;
  expect({ status, body }).toMatchObject({ status: wanted["status"] ?? status });
  const error = map(wanted["error"]);
  const inheritance = inheritanceIn(answer);
  const { errors, ...members } = error;
  expect(pick(inheritance, members)).toEqual(members);
  if (errors !== undefined) expect(maps(inheritance["errors"])).toMatchObject(maps(errors));
  const report = status < 400 ? map(body) : map(inheritance["impact"]);
  const counts = map(wanted["impact"]);
  expect(pick(map(report["descendants"]), counts)).toEqual(counts);
  const items = maps(report["items"]);
  for (const item of maps(wanted["items"])) {
    const found = items.find(({ name, depth }) => name === item["name"] && depth === item["depth"]);
    expect(found).toMatchObject(item);
  }
  const codes = maps(map(body)["warnings"]).map(({ code }) => code);
  if (wanted["warnings"] !== undefined) expect(new Set(codes)).toEqual(new Set(list(wanted["warnings"])));
}

/** The text and the data of a complete form must both be the expected one. */
export async function checkFlattened(
  hierarchy: Hierarchy,
  name: string,
  expected: JsonMap,
  revision?: string,
  isOrdered = true,
): Promise<void> {
  const { written, spec } = await hierarchy.flattened(name, revision);
  const wanted = comparable(expected, isOrdered);
  expect(comparable(written, isOrdered)).toEqual(wanted);
  expect(comparable(spec, isOrdered)).toEqual(wanted);
}

function list(value: Json | undefined): readonly Json[] {
  return value !== undefined && isList(value) ? value : [];
}

function entries(value: Json | undefined): [string, Json][] {
  return Object.entries(map(value));
}

/** The members of a map that another one has. */
function pick(from: JsonMap, like: JsonMap): JsonMap {
  return Object.fromEntries(Object.keys(like).map((key) => [key, from[key] ?? null]));
}

function relatives(rows: Json | undefined): JsonMap[] {
  return maps(rows)
    .map(({ name = null, depth = null }) => ({ name, depth }))
    .toSorted((a, b) => Number(a.depth) - Number(b.depth) || (text(a.name) < text(b.name) ? -1 : 1));
}
