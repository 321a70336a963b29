import { afterAll, beforeAll, expect, test } from "vitest";
import { startService, type TestService } from "./service.ts";

let service: TestService;

beforeAll(async () => {
  service = await startService({ requestLimits: { bodyBytes: 1000 } });
});

afterAll(() => service.close());

test("a body that is too large is refused", async () => {
  const answer = await service.app.inject({
    method: "POST",
    url: "/v2/workflows",
    headers: { "content-type": "text/plain" },
    payload: "#".repeat(1001),
  });
  expect([answer.statusCode, answer.json()]).toEqual([413, { faultstring: "Request body is too large" }]);
});

test("every answer has the id of its request", async () => {
  const answer = await service.app.inject({ method: "GET", url: "/v2/workflows" });
  expect(answer.headers["x-openstack-request-id"]).toMatch(/^req-[\da-f-]{36}$/);
});

test("an error that nobody expected shows nothing of the inside", async () => {
  const { workflows } = service.store;
  const getRevision = workflows.getRevision.bind(workflows);
  const created = await service.app.inject({
    method: "POST",
    url: "/v2/workflows",
    headers: { "content-type": "text/plain" },
    payload: "version: '2.0'\nw: {tasks: {t: {action: std.noop}}}\n",
  });
  expect(created.statusCode).toBe(201);
  Object.assign(workflows, {
    getRevision: () => Promise.reject(new Error("the cable at /dev/secret is loose")),
  });
  const answer = await service.app.inject({ method: "GET", url: "/v2/workflows/w" });
  Object.assign(workflows, { getRevision });
  expect(answer.statusCode).toBe(500);
  expect(answer.json()).toMatchObject({ faultcode: "Server", debuginfo: null });
  expect(answer.body).not.toContain("secret");
});

test("the schema of the language is served, for editors", async () => {
  const answer = await service.app.inject({ method: "GET", url: "/schema/workflow.json" });
  expect(answer.headers["content-type"]).toBe("application/json");
  expect(answer.json()).toMatchObject({
    $schema: "http://json-schema.org/draft-07/schema#",
    definitions: { child: {} },
  });
});

test("the description of the interface names every call", async () => {
  const answer = await service.app.inject({ method: "GET", url: "/openapi.json" });
  const { openapi, paths } = answer.json<{ openapi: string; paths: Record<string, Record<string, object>> }>();
  expect(openapi).toMatch(/^3\./);
  expect(Object.keys(paths["/v2/executions/{id}"] ?? {}).toSorted()).toEqual(["delete", "get", "put"]);
  expect(JSON.stringify(paths["/v2/executions"])).toContain("task_execution_id");
  expect(Object.keys(paths)).toContain("/v2/workflows/{name}/flattened");
});

test.each([
  ["cron_triggers", 200],
  ["event_triggers", 200],
  ["services", 200],
  ["code_sources", 403],
  ["dynamic_actions/x", 403],
])("/v2/%s answers anybody with %i", async (path, status) => {
  expect((await service.app.inject({ method: "GET", url: `/v2/${path}` })).statusCode).toBe(status);
});

test("a flattened workflow is YAML for who asks for YAML", async () => {
  const url = "/v2/workflows/w/flattened?annotate=true";
  const answer = await service.app.inject({ method: "GET", url, headers: { accept: "text/yaml" } });
  expect(answer.headers["content-type"]).toBe("text/yaml; charset=utf-8");
  expect(answer.body).toContain("# from w@1");
});

test("times are compared by whole seconds, as they are shown", async () => {
  const list = async (filter: string): Promise<number> => {
    const answer = await service.app.inject({
      method: "GET",
      url: `/v2/workflows?created_at=${encodeURIComponent(filter)}`,
    });
    return answer.json<{ workflows: object[] }>().workflows.length;
  };
  const [row] = await service.store.workflows.list({ visibility: "all" });
  const shown = new Date(row?.createdAt ?? 0).toISOString().slice(0, 19).replace("T", " ");
  expect(await Promise.all([shown, `gte:${shown}`, `lte:${shown}`, `gt:${shown}`, `lt:${shown}`].map(list))).toEqual([
    1, 1, 1, 0, 0,
  ]);
  expect(await Promise.all(["gt:2020", "gt:2020-01-01T00:00", "lt:yesterday"].map(list))).toEqual([1, 1, 0]);
});

test.each([5_000_000_000, 1e300, 0.0015, 5e-324])("an action may have a timeout of %d seconds", async (timeout) => {
  const payload = { name: "std.echo", input: { output: 1 }, params: { timeout, run_sync: true, save_result: true } };
  const answer = await service.app.inject({ method: "POST", url: "/v2/action_executions", payload });
  expect([answer.statusCode, answer.json<{ state: string }>().state]).toEqual([201, "SUCCESS"]);
});
