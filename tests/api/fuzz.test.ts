import {
  array,
  assert,
  asyncProperty,
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
  uint8Array,
} from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Policy } from "../../src/api/index.ts";
import { startPostgres, type PostgresServer } from "../postgres-server.ts";
import { startService, type TestService } from "./service.ts";

/** What may be called: each method of each path, with the names of its parameters in the query. */
let calls: { readonly method: string; readonly path: string; readonly query: readonly string[] }[] = [];
const known: string[] = [];

/** Fills a service with something to ask for. */
async function fill(service: TestService): Promise<void> {
  const { app } = service;
  const described = app.swagger().paths as Readonly<Record<string, object>> | undefined;
  calls = Object.entries(described ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, call]) => ({ method, path, query: queryOf(call) })),
  );
  const text = { "content-type": "text/plain" };
  const definitions = `
version: '2.0'
seed:
  input: [a: 1]
  tasks:
    t1: {action: std.echo output=<% $.a %>, on-success: t2}
    t2: {action: std.async_noop}
bad: {tasks: {t: {action: std.fail}}}
child: {extends: seed, override: {t1: {timeout: 3}}}
`;
  await app.inject({ method: "POST", url: "/v2/workflows", headers: text, payload: definitions });
  const action = "version: '2.0'\nloud: {base: std.echo, base-input: {output: 1}}\n";
  await app.inject({ method: "POST", url: "/v2/actions", headers: text, payload: action });
  for (const name of ["seed", "bad", "child"]) {
    const payload = { workflow_name: name };
    const { id } = (await app.inject({ method: "POST", url: "/v2/executions", payload })).json<{ id: string }>();
    known.push(id);
  }
  await service.settle();
  const cron = { name: "daily", workflow_name: "seed", pattern: "0 0 * * *" };
  await app.inject({ method: "POST", url: "/v2/cron_triggers", payload: cron });
  for (const list of ["workflows", "tasks", "action_executions", "cron_triggers"]) {
    const found = (await app.inject({ method: "GET", url: `/v2/${list}` })).json<Record<string, { id: string }[]>>();
    known.push(...(found[list] ?? []).map(({ id }) => id));
  }
}

function queryOf(call: unknown): string[] {
  const { parameters = [] } = call as {
    readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  };
  return parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name);
}

const operator = constantFrom("", "eq:", "neq:", "gt:", "gte:", "lt:", "lte:", "in:", "nin:", "has:", "frob:");
const anyText = oneof(
  anyString({ unit: "binary" }),
  anyString(),
  integer().map(String),
  constantFrom("id", "name", "created_at", "__proto__", "constructor", "\0", "%", "2026-11-24 10:00:00", "{}", "null"),
  constantFrom("RUNNING", "SUCCESS", "asc", "desc", "true", "private", "public", "-1", "99999999999999999999"),
);
const word = oneof(
  { weight: 2, arbitrary: anyText },
  { weight: 3, arbitrary: nat().map((n) => known[n % Math.max(1, known.length)] ?? "") },
  { weight: 3, arbitrary: constantFrom("seed", "bad", "child", "loud", "std.echo", "daily", "* * * * *", "nothing") },
);
const members = [
  "name",
  "description",
  "variables",
  "scope",
  "id",
  "workflow_name",
  "workflow_id",
  "input",
  "params",
  "state",
  "state_info",
  "output",
  "reset",
  "env",
  "tags",
  "source_execution_id",
  "parents",
  "workflow_namespace",
  "workflow_input",
  "workflow_params",
  "pattern",
  "first_execution_time",
  "remaining_executions",
  "exchange",
  "topic",
  "event",
  "member_id",
  "status",
  "class_name",
  "code_source_name",
  "frob",
];
const value = oneof(word, json(), jsonValue(), dictionary(word, jsonValue(), { maxKeys: 3 }));
const body = oneof(
  constant(undefined),
  anyString(),
  uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  dictionary(oneof(constantFrom(...members), anyString()), value, { maxKeys: 4 }).map((map) => JSON.stringify(map)),
  json(),
  constantFrom(
    "version: '2.0'\nseed: {tasks: {t: {action: std.noop}}}\n",
    "version: '2.0'\nseed: {extends: child, tags: [x]}\n",
    "version: '2.0'\nx: {extends: [seed, bad], remove: [tasks]}\n",
    "version: '2.0'\nname: wb\nworkflows: {w: {extends: seed, description: d}}\n",
    "version: '2.0'\nloud: {base: std.noop}\n",
    "a: [",
  ),
);
const rarely = <T>(usual: T, ...others: T[]) =>
  oneof({ weight: 6, arbitrary: constant(usual) }, { weight: 1, arbitrary: constantFrom(usual, ...others) });

const request = record({
  call: nat(),
  method: rarely("", "GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"),
  parts: array(word, { minLength: 3, maxLength: 3 }),
  query: array(tuple(nat(), rarely("", "frob", "\0", "__proto__"), operator, anyText), { maxLength: 3 }),
  type: rarely("application/json", "text/plain", "application/xml", "application/x-www-form-urlencoded", "x/y", ""),
  accept: rarely("*/*", "application/json", "text/html", "application/xml", "text/yaml", "image/png", ";;,q="),
  body,
});

/** An admin may do all but bring the service to rest. */
const awake = Policy.read("maintenance:update: '!'", "policy.yaml");

describe.each([
  ["SQLite", 1500],
  ["PostgreSQL", 400],
])("on %s", (database, shortRuns) => {
  let postgres: PostgresServer | undefined;
  let service: TestService;

  beforeAll(async () => {
    postgres = database === "PostgreSQL" ? await startPostgres() : undefined;
    const url = postgres === undefined ? {} : { database: postgres.url };
    const admin = { project: "p", user: "u", roles: ["admin"] };
    const access = postgres === undefined ? { authenticate: () => admin, policy: awake } : {};
    service = await startService({ mayDeleteActionExecutions: true, ...url, ...access });
    await fill(service);
  });

  afterAll(async () => {
    await service.close();
    await postgres?.stop();
  });

  test("no request makes the server fail, and no answer shows its inside", async () => {
    const runs = process.env["OSTRO_LONG"] === "1" ? 25_000 : shortRuns;
    await assert(
      asyncProperty(request, async ({ call, method, parts, query, type, accept, body: payload }) => {
        const asked = calls[call % calls.length];
        if (asked === undefined) throw new Error("the description of the interface is empty");
        const [...left] = parts;
        const part = (): string => encodeURIComponent((left.shift() ?? "x").toWellFormed() || "x");
        const url = asked.path.replaceAll(/\{[^}]+\}/g, part);
        const search = new URLSearchParams(
          query.map(([place, other, op, text]): [string, string] => [
            other || (asked.query[place % asked.query.length] ?? "frob"),
            op + text,
          ]),
        );
        const answer = await service.app.inject({
          method: (method || asked.method.toUpperCase()) as "GET",
          url: query.length === 0 ? url : `${url}?${search.toString()}`,
          headers: { accept, ...(type === "" ? {} : { "content-type": type }) },
          ...(payload === undefined ? {} : { payload }),
        });
        expect([answer.statusCode < 500, answer.body]).toEqual([true, answer.body]);
        expect(answer.body).not.toMatch(/node_modules|\/src\/|\bat .*:\d+:\d+/);
      }),
      { numRuns: runs },
    );
  });
});
