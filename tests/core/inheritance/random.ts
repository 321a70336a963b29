import fc from "fast-check";
import type { Json, JsonMap } from "../../../src/core/base/index.ts";
import { renderYaml } from "../../../src/core/language/index.ts";

const names = ["a", "b", "c", "d", "e"];
const more = ["n", "o"];
const guards = ["<% $.x %>", "<% not $.x %>", "{{ _.y }}"];

const entry = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Json>(...names) },
  { weight: 1, arbitrary: fc.constantFrom<Json>("fail", "noop") },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...names), fc.constantFrom(...guards))
      .map(([name, guard]): Json => ({ [name]: guard })),
  },
);

const next = fc.uniqueArray(entry, { minLength: 1, maxLength: 3, selector: (value) => JSON.stringify(value) });
const data = fc.constantFrom<Json>(1, "text", null, [1, { deep: true }], "<% $.x %>");
const variables = fc.dictionary(fc.constantFrom("x", "y", "z"), data, { minKeys: 1, maxKeys: 2 });

const clause: fc.Arbitrary<Json> = fc.oneof(
  { weight: 3, arbitrary: next as fc.Arbitrary<Json> },
  { weight: 1, arbitrary: fc.record({ publish: fc.record({ branch: variables }), next }) as fc.Arbitrary<Json> },
);

/** The attributes of a task without connections, none of them required. */
const plainAttributes = {
  timeout: fc.constantFrom<Json>(1, 2, "<% $.t %>"),
  tags: fc.uniqueArray(fc.constantFrom("one", "two", "three"), { minLength: 1, maxLength: 2 }) as fc.Arbitrary<Json>,
  input: variables as fc.Arbitrary<Json>,
  publish: variables as fc.Arbitrary<Json>,
  retry: fc.constantFrom<Json>("count=1 delay=2", { count: 3, delay: 4 }),
  description: fc.constantFrom<Json>("one", "two"),
};

const attributes = { ...plainAttributes, "on-success": clause, "on-error": clause, "on-complete": clause };

const task = fc.record(
  { action: fc.constantFrom<Json>("std.noop", "m.y k=1", "m.z"), ...attributes },
  { requiredKeys: ["action"] },
);

/** The body of a workflow; not every one is valid. */
export const workflow: fc.Arbitrary<JsonMap> = fc.record(
  {
    description: fc.constant<Json>("text"),
    input: fc.constantFrom<Json>(["i"], [{ i: 1 }, "j"]),
    output: variables as fc.Arbitrary<Json>,
    vars: variables as fc.Arbitrary<Json>,
    tasks: fc
      .tuple(...names.map((name, index) => task.map((body) => [name, forward(body, index)] as const)))
      .map((entries): Json => Object.fromEntries<Json>(entries)),
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

const patchNext = fc.tuple(next, fc.boolean()).map(([list, isSuper]): Json => (isSuper ? ["super", ...list] : list));
const patch = fc.record(
  {
    ...plainAttributes,
    action: fc.constantFrom<Json>("m.q", "m.y k=2"),
    "on-success": patchNext,
    "on-error": patchNext,
  },
  { requiredKeys: [] },
);

const removable = ["vars.x", "output.y", "tasks.a.on-success", "tasks.b.timeout", "tasks.*.tags", "tasks.e", "input.i"];

const anchor = fc.oneof(
  { weight: 3, arbitrary: fc.record({ before: fc.constantFrom<Json>(...names) }) as fc.Arbitrary<JsonMap> },
  { weight: 3, arbitrary: fc.record({ after: fc.constantFrom<Json>(...names) }) as fc.Arbitrary<JsonMap> },
  { weight: 2, arbitrary: fc.constant<JsonMap>({}) },
  { weight: 1, arbitrary: fc.constant<JsonMap>({ after: "a", before: "b" }) },
);

const sections: readonly fc.Arbitrary<JsonMap>[] = [
  fc.record({ remove: fc.constantFrom(...removable).map((path): Json => [path]) }),
  fc.record({
    override: fc.dictionary(
      fc.constantFrom(...names),
      patch.filter((body) => Object.keys(body).length > 0),
      { minKeys: 1, maxKeys: 2 },
    ) as fc.Arbitrary<Json>,
  }),
  fc.record({
    tasks: fc.dictionary(
      fc.constantFrom(...more),
      anchor.map((place): Json => ({ action: "std.noop", ...place })),
      { minKeys: 1, maxKeys: 2 },
    ) as fc.Arbitrary<Json>,
  }),
  fc.record({ description: fc.constant<Json>("other"), vars: variables as fc.Arbitrary<Json> }),
];

/** The diff of a child, without `extends`, in one or two sections; some are refused. */
export const diff: fc.Arbitrary<JsonMap> = fc
  .tuple(fc.oneof(...sections), fc.oneof(fc.constant<JsonMap>({}), ...sections))
  .map(([one, other]) => ({ conforms: "none", ...one, ...other }));

/** A document of workflows. */
export function documentOf(workflows: JsonMap): string {
  return renderYaml({ version: "2.0", ...workflows });
}
