import { afterEach, beforeEach, expect, test } from "vitest";
import type { Json, JsonMap } from "../../../src/core/base/index.ts";
import { startService, type TestService } from "../service.ts";

const first = `
version: '2.0'
deploy:
  input: [site]
  tasks:
    build: {action: std.async_noop, on-success: [ship]}
    ship: {action: std.async_noop, on-success: [tell]}
    tell: {action: std.async_noop}
`;
const second = first.replace("tell: {action", "tell: {timeout: 60, action");
const third = second.replace("ship: {action", "ship: {retry: {count: 2, delay: 1}, action");
const audited = `
version: '2.0'
audited:
  extends: deploy
  tasks:
    audit: {before: tell, action: std.echo output="seen"}
unrelated:
  tasks: {t: {action: std.noop}}
`;

let service: TestService;

beforeEach(async () => {
  service = await startService();
});

afterEach(() => service.close());

async function ask(method: "GET" | "POST" | "PUT", url: string, payload?: JsonMap): Promise<JsonMap> {
  const answer = await service.app.inject({ method, url, ...(payload === undefined ? {} : { payload }) });
  return { status: answer.statusCode, ...answer.json<JsonMap>() };
}

async function write(method: "POST" | "PUT", text: string): Promise<void> {
  const headers = { "content-type": "text/plain" };
  const answer = await service.app.inject({ method, url: "/v2/workflows", payload: text, headers });
  expect(answer.statusCode, answer.body).toBeLessThan(300);
}

/** An execution whose first task has ended, and that is paused or goes on. */
async function started(isPaused = true): Promise<string> {
  const { id } = await ask("POST", "/v2/executions", { workflow_name: "deploy", input: { site: "north" } });
  await complete(textOf(id), "build");
  if (isPaused) await ask("PUT", `/v2/executions/${textOf(id)}`, { state: "PAUSED" });
  return textOf(id);
}

async function complete(executionId: string, task: string): Promise<void> {
  await service.settle();
  const { tasks } = await ask("GET", `/v2/executions/${executionId}/tasks`);
  const id = (tasks as JsonMap[]).find(({ name }) => name === task)?.["id"];
  const { action_executions: actions } = await ask("GET", `/v2/tasks/${textOf(id)}/action_executions`);
  await ask("PUT", `/v2/action_executions/${textOf((actions as JsonMap[])[0]?.["id"])}`, { state: "SUCCESS" });
  await service.settle();
}

test("an execution moves to the newest revision of its workflow, and the move is listed", async () => {
  await write("POST", first);
  const id = await started();
  await write("PUT", second);
  const verdict = {
    allowed: true,
    tasks: [
      { name: "build", standing: "kept" },
      { name: "ship", standing: "kept" },
      { name: "tell", standing: "ahead" },
    ],
  };
  const path = `/v2/executions/${id}`;
  expect(await ask("POST", `${path}/migrate`, { dry_run: true })).toMatchObject({
    status: 200,
    dry_run: true,
    verdict,
  });
  expect(await ask("GET", path)).toMatchObject({ workflow_revision: 1 });
  expect(await ask("POST", `${path}/migrate`, { to_revision: 2 })).toMatchObject({
    status: 200,
    execution_id: id,
    from: { revision: 1 },
    to: { workflow_name: "deploy", revision: 2 },
    verdict,
  });
  expect(await ask("GET", path)).toMatchObject({ workflow_revision: 2, state: "PAUSED" });
  expect(await ask("GET", `${path}/migrations`)).toMatchObject({
    migrations: [{ execution_id: id, from: { revision: 1 }, to: { revision: 2 }, verdict }],
  });
  await ask("PUT", path, { state: "RUNNING" });
  await complete(id, "ship");
  await complete(id, "tell");
  expect(await ask("GET", path)).toMatchObject({ state: "SUCCESS" });
});

