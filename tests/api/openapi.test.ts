import { readFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startService, type TestService } from "./service.ts";

interface Described {
  readonly operationId?: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: object;
  readonly responses?: Readonly<Record<string, { readonly content?: Readonly<Record<string, { schema?: object }>> }>>;
}

type Paths = Readonly<Record<string, Readonly<Record<string, Described>>>>;

let service: TestService;
let document: Record<string, unknown>;
let calls: { readonly name: string; readonly path: string; readonly method: string; readonly call: Described }[];

beforeAll(async () => {
  service = await startService();
  const answer = await service.app.inject({ method: "GET", url: "/openapi.json" });
  document = answer.json();
  calls = Object.entries(document["paths"] as Paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, call]) => ({ name: `${method} ${path}`, path, method, call })),
  );
});

afterAll(() => service.close());

/** Calls that take no body although their method usually does. */
const withoutBody = new Set(["post /v2/workers"]);

describe("the description of the interface", () => {
  it("is OpenAPI 3.1", async () => {
    const { valid, errors } = await new Validator().validate(document);
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
    expect(document["openapi"]).toBe("3.1.0");
  });

  it("names every call that Mistral answers", () => {
    const { entries } = JSON.parse(readFileSync(new URL("golden/rest.json", import.meta.url), "utf8")) as {
      readonly entries: readonly { readonly method: string; readonly path: string; readonly status: number }[];
    };
    const patterns = calls.map(({ method, path }) => ({
      method: method.toUpperCase(),
      pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}/?$`),
    }));
    const missing = entries
      .filter(
        ({ method, path, status }) =>
          status < 300 && path.startsWith("/v2/") && method !== "OPTIONS" && path !== "/v2/",
      )
      .map(({ method, path }) => ({ method, path: path.split("?")[0] ?? "" }))
      .filter(({ method, path }) => !patterns.some((one) => one.method === method && one.pattern.test(path)))
      .map(({ method, path }) => `${method} ${path}`);
    expect([...new Set(missing)]).toEqual([]);
    expect(calls.length).toBeGreaterThan(100);
  });

  it("says of every call what it is for, what it takes and what it answers", () => {
    const faults = calls.flatMap(({ name, path, method, call }) => {
      const { operationId, summary, tags = [], parameters = [], requestBody, responses = {} } = call;
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, part]) => part);
      const described = parameters.filter((parameter) => parameter.in === "path").map((parameter) => parameter.name);
      const success = Object.entries(responses).find(([status]) => status.startsWith("2"));
      const [status, answer] = success ?? [];
      const schema = Object.values(answer?.content ?? {})[0]?.schema ?? {};
      const needsBody = (method === "post" || method === "put") && !withoutBody.has(name);
      return [
        ...(operationId === undefined || summary === undefined ? [`${name}: no name or summary`] : []),
        ...(tags.length === 1 ? [] : [`${name}: not one tag`]),
        ...(inPath.join() === described.toSorted((a, b) => inPath.indexOf(a) - inPath.indexOf(b)).join()
          ? []
          : [`${name}: parts of the path`]),
        ...(needsBody === (requestBody !== undefined) ? [] : [`${name}: the body`]),
        ...(status === "204" || Object.keys(schema).length > 0 || path === "/info" ? [] : [`${name}: the answer`]),
        ...(responses["4XX"] !== undefined || path.endsWith("z") ? [] : [`${name}: its faults`]),
      ];
    });
    expect(faults).toEqual([]);
  });

  it("gives each call a name of its own, and a tag that is explained", () => {
    const names = calls.map(({ call }) => call.operationId);
    expect(new Set(names).size).toBe(names.length);
    const explained = new Set((document["tags"] as { name: string }[]).map(({ name }) => name));
    const used = new Set(calls.flatMap(({ call }) => call.tags ?? []));
    expect([...used].filter((tag) => !explained.has(tag))).toEqual([]);
  });

  it("describes lists with their filters", () => {
    const list = calls.find(({ name }) => name === "get /v2/cron_triggers");
    const names = list?.call.parameters?.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(["limit", "marker", "sort_keys", "fields", "pattern", "all_projects"]),
    );
  });
});

it("is shown to people with every call, and loads nothing from anywhere", async () => {
  const { statusCode, headers, body } = await service.app.inject({ method: "GET", url: "/openapi" });
  expect([statusCode, headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
  expect(headers["content-security-policy"]).toContain("default-src 'none'");
  const missing = calls.filter(({ call, path }) => {
    return !body.includes(`<details id="${call.operationId ?? ""}">`) || !body.includes(`<code>${path}</code>`);
  });
  expect(missing).toEqual([]);
  expect(body).not.toMatch(/<script|undefined|\[object|https?:\/\//);
  expect(body).toContain("<code>workflow_name</code>");
});
