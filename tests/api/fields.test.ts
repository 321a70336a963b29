import { afterAll, beforeAll, expect, test } from "vitest";
import { startService, type TestService } from "./service.ts";

let service: TestService;

beforeAll(async () => {
  service = await startService();
  await service.app.inject({
    method: "POST",
    url: "/v2/workflows",
    headers: { "content-type": "text/plain" },
    payload: "version: '2.0'\nbase: {tasks: {t: {action: std.noop}}}\nchild: {extends: base}\n",
  });
});

afterAll(() => service.close());

const get = async (url: string) => (await service.app.inject({ method: "GET", url })).json<unknown>();

test("a list of workflows can be asked for what inheritance adds", async () => {
  const found = await get("/v2/workflows?fields=name,revision,extends,abstract,inheritance_state&name=child");
  expect(found).toMatchObject({
    workflows: [
      { name: "child", revision: 1, extends: [{ name: "base", mode: "FOLLOW" }], inheritance_state: "CURRENT" },
    ],
  });
});

test("a member that there is not is refused with Mistral's members only", async () => {
  expect(await get("/v2/workflows?fields=frob")).toMatchObject({
    faultstring: expect.stringMatching(/\[frob\], please choose from \[id, name, .*updated_at\]$/),
  });
});
