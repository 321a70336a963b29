import * as fc from "fast-check";
import type { Json, JsonMap } from "../../../../src/core/base/index.ts";
import { isList, isMap } from "../../../../src/core/base/index.ts";
import { guardNames } from "./random-flow.ts";

const fresh = ["x", "y", "z"] as const;
const clauses = ["on-success", "on-error", "on-complete"] as const;

/** The diff of a child: one to three edits of the kinds that are known to keep behaviour, and others. */
export function randomEdits(parent: JsonMap): fc.Arbitrary<JsonMap> {
  const body = parent["tasks"];
  const names = body !== undefined && isMap(body) ? Object.keys(body) : [];
  const old = fc.constantFrom(...names);
  const guard = fc.option(
    fc.constantFrom(...guardNames.map((name) => `<% $.${name} %>`), "<% $.n %>", "<% not $.n %>"),
    {
      freq: 2,
    },
  );
  const entry = fc
    .tuple(
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom<string>(...fresh) },
        { weight: 1, arbitrary: old },
        { weight: 1, arbitrary: fc.constantFrom("fail", "noop") },
      ),
      guard,
    )
    .map(([to, when]): Json => (when === null ? to : { [to]: when }));
  const clause = fc.constantFrom(...clauses);
  const insertion = fc
    .tuple(fc.constantFrom(...fresh), fc.constantFrom("before", "after", "both"), old, old)
    .map(([name, place, one, other]): JsonMap => ({
      tasks: {
        [name]: {
          action: "std.async_noop",
          ...(place === "before" ? {} : { after: one }),
          ...(place === "after" ? {} : { before: other }),
        },
      },
    }));
  const addition = fc
    .tuple(
      old,
      clause,
      fc.uniqueArray(entry, { minLength: 1, maxLength: 2, selector: (one) => JSON.stringify(one) }),
      fc.boolean(),
    )
    .map(([name, where, list, isFirst]): JsonMap => ({
      override: { [name]: { [where]: isFirst ? [...list, "super"] : ["super", ...list] } },
    }));
  const group = fc
    .tuple(
      fc.constantFrom(...fresh),
      fc.uniqueArray(entry, { maxLength: 2, selector: (one) => JSON.stringify(one) }),
      clause,
      fc.option(fc.constantFrom<Json>("all", "one"), { freq: 1 }),
    )
    .map(([name, list, where, join]): JsonMap => ({
      tasks: {
        [name]: {
          action: "std.async_noop",
          ...(list.length === 0 ? {} : { [where]: list }),
          ...(join === null ? {} : { join }),
        },
      },
    }));
  const defaults = fc
    .tuple(clause, fc.array(entry, { minLength: 1, maxLength: 1 }))
    .map(([where, list]): JsonMap => ({ "task-defaults": { [where]: list } }));
  const data = old.map((name): JsonMap => ({ override: { [name]: { timeout: 3 } } }));
  const one = fc.oneof(
    { weight: 6, arbitrary: insertion },
    { weight: 3, arbitrary: fc.tuple(addition, group).map(([a, b]) => merge(a, b)) },
    { weight: 2, arbitrary: addition },
    { weight: 2, arbitrary: group },
    { weight: 1, arbitrary: defaults },
    { weight: 1, arbitrary: data },
  );
  return fc
    .array(one, { minLength: 1, maxLength: 3 })
    .map((edits) => withTargets(edits.reduce(merge, { conforms: "none" })));
}

/** Adds the new tasks that something leads to and nobody defines. */
function withTargets(diff: JsonMap): JsonMap {
  const text = JSON.stringify(diff);
  const missing = fresh
    .filter((name) => text.includes(`"${name}"`))
    .map((name): [string, Json] => [name, { action: "std.async_noop" }]);
  return missing.length === 0 ? diff : merge({ tasks: Object.fromEntries<Json>(missing) }, diff);
}

function merge(a: JsonMap, b: JsonMap): JsonMap {
  const result: Record<string, Json> = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const known = result[key];
    const areMaps = known !== undefined && isMap(known) && isMap(value);
    result[key] = areMaps && !isList(value) ? merge(known, value) : value;
  }
  return result;
}
