import { afterAll, beforeAll, expect, test } from "vitest";
import { Policy } from "../../../src/api/index.ts";
import { startService, type TestService } from "../service.ts";

let service: TestService;
let id: string;

beforeAll(async () => {
  service = await startService({ policy: Policy.read('{"workers:list": "rule:admin_or_owner"}', "policy") });
  ({ id } = (await post("/v2/workers", {})).body as { id: string });
});

afterAll(() => service.close());

async function post(url: string, body: unknown) {
  const answer = await service.app.inject({
    method: "POST",
    url,
    headers: { "content-type": "application/json" },
    payload: JSON.stringify(body),
  });
  return { status: answer.statusCode, body: answer.body === "" ? null : (JSON.parse(answer.body) as unknown) };
}

test("a worker is registered with a lease", async () => {
  expect(await post("/v2/workers", {})).toEqual({ status: 201, body: { id: expect.any(String), lease_seconds: 60 } });
});

test.each<[string, string, unknown, number, string]>([
  ["a poll without actions", "poll", {}, 400, "Mandatory field missing: actions"],
  ["a poll with an unknown member", "poll", { actions: [], x: 1 }, 400, "Unknown attribute for argument poll: x"],
  [
    "a poll for no action at all times",
    "poll",
    { actions: ["a"], limit: 0 },
    400,
    "Value should be greater or equal to 1",
  ],
  ["a poll for what is not served", "poll", { actions: ["a"] }, 400, "Workers do not serve the action 'a'"],
  [
    "a result of an action of another",
    "complete",
    { action_id: "x", result: 1 },
    404,
    "does not do the action x any more",
  ],
  ["a result without an action", "fail", { error: 1 }, 400, "Mandatory field missing: action_id"],
  ["a heartbeat without actions", "heartbeat", {}, 400, "Mandatory field missing: actions"],
])("%s", async (_, word, body, status, message) => {
  const answer = await post(`/v2/workers/${id}/${word}`, body);
  expect(answer).toMatchObject({ status, body: { faultstring: expect.stringContaining(message) } });
});

test("a heartbeat names what is lost; a poll for nothing has nothing", async () => {
  expect(await post(`/v2/workers/${id}/heartbeat`, { actions: ["x"] })).toEqual({ status: 200, body: { lost: ["x"] } });
  expect(await post(`/v2/workers/${id}/poll`, { actions: [] })).toEqual({ status: 200, body: { actions: [] } });
});

test("an id that is none is refused", async () => {
  expect((await post("/v2/workers/me/poll", { actions: [] })).status).toBe(400);
});

test("workers are no nodes of the service, and are listed while they live", async () => {
  const services = await service.app.inject({ url: "/v2/services" });
  expect(services.body).not.toContain("worker");
  const list = async () =>
    JSON.parse((await service.app.inject({ url: "/v2/workers" })).body) as { workers: { id: string }[] };
  expect((await list()).workers.map((one) => one.id)).toContain(`worker ${id}`);
  expect((await service.app.inject({ method: "DELETE", url: `/v2/workers/${id}` })).statusCode).toBe(204);
  expect((await list()).workers.map((one) => one.id)).not.toContain(`worker ${id}`);
});
