import {
  constant,
  constantFrom,
  dictionary,
  integer,
  json,
  jsonValue,
  nat,
  oneof,
  record,
  string as anyString,
  tuple,
  type Arbitrary,
} from "fast-check";
import { placeholder, type Kind } from "./known.ts";

const anyText = oneof(
  anyString({ unit: "binary" }),
  anyString(),
  integer().map(String),
  constantFrom("id", "name", "created_at", "__proto__", "constructor", "\0", "%", "2026-11-24 10:00:00", "{}", "null"),
  constantFrom("RUNNING", "SUCCESS", "asc", "desc", "true", "private", "public", "-1", "99999999999999999999"),
);
const kind = constantFrom<Kind>("workflows", "actions", "environments", "executions", "tasks", "cron_triggers");
export const word = oneof(
  { weight: 2, arbitrary: anyText },
  { weight: 3, arbitrary: tuple(kind, nat()).map(([of, place]) => placeholder(of, place)) },
  { weight: 3, arbitrary: constantFrom("seed", "bad", "child", "loud", "std.echo", "daily", "* * * * *", "nothing") },
);
export const anyValue = oneof(word, json(), jsonValue(), dictionary(word, jsonValue(), { maxKeys: 3 }));

/** One in `times` is another one. */
export function rarely<T>(times: number, usual: T, ...others: T[]): Arbitrary<T> {
  return oneof(
    { weight: times - 1, arbitrary: constant(usual) },
    { weight: 1, arbitrary: constantFrom(usual, ...others) },
  );
}

/** Mostly what is expected, at times anything. */
export function mostly<T>(expected: Arbitrary<T>): Arbitrary<unknown> {
  return oneof({ weight: 14, arbitrary: expected }, { weight: 1, arbitrary: anyValue });
}

export function one(of: Kind): Arbitrary<string> {
  return nat().map((place) => placeholder(of, place));
}

export type Members = Readonly<Record<string, Arbitrary<unknown>>>;

/** An object as a resource wants it, but for a member here and there. */
export function nearly(needed: Members, more: Members = {}): Arbitrary<string> {
  const members = Object.entries({ ...needed, ...more }).map(([name, value]) => [name, mostly(value)] as const);
  const usual = record<Record<string, unknown>>(Object.fromEntries(members), { requiredKeys: Object.keys(needed) });
  const strange = dictionary(oneof(constantFrom("id", "state", "tags", "project_id", "frob"), anyString()), anyValue, {
    maxKeys: 2,
  });
  return tuple(usual, strange, rarely(10, false, true)).map(([own, other, isStrange]) => {
    return JSON.stringify(isStrange ? { ...own, ...other } : own);
  });
}
