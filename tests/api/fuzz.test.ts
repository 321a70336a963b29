import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startService, type TestService } from "./service.ts";

let service: TestService;
let paths: string[] = [];
const known: string[] = [];

beforeAll(async () => {
  service = await startService({ mayDeleteActionExecutions: true });
  const { app, settle } = service;
  paths = Object.keys(app.swagger().paths ?? {});
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
  await settle();
  for (const list of ["workflows", "tasks", "action_executions"]) {
    const found = (await app.inject({ method: "GET", url: `/v2/${list}` })).json<Record<string, { id: string }[]>>();
    known.push(...(found[list] ?? []).map(({ id }) => id));
  }
});

afterAll(() => service.close());

const names = [
  "name",
  "limit",
  "marker",
  "sort_keys",
  "sort_dirs",
  "fields",
  "tags",
  "state",
  "created_at",
  "updated_at",
];
const more = ["nulls", "params", "input", "output", "variables", "scope", "namespace", "project_id", "all_projects"];
const views = [
  "include_output",
  "max_depth",
  "errors_only",
  "force",
  "dry_run",
  "on_break",
  "revision",
  "against",
  "level",
];
const parameter = fc.oneof(fc.constantFrom(...names, ...more, ...views), fc.string());
const operator = fc.constantFrom("", "eq:", "neq:", "gt:", "gte:", "lt:", "lte:", "in:", "nin:", "has:", "frob:");
const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string(),
  fc.integer().map(String),
  fc.constantFrom(
    "id",
    "name",
    "created_at",
    "__proto__",
    "constructor",
    "\0",
    "%",
    "2026-11-24 10:00:00",
    "{}",
    "null",
  ),
  fc.constantFrom("RUNNING", "SUCCESS", "asc", "desc", "true", "private", "public", "-1", "99999999999999999999"),
);
const word = fc.oneof(
  { weight: 2, arbitrary: anyText },
  { weight: 3, arbitrary: fc.nat().map((n) => known[n % Math.max(1, known.length)] ?? "") },
  { weight: 3, arbitrary: fc.constantFrom("seed", "bad", "child", "loud", "std.echo", "validate", "nothing") },
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
  "frob",
];
const value = fc.oneof(word, fc.json(), fc.jsonValue(), fc.dictionary(word, fc.jsonValue(), { maxKeys: 3 }));
const body = fc.oneof(
  fc.constant(undefined),
  fc.string(),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  fc
    .dictionary(fc.oneof(fc.constantFrom(...members), fc.string()), value, { maxKeys: 4 })
    .map((map) => JSON.stringify(map)),
  fc.json(),
  fc.constantFrom(
    "version: '2.0'\nseed: {tasks: {t: {action: std.noop}}}\n",
    "version: '2.0'\nseed: {extends: child, tags: [x]}\n",
    "version: '2.0'\nx: {extends: [seed, bad], remove: [tasks]}\n",
    "version: '2.0'\nname: wb\nworkflows: {w: {extends: seed, description: d}}\n",
    "version: '2.0'\nloud: {base: std.noop}\n",
    "a: [",
  ),
);
const types = ["application/json", "text/plain", "application/xml", "application/x-www-form-urlencoded", "x/y", ""];
const accepts = [
  "*/*",
  "application/json",
  "text/html",
  "application/xml",
  "text/yaml",
  "image/png",
  ";;,q=",
  "application/*",
];

const request = fc.record({
  method: fc.constantFrom("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"),
  path: fc.nat(),
  parts: fc.array(word, { minLength: 3, maxLength: 3 }),
  query: fc.array(fc.tuple(parameter, operator, anyText), { maxLength: 4 }),
  type: fc.constantFrom(...types),
  accept: fc.constantFrom(...accepts),
  body,
});

test("no request makes the server fail, and no answer shows its inside", async () => {
  const runs = process.env["OSTRO_LONG"] === "1" ? 50_000 : 1500;
  await fc.assert(
    fc.asyncProperty(request, async ({ method, path, parts, query, type, accept, body: payload }) => {
      const [...left] = parts;
      const pattern = paths[path % paths.length] ?? "/";
      const url = pattern.replaceAll(/\{[^}]+\}/g, () =>
        encodeURIComponent((left.shift() ?? "x").toWellFormed() || "x"),
      );
      const search = new URLSearchParams(query.map(([name, op, text]): [string, string] => [name, op + text]));
      const answer = await service.app.inject({
        method: method as "GET",
        url: `${url}?${search}`,
        headers: { accept, ...(type === "" ? {} : { "content-type": type }) },
        ...(payload === undefined ? {} : { payload }),
      });
      expect([answer.statusCode < 500, answer.body]).toEqual([true, answer.body]);
      expect(answer.body).not.toMatch(/node_modules|\/src\/|\bat .*:\d+:\d+/);
    }),
    { numRuns: runs },
  );
});
