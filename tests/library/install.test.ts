import { afterAll, beforeAll, expect, test } from "vitest";
import { getAction, installActions } from "../../src/library/index.ts";
import { startService, type TestService } from "../api/service.ts";

let service: TestService;

beforeAll(async () => {
  service = await startService();
});

afterAll(() => service.close());

test("the action that Mistral comes with is there for everybody, once", async () => {
  const { library, store } = service;
  await Promise.all([installActions(library, "<default-project>"), installActions(library, "<default-project>")]);
  await installActions(library, "<default-project>");
  const found = await getAction(library, { project: "other", user: "u", roles: [] }, "std.wait_ssh", "");
  expect(found).toMatchObject({
    type: "adhoc",
    row: { scope: "public", input: "host, username, password", description: "Simple SSH command." },
  });
  expect(await store.actionDefinitions.list({ visibility: "all" })).toHaveLength(1);
});
