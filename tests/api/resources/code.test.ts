import { afterAll, beforeAll, expect, test } from "vitest";
import { startService, type TestService } from "../service.ts";
import { asker, type Ask } from "./ask.ts";

let service: TestService;
let admin: Ask;

beforeAll(async () => {
  service = await startService({ authenticate: () => ({ project: "p", user: "root", roles: ["admin"] }) });
  admin = asker(service);
});

afterAll(() => service.close());

const module = "export class Hi {}\n";

test("a code source is stored, counted and deleted with its actions", async () => {
  const made = await admin("POST", "/v2/code_sources?name=cs&namespace=ns", module);
  expect(made.status).toBe(201);
  expect(Object.keys(made.body).join()).toBe("id,name,namespace,content,version,project_id,scope,created_at");
  expect(made.body).toMatchObject({ name: "cs", namespace: "ns", content: module, version: 1, scope: "private" });
  const { id } = made.body;
  const again = await admin("POST", "/v2/code_sources?name=cs&namespace=ns", module);
  expect(again.body).toEqual({
    faultstring: "Duplicate entry for CodeSource ['name', 'namespace', 'project_id']: cs, ns, None",
  });
  const changed = await admin("PUT", "/v2/code_sources?identifier=cs&namespace=ns&scope=public", "2");
  expect(changed.body).toMatchObject({ id, content: "2", version: 2, scope: "public" });
  expect((await admin("PUT", `/v2/code_sources/${String(id)}`, "3")).body).toMatchObject({ version: 3 });
  expect((await admin("GET", "/v2/code_sources/cs")).body["faultstring"]).toBe(
    "Code Source not found [name=cs,namespace=]",
  );

  const action = { name: "da", class_name: "Hi", code_source_name: "cs", namespace: "ns" };
  const { status, body } = await admin("POST", "/v2/dynamic_actions", action);
  expect([status, Object.keys(body).join()]).toEqual([
    201,
    "id,name,namespace,code_source_id,code_source_name,class_name,project_id,scope,created_at",
  ]);
  expect((await admin("DELETE", "/v2/code_sources/cs?namespace=ns")).status).toBe(204);
  expect((await admin("GET", "/v2/dynamic_actions/da?namespace=ns")).body["faultstring"]).toBe(
    "Dynamic Action not found [name=da,namespace=ns]",
  );
});

test("a dynamic action is made, changed and deleted", async () => {
  await admin("POST", "/v2/code_sources?name=a", module);
  await admin("POST", "/v2/code_sources?name=b", module);
  const body = { name: "da", class_name: "Hi", code_source_name: "a" };
  expect((await admin("POST", "/v2/dynamic_actions", body)).status).toBe(201);
  expect((await admin("POST", "/v2/dynamic_actions", body)).body["faultstring"]).toBe(
    "Duplicate entry for dynamic action definition [name=da, namespace=, project_id=None]",
  );
  expect((await admin("PUT", "/v2/dynamic_actions", { name: "da", class_name: "Ho" })).body).toMatchObject({
    class_name: "Ho",
    code_source_name: "a",
    updated_at: expect.any(String),
  });
  expect((await admin("PUT", "/v2/dynamic_actions", { name: "da", code_source_name: "b" })).body).toMatchObject({
    class_name: "Ho",
    code_source_name: "b",
  });
  expect((await admin("GET", "/v2/dynamic_actions?fields=name&tags=x")).body).toEqual({ dynamic_actions: [] });
  expect((await admin("GET", "/v2/dynamic_actions?name=has:d")).body["dynamic_actions"]).toHaveLength(1);
  expect((await admin("DELETE", "/v2/dynamic_actions/da")).status).toBe(204);
});

test.each<[Parameters<Ask>, string]>([
  [["POST", "/v2/code_sources", module], 'Missing argument: "name"'],
  [["PUT", "/v2/code_sources", module], 'Missing argument: "identifier"'],
  [["PUT", "/v2/code_sources?identifier=zz", module], "Code Source not found [name=zz,namespace=]"],
  [
    ["POST", "/v2/code_sources?name=c&scope=world", module],
    "Scope must be one of the following: {'private', 'public'}; actual: world",
  ],
  [
    ["POST", "/v2/dynamic_actions", { name: "x", class_name: "Hi" }],
    "Either 'code_source_id' or 'code_source_name' must be provided.",
  ],
  [
    ["POST", "/v2/dynamic_actions", { name: "x", class_name: "Hi", code_source_name: "zz" }],
    "Code Source not found [name=zz,namespace=]",
  ],
  [["PUT", "/v2/dynamic_actions", { class_name: "Hi" }], "Either 'name' or 'id' must be provided."],
  [["PUT", "/v2/dynamic_actions", { name: "zz" }], "Dynamic Action not found [name=zz,namespace=]"],
])("%j is refused", async (request, message) => {
  const answer = await admin(...request);
  expect([answer.status < 500, answer.body["faultstring"]]).toEqual([true, message]);
});
