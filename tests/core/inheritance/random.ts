import { boolean, constant, constantFrom, dictionary, oneof, record, tuple, uniqueArray } from "fast-check";
import type { Arbitrary } from "fast-check";
import type { Json, JsonMap } from "../../../src/core/base/index.ts";
import { renderYaml } from "../../../src/core/language/index.ts";

const names = ["a", "b", "c", "d", "e"];
const more = ["n", "o"];
const guards = ["<% $.x %>", "<% not $.x %>", "{{ _.y }}"];

const entry = oneof(
  { weight: 4, arbitrary: constantFrom<Json>(...names) },
  { weight: 1, arbitrary: constantFrom<Json>("fail", "noop") },
  {
    weight: 2,
    arbitrary: tuple(constantFrom(...names), constantFrom(...guards)).map(([name, guard]): Json => ({ [name]: guard })),
  },
);

const next = uniqueArray(entry, { minLength: 1, maxLength: 3, selector: (value) => JSON.stringify(value) });
const data = constantFrom<Json>(1, "text", null, [1, { deep: true }], "<% $.x %>");
const variables = dictionary(constantFrom("x", "y", "z"), data, { minKeys: 1, maxKeys: 2 });

const clause: Arbitrary<Json> = oneof(
  { weight: 3, arbitrary: next },
  { weight: 1, arbitrary: record({ publish: record({ branch: variables }), next }) },
);

/** The attributes of a task without connections, none of them required. */
const plainAttributes = {
  timeout: constantFrom<Json>(1, 2, "<% $.t %>"),
  tags: uniqueArray(constantFrom("one", "two", "three"), { minLength: 1, maxLength: 2 }),
  input: variables,
  publish: variables,
  retry: constantFrom<Json>("count=1 delay=2", { count: 3, delay: 4 }),
  description: constantFrom<Json>("one", "two"),
};

const attributes = { ...plainAttributes, "on-success": clause, "on-error": clause, "on-complete": clause };

const task = record(
  { action: constantFrom<Json>("std.noop", "m.y k=1", "m.z"), ...attributes },
  { requiredKeys: ["action"] },
);

/** The body of a workflow; not every one is valid. */
export const workflow: Arbitrary<JsonMap> = record(
  {
    description: constant<Json>("text"),
    input: constantFrom<Json>(["i"], [{ i: 1 }, "j"]),
    output: variables,
    vars: variables,
    tasks: tuple(...names.map((name, index) => task.map((body) => [name, forward(body, index)] as const))).map(
      (entries): Json => Object.fromEntries<Json>(entries),
    ),
  },
  { requiredKeys: ["tasks"] },
);

/** Keeps the arrows that lead forward, so that most workflows have a beginning. */
function forward(body: JsonMap, index: number): JsonMap {
  const isKept = (item: Json): boolean => {
    const target = typeof item === "string" ? item : Object.keys(item ?? {})[0];
    return !names.includes(target ?? "") || names.indexOf(target ?? "") > index;
  };
  const fields = Object.entries(body).flatMap(([key, value]): [string, Json][] => {
    if (!key.startsWith("on-")) return [[key, value]];
    const list = Array.isArray(value) ? value.filter(isKept) : [];
    return list.length === 0 ? [] : [[key, list]];
  });
  return Object.fromEntries(fields);
}

const patchNext = tuple(next, boolean()).map(([list, isSuper]): Json => (isSuper ? ["super", ...list] : list));
const patch = record(
  {
    ...plainAttributes,
    action: constantFrom<Json>("m.q", "m.y k=2"),
    "on-success": patchNext,
    "on-error": patchNext,
  },
  { requiredKeys: [] },
);

const removable = ["vars.x", "output.y", "tasks.a.on-success", "tasks.b.timeout", "tasks.*.tags", "tasks.e", "input.i"];

const anchor = oneof(
  { weight: 3, arbitrary: record({ before: constantFrom<Json>(...names) }) },
  { weight: 3, arbitrary: record({ after: constantFrom<Json>(...names) }) },
  { weight: 2, arbitrary: constant<JsonMap>({}) },
  { weight: 1, arbitrary: constant<JsonMap>({ after: "a", before: "b" }) },
);

const sections: readonly Arbitrary<JsonMap>[] = [
  record({ remove: constantFrom(...removable).map((path): Json => [path]) }),
  record({
    override: dictionary(
      constantFrom(...names),
      patch.filter((body) => Object.keys(body).length > 0),
      { minKeys: 1, maxKeys: 2 },
    ),
  }),
  record({
    tasks: dictionary(
      constantFrom(...more),
      anchor.map((place): Json => ({ action: "std.noop", ...place })),
      { minKeys: 1, maxKeys: 2 },
    ),
  }),
  record({ description: constant<Json>("other"), vars: variables }),
];

/** The diff of a child, without `extends`, in one or two sections; some are refused. */
export const diff: Arbitrary<JsonMap> = tuple(oneof(...sections), oneof(constant<JsonMap>({}), ...sections)).map(
  ([one, other]) => ({ conforms: "none", ...one, ...other }),
);

/** A document of workflows. */
export function documentOf(workflows: JsonMap): string {
  return renderYaml({ version: "2.0", ...workflows });
}
