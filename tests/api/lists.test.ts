import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { asker } from "./resources/ask.ts";
import { startService, type TestService } from "./service.ts";

let service: TestService;

beforeAll(async () => {
  service = await startService();
  const ask = asker(service);
  const text = `version: '2.0'
inner: {tasks: {t: {action: std.echo output=1}}}
outer: {tasks: {t: {with-items: 'i in [1, 2, 3]', workflow: inner}}}
`;
  await ask("POST", "/v2/workflows", text);
  for (let n = 0; n < 10; n += 1) {
    await ask("POST", "/v2/executions", { workflow_name: "outer" });
    await ask("POST", "/v2/cron_triggers", { name: `c${n}`, workflow_name: "inner", pattern: "0 0 * * *" });
  }
  await service.settle();
});

afterAll(() => service.close());

/** How often the store is asked for rows while a request is answered. */
async function questions(path: string): Promise<{ readonly rows: number; readonly asked: number }> {
  const { executions, tasks, actions, workflows, cronTriggers } = service.store;
  const spies = [executions, tasks, actions, workflows, cronTriggers].flatMap((reader) => [
    vi.spyOn(reader, "list"),
    vi.spyOn(reader, "get"),
    vi.spyOn(reader, "count"),
  ]);
  const { body } = await asker(service)("GET", path);
  const asked = spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
  vi.restoreAllMocks();
  const [list] = Object.values(body);
  return { rows: Array.isArray(list) ? list.length : 0, asked };
}

test.each([
  ["executions", 1],
  ["executions?include_output=true&limit=20", 1],
  ["tasks", 1],
  ["action_executions", 1],
  ["cron_triggers", 1],
])("/v2/%s asks the store %i time, however many rows there are", async (path, expected) => {
  const { rows, asked } = await questions(`/v2/${path}`);
  expect(rows).toBeGreaterThanOrEqual(10);
  expect(asked).toBe(expected);
});

test.each(["report", "executions"])("/v2/executions/ID/%s asks once for each kind of row", async (what) => {
  const [top] = await service.store.executions.list({
    visibility: "all",
    filters: [{ field: "workflowName", op: "eq", value: "outer" }],
    limit: 1,
  });
  expect((await questions(`/v2/executions/${top?.id}/${what}`)).asked).toBeLessThanOrEqual(5);
});
