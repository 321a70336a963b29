import * as fc from "fast-check";
import type { Json, JsonMap } from "../../../../src/core/base/index.ts";

/** The guards that random workflows use; their values are inputs of the same name. */
export const guardNames = ["g", "h"] as const;

const clauses = ["on-success", "on-error", "on-complete"] as const;
const commands = ["fail", "succeed", "noop", "pause"] as const;

export interface Shape {
  readonly tasks: number;
  /** Whether arrows may lead back. */
  readonly hasLoops: boolean;
  readonly hasDefaults: boolean;
}

/** The body of a direct workflow of the shape; not every one is valid. */
export function randomFlow({ tasks, hasLoops, hasDefaults }: Shape): fc.Arbitrary<JsonMap> {
  const names = Array.from({ length: tasks }, (_, index) => String.fromCharCode(97 + index));
  const bodies = names.map((name, index) =>
    taskBody(hasLoops ? names : names.slice(index + 1), index === 0).map((body) => [name, body] as const),
  );
  const defaults = hasDefaults ? fc.option(clausesTo(names.slice(-2), 2), { freq: 2 }) : fc.constant(null);
  return fc.tuple(fc.tuple(...bodies), defaults).map(([entries, byDefault]) => ({
    input: guardNames.map((name): Json => ({ [name]: false })),
    ...(byDefault === null || Object.keys(byDefault).length === 0 ? {} : { "task-defaults": byDefault }),
    tasks: withPossibleJoins(entries, byDefault ?? {}),
  }));
}

/** Leaves out joins for which too few tasks are led from. */
function withPossibleJoins(entries: readonly (readonly [string, JsonMap])[], byDefault: JsonMap): JsonMap {
  const leads = (body: JsonMap, to: string): boolean =>
    clauses.some((clause) => JSON.stringify(body[clause] ?? byDefault[clause] ?? []).includes(`"${to}"`));
  const isPossible = (name: string, join: Json): boolean => {
    const sources = entries.filter(([other, body]) => other !== name && leads(body, name)).length;
    return sources >= (typeof join === "number" ? join : 1);
  };
  return Object.fromEntries<Json>(
    entries.map(([name, { join = null, ...body }]) => [
      name,
      isPossible(name, join) && join !== null ? { join, ...body } : body,
    ]),
  );
}

function taskBody(targets: readonly string[], isFirst: boolean): fc.Arbitrary<JsonMap> {
  const join = isFirst
    ? fc.constant<Json>(null)
    : fc.oneof(
        { weight: 5, arbitrary: fc.constant<Json>(null) },
        { weight: 4, arbitrary: fc.constantFrom<Json>("all", "all", "one", 2) },
      );
  return fc.tuple(join, clausesTo(targets, 3)).map(([wanted, next]) => ({
    action: "std.async_noop",
    ...(wanted === null ? {} : { join: wanted }),
    ...next,
  }));
}

function clausesTo(targets: readonly string[], most: number): fc.Arbitrary<JsonMap> {
  const target = fc.oneof(
    { weight: 9, arbitrary: targets.length === 0 ? fc.constant("noop") : fc.constantFrom(...targets) },
    { weight: 1, arbitrary: fc.constantFrom<string>(...commands) },
  );
  const guard = fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(...guardNames.flatMap((name) => [`<% $.${name} %>`, `<% not $.${name} %>`])),
    },
  );
  const entry = fc.tuple(target, guard).map(([to, when]): Json => (when === undefined ? to : { [to]: when }));
  const clause = fc.tuple(
    fc.constantFrom("on-success", ...clauses),
    fc.uniqueArray(entry, { minLength: 1, maxLength: 3, selector: (one) => JSON.stringify(one) }),
  );
  return fc.array(clause, { maxLength: most }).map((list) => Object.fromEntries<Json>(list));
}
