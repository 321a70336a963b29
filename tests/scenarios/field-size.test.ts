import { afterAll, beforeAll, expect, test } from "vitest";
import { RestService } from "../conformance/workflows/rest/service.ts";

let service: RestService;

beforeAll(async () => {
  service = await RestService.open({ executionFieldSizeLimitKb: 2 });
  const text = "version: '2.0'\nw: {input: [a], tasks: {t: {action: std.noop}}}\n";
  await service.sendText("POST", "/workflows", text);
});

afterAll(() => service.stop());

const large = "x".repeat(3100);
const fault = (field: string) => `Field size limit exceeded [class=TaskExecution, field=${field}, size=3KB, limit=2KB]`;

test.each([
  ["an input", "/executions", { workflow_name: "w", input: { a: large } }, fault("input")],
  ["params", "/executions", { workflow_name: "w", input: { a: 1 }, params: { env: { a: large } } }, fault("params")],
  ["an action's input", "/action_executions", { name: "std.echo", input: { output: large } }, fault("input")],
  [
    "an action's result",
    "/action_executions",
    { name: "std.test_dict", input: { size: 100, val: "0123456789".repeat(3) } },
    fault("output"),
  ],
])("%s that is too large is refused", async (_what, path, body, message) => {
  const answer = await service.send("POST", path, body);
  expect(answer).toEqual({ status: 400, body: { faultcode: "Client", faultstring: message, debuginfo: null } });
});

test("what fits is taken", async () => {
  const { status } = await service.send("POST", "/executions", { workflow_name: "w", input: { a: "x".repeat(2900) } });
  expect(status).toBe(201);
});
