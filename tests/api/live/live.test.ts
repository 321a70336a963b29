import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { LiveExecution, LiveTask } from "../../../src/client/index.ts";
import { readTokens } from "../../../src/api/index.ts";
import { startService, type TestService } from "../service.ts";
import { readEvents, type ServerEvent } from "./events.ts";

interface View {
  readonly executions: readonly LiveExecution[];
  readonly tasks: readonly LiveTask[];
}

const workflows = `
version: "2.0"
chain:
  tasks:
    one:
      on-success:
        - two: <% 1 = 1 %>
        - three: <% false %>
    two:
      workflow: leaf
    three:
      action: std.noop
leaf:
  tasks:
    items:
      with-items: i in [1, 2, 3]
      action: std.echo output=<% $.i %>
wait:
  tasks:
    ask:
      action: std.async_noop
`;

const tokens = `
- {token: a, project: p1}
- {token: b, project: p2}
`;

let service: TestService;
let address: string;

beforeAll(async () => {
  service = await startService({ authenticate: readTokens(tokens, "tokens.yaml") });
  address = await service.app.listen({ port: 0, host: "127.0.0.1" });
  expect(await call("POST", "/v2/workflows", workflows)).toMatchObject({ status: 201 });
});

afterAll(() => service.close());

async function call(method: string, path: string, body?: string, token = "a") {
  const answer = await fetch(`${address}${path}`, {
    method,
    headers: { "x-auth-token": token, "content-type": body?.startsWith("{") ? "application/json" : "text/plain" },
    ...(body === undefined ? {} : { body }),
  });
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
}

async function start(name: string): Promise<string> {
  const { json } = await call("POST", "/v2/executions", JSON.stringify({ workflow_name: name }));
  await service.settle();
  return String(json["id"]);
}

async function follow(query: string, token = "a") {
  const stop = new AbortController();
  const answer = await fetch(`${address}/v2/live/stream${query}`, {
    headers: { "x-auth-token": token },
    signal: stop.signal,
  });
  const events = readEvents(answer.body!);
  return {
    answer,
    stop: () => stop.abort(),
    async next(): Promise<ServerEvent> {
      const { value, done } = await events.next();
      if (done === true) throw new Error("the stream ended");
      return value;
    },
  };
}

async function view(ids: string, token = "a"): Promise<View> {
  return (await call("GET", `/v2/live?executions=${ids}`, undefined, token)).json as unknown as View;
}

describe("a view of executions", () => {
  test("shows transitions, items and times in milliseconds", async () => {
    const id = await start("chain");
    const { executions, tasks } = await view(id);
    expect(executions).toMatchObject([{ id, root_id: id, state: "SUCCESS", workflow_revision: 1 }]);
    expect(tasks.map(({ name, state, next }) => [name, state, next])).toEqual([
      ["one", "SUCCESS", [{ name: "two", event: "on-success" }]],
      ["two", "SUCCESS", []],
    ]);
    expect(tasks[1]).toMatchObject({ type: "WORKFLOW", triggered_by: [{ event: "on-success" }], items: null });
    expect(tasks[0]?.finished_ms).toBeGreaterThanOrEqual(tasks[0]?.started_ms ?? Infinity);

    const children = await call("GET", `/v2/tasks/${tasks[1]?.id}/workflow_executions`);
    const [leaf] = children.json["executions"] as { id: string }[];
    const both = await view(`${id},${leaf?.id}`);
    expect(both.tasks.find(({ name }) => name === "items")).toMatchObject({
      items: { count: 3, running: 0, finished: 3, failed: 0 },
    });
  });

  test("shows nothing of other projects, and refuses what is no id", async () => {
    const id = await start("chain");
    expect(await view(id, "b")).toEqual({ executions: [], tasks: [] });
    expect((await call("GET", "/v2/live?executions=none")).status).toBe(400);
    expect((await call("GET", "/v2/live", undefined, "wrong").catch(() => ({ status: 401 }))).status).toBe(401);
  });
});

describe("a stream", () => {
  test("of chosen executions begins with all of them and goes on with what changes", async () => {
    const id = await start("wait");
    const stream = await follow(`?executions=${id}`);
    expect(stream.answer.headers.get("content-type")).toBe("text/event-stream");
    const first = await stream.next();
    expect(first).toMatchObject({
      event: "snapshot",
      data: { executions: [{ id, state: "RUNNING" }], tasks: [{ name: "ask", state: "RUNNING" }] },
    });

    const [action] = await service.store.actions.list({
      visibility: "all",
      filters: [{ field: "executionId", op: "eq", value: id }],
    });
    await service.runtime.completeAction(action!.id, { state: "SUCCESS", value: 1 });
    expect(await stream.next()).toMatchObject({
      event: "changes",
      data: { executions: [{ id, state: "SUCCESS" }], tasks: [{ name: "ask", state: "SUCCESS" }] },
    });
    stream.stop();
  });

  test("of all executions tells the rows that changed, to their own project only", async () => {
    const [own, other] = [await follow(""), await follow("", "b")];
    expect([await own.next(), await other.next()]).toMatchObject([{ event: "ready" }, { event: "ready" }]);
    const id = await start("chain");
    const told = await own.next();
    expect(told.event).toBe("executions");
    expect(JSON.stringify(told.data)).toContain(id);
    const foreign = await call("POST", "/v2/workflows", workflows, "b");
    expect(foreign.status).toBe(201);
    const { json } = await call("POST", "/v2/executions", '{"workflow_name": "leaf"}', "b");
    const heard = await other.next();
    expect(JSON.stringify(heard.data)).toContain(String(json["id"]));
    expect(JSON.stringify(heard.data)).not.toContain(id);
    own.stop();
    other.stop();
  });
});
