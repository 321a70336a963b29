import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readTokens } from "../../src/api/index.ts";
import { startService, type TestService } from "./service.ts";

const tokens = `
- {token: red, project: reds, user: rita, roles: [member]}
- {token: blue, project: blues}
- {token: chief, project: chiefs, roles: [admin]}
`;

const flow = (name: string): string => `version: '2.0'\n${name}: {tasks: {t: {action: std.noop}}}\n`;

describe("tokens", () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService({ authenticate: readTokens(tokens, "tokens.yaml") });
  });

  afterAll(() => service.close());

  async function ask(
    token: string | undefined,
    method: "GET" | "POST" | "PUT" | "DELETE",
    path: string,
    body?: object | string,
  ) {
    const answer = await service.app.inject({
      method,
      url: `/v2/${path}`,
      headers: {
        ...(token === undefined ? {} : { "x-auth-token": token }),
        ...(typeof body === "string" ? { "content-type": "text/plain" } : {}),
      },
      ...(body === undefined ? {} : { payload: body }),
    });
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: answer.body === "" ? {} : answer.json<object>(),
    };
  }

  test("without a token only the roots are shown", async () => {
    for (const url of ["/", "/v2/", "/healthz", "/readyz", "/openapi.json", "/schema/workflow.json"]) {
      expect([url, (await service.app.inject({ method: "GET", url })).statusCode]).toEqual([url, 200]);
    }
    const refused = await service.app.inject({ method: "GET", url: "/v2/workflows" });
    expect(refused.statusCode).toBe(401);
    expect(refused.headers["server-error-message"]).toBe("Failed to validate access token: Authentication required");
    expect(refused.headers["www-authenticate"]).toHaveLength(2);
    expect(refused.body).toMatch(/^401 Unauthorized/);
  });

  test("a wrong token is refused, and so is an unknown path without one", async () => {
    const refused = await service.app.inject({ method: "GET", url: "/v2/tasks", headers: { "x-auth-token": "green" } });
    expect(refused.statusCode).toBe(401);
    expect(refused.headers["server-error-message"]).toBe(
      "Failed to validate access token: Auth token is invalid: green",
    );
    expect((await service.app.inject({ method: "GET", url: "/v2/frob" })).statusCode).toBe(401);
  });

  test("a token may stand in Authorization, too", async () => {
    const headers = { authorization: "Bearer red" };
    expect((await service.app.inject({ method: "GET", url: "/v2/workflows", headers })).statusCode).toBe(200);
  });

  test("a project sees its own, and what is public", async () => {
    expect(await ask("red", "POST", "workflows", flow("mine"))).toMatchObject({
      status: 201,
      body: { workflows: [{ project_id: "reds" }] },
    });
    expect(await ask("blue", "GET", "workflows/mine")).toMatchObject({ status: 404 });
    expect(await ask("red", "POST", "workflows?scope=public", flow("shared"))).toMatchObject({ status: 403 });
    expect(await ask("chief", "POST", "workflows?scope=public", flow("shared"))).toMatchObject({ status: 201 });
    expect(await ask("blue", "GET", "workflows/shared")).toMatchObject({
      body: { scope: "public", project_id: "chiefs" },
    });
    expect(await ask("blue", "GET", "workflows?fields=name")).toMatchObject({
      body: { workflows: [{ name: "shared" }] },
    });
  });

  test("what another project shares cannot be changed or deleted", async () => {
    const { body } = await ask("chief", "GET", "workflows/shared");
    const id = "id" in body ? String(body.id) : "";
    const message = `Can not access WorkflowDefinition resource of other projects, ID: ${id}`;
    expect(await ask("blue", "DELETE", "workflows/shared")).toMatchObject({
      status: 403,
      body: { faultstring: message },
    });
    expect(await ask("blue", "PUT", "workflows", flow("shared"))).toMatchObject({
      status: 403,
      body: { faultstring: message },
    });
  });

  test("all projects are for admins", async () => {
    expect(await ask("red", "GET", "workflows?all_projects=true")).toMatchObject({ status: 403 });
    const { body } = await ask("chief", "GET", "workflows?all_projects=true&fields=project_id&sort_keys=name");
    expect(body).toMatchObject({ workflows: [{ project_id: "reds" }, { project_id: "chiefs" }] });
    expect(await ask("red", "GET", "executions?project_id=11111111-2222-3333-4444-555555555555")).toMatchObject({
      status: 403,
    });
  });

  test("an execution belongs to who started it", async () => {
    const { body } = await ask("blue", "POST", "executions", { workflow_name: "shared" });
    const id = "id" in body ? String(body.id) : "";
    expect(body).toMatchObject({ project_id: "blues" });
    await service.settle();
    expect(await ask("blue", "GET", `executions/${id}`)).toMatchObject({ body: { state: "SUCCESS" } });
    expect(await ask("red", "GET", `executions/${id}`)).toMatchObject({ status: 404 });
    expect(await ask("red", "DELETE", `executions/${id}`)).toMatchObject({ status: 404 });
    expect(await ask("red", "GET", `executions/${id}/tasks`)).toMatchObject({ body: { tasks: [] } });
    expect(await ask("chief", "GET", `executions/${id}`)).toMatchObject({ status: 200 });
  });

  test("a child in another project stays at the revision that it saw", async () => {
    const child = "version: '2.0'\nours: {extends: shared, tags: [x]}\n";
    expect(await ask("blue", "POST", "workflows", child)).toMatchObject({ status: 201 });
    expect(await ask("blue", "GET", "workflows/ours")).toMatchObject({
      body: { extends: [{ name: "shared", mode: "LOCKED" }] },
    });
    const changed = "version: '2.0'\nshared: {tasks: {u: {action: std.noop}}}\n";
    expect(await ask("chief", "PUT", "workflows?scope=public", changed)).toMatchObject({ status: 200 });
    expect(await ask("blue", "GET", "workflows/ours")).toMatchObject({
      body: { inheritance_state: "BEHIND", revision: 1, extends: [{ revision: 1 }] },
    });
    expect(await ask("chief", "GET", "workflows/shared/descendants")).toMatchObject({
      body: { descendants: [], other_projects: 1 },
    });
    const { body } = await ask("blue", "GET", "workflows/shared");
    const id = "id" in body ? String(body.id) : "";
    const rebased = await ask("blue", "POST", "workflows/ours/rebase", { parents: { [id]: null } });
    expect(rebased).toMatchObject({ status: 200, body: { inheritance_state: "CURRENT", revision: 2 } });
    expect(await ask("blue", "GET", "workflows/ours/flattened")).toMatchObject({
      body: { spec: { tasks: { u: {} } } },
    });
  });
});

test("a file of tokens that makes no sense is refused without showing a token", () => {
  expect(() => readTokens("- {token: secret}", "t.yaml")).toThrow(/^t\.yaml is no file of tokens: 0\.project/);
  const twice = "- {token: secret, project: a}\n- {token: secret, project: b}\n";
  expect(() => readTokens(twice, "t.yaml")).toThrow(/one token stands in it twice/);
  expect(() => readTokens(twice, "t.yaml")).not.toThrow(/secret/);
  expect(readTokens('{"tokens": [{"token": "t", "project": "p"}]}', "t.json")("t")).toEqual({
    project: "p",
    user: "",
    roles: [],
  });
});