test("what speaks against a move is told with 409, and nothing changes", async () => {
  await write("POST", first);
  const [id, running] = [await started(), await started(false)];
  await write("PUT", third);
  expect(await ask("POST", `/v2/executions/${id}/migrate`, {})).toMatchObject({
    status: 409,
    faultstring: `INH-051: execution ${id} cannot be moved to revision 2 of 'deploy': task 'ship' has started and differs in 'retry'`,
    inheritance: {
      code: "INH-051",
      verdict: {
        allowed: false,
        tasks: [
          { name: "build", standing: "kept" },
          {
            name: "ship",
            standing: "refused",
            objections: [{ code: "task-changed", message: "task 'ship' has started and differs in 'retry'" }],
          },
          { name: "tell", standing: "ahead" },
        ],
      },
    },
  });
  expect(await ask("POST", `/v2/executions/${running}/migrate`, {})).toMatchObject({
    status: 409,
    faultstring: `INH-052: execution ${running} is RUNNING; pause it first`,
    inheritance: { code: "INH-052" },
  });
  expect(await ask("GET", `/v2/executions/${id}`)).toMatchObject({ workflow_revision: 1 });
});

test("a child's insertion that lies behind is passed with leave; a stranger is no target", async () => {
  await write("POST", first);
  await write("POST", audited);
  const id = await started(false);
  await complete(id, "ship");
  await ask("PUT", `/v2/executions/${id}`, { state: "PAUSED" });
  const path = `/v2/executions/${id}/migrate`;
  const isNoRelative = { status: 409, inheritance: { code: "INH-051", workflow: "unrelated" } };
  expect(await ask("POST", path, { to_workflow: "unrelated" })).toMatchObject(isNoRelative);
  expect(await ask("POST", path, { to_workflow: "missing" })).toMatchObject({ status: 404 });
  expect(await ask("POST", path, { to_revision: 9 })).toMatchObject({ status: 404 });
  const refused = { name: "ship", standing: "refused", objections: [{ code: "not-passed" }] };
  expect(await ask("POST", path, { to_workflow: "audited" })).toMatchObject({
    status: 409,
    inheritance: { verdict: { tasks: [{ standing: "kept" }, refused, { standing: "kept" }, { standing: "ahead" }] } },
  });
  expect(await ask("POST", path, { to_workflow: "audited", allow_skipped: true })).toMatchObject({
    status: 200,
    to: { workflow_name: "audited", revision: 1 },
    verdict: { skipped: ["audit"] },
  });
  expect(await ask("GET", `/v2/executions/${id}`)).toMatchObject({ workflow_name: "audited", workflow_revision: 1 });
  await ask("PUT", `/v2/executions/${id}`, { state: "RUNNING" });
  await complete(id, "tell");
  expect(await ask("GET", `/v2/executions/${id}`)).toMatchObject({ state: "SUCCESS" });
});

test("the executions of a workflow are moved some at a time", async () => {
  await write("POST", first);
  const ids: string[] = [];
  for (let i = 0; i < 5; i += 1) ids.push(await started(i !== 2));
  await write("PUT", second);
  const path = "/v2/workflows/deploy/migrate_executions";
  expect(await ask("POST", path, { dry_run: true })).toMatchObject({
    total: 5,
    counts: { movable: 4, not_paused: 1, moved: 0 },
    next: null,
  });
  expect(await ask("POST", `${path}?state=PAUSED`, { dry_run: true })).toMatchObject({ total: 4 });
  expect(await ask("POST", `${path}?no_filter=1`, {})).toMatchObject({ status: 400 });
  const seen: Json[] = [];
  let marker: Json | undefined;
  for (let calls = 0; calls < 9 && marker !== null; calls += 1) {
    const answer = await ask("POST", path, { limit: 2, ...(marker === undefined ? {} : { marker }) });
    expect(answer).toMatchObject({ status: 200, to: { revision: 2 } });
    for (const { id, outcome } of answer["executions"] as JsonMap[]) seen.push(`${textOf(id)} ${textOf(outcome)}`);
    marker = answer["next"] ?? null;
  }
  expect(seen).toEqual(ids.map((id, i) => `${id} ${i === 2 ? "not_paused" : "moved"}`).toSorted());
  expect(await ask("POST", path, { while_running: true })).toMatchObject({ total: 1, counts: { moved: 1 } });
  expect(await ask("POST", path, {})).toMatchObject({ total: 0, executions: [] });
});

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
