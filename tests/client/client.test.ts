import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Client, Connection, ServiceError, type Transport } from "../../src/client/index.ts";
import { startService, type TestService } from "../api/service.ts";

let service: TestService;
let client: Client;
let requests: string[];

beforeEach(async () => {
  service = await startService();
  requests = [];
  const transport: Transport = async ({ method, path, headers, body }) => {
    requests.push(`${method} ${path}`);
    const answer = await service.app.inject({
      method,
      url: path,
      headers,
      ...(body === undefined ? {} : { payload: body }),
    });
    const named = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
    return { status: answer.statusCode, headers: Object.fromEntries(named), body: answer.body };
  };
  client = new Client(new Connection(transport));
});

afterEach(() => service.close());

const text = `
version: '2.0'
hello:
  input: [who: world]
  output: {said: <% $.said %>}
  tasks:
    say: {action: std.echo output="hello <% $.who %>", publish: {said: <% task().result %>}}
`;
const child = "version: '2.0'\nloud hello: {}\n".replace(
  "loud hello: {}",
  "loud: {extends: hello, override: {say: {timeout: 9}}}",
);

async function all<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const found: Row[] = [];
  for await (const row of rows) found.push(row);
  return found;
}

describe("the typed client", () => {
  test("creates a workflow, runs it and reads what came out", async () => {
    const { workflows } = await client.workflows.create(text);
    expect(workflows).toMatchObject([{ name: "hello", interface: { output: ["said"] } }]);
    const started = await client.executions.start({ workflow_name: "hello", input: { who: "you" } });
    expect(started).toMatchObject({ state: "RUNNING", input: '{"who": "you"}' });
    await service.settle();
    const ended = await client.executions.get(started.id);
    expect(ended).toMatchObject({ state: "SUCCESS", output: '{"said": "hello you"}' });
    const [task] = await all(client.executions.tasks(started.id));
    expect(await client.tasks.get(task?.id ?? "")).toMatchObject({ name: "say", result: '"hello you"' });
    expect(await all(client.tasks.actionExecutions(task?.id ?? ""))).toMatchObject([
      { name: "std.echo", accepted: true },
    ]);
    expect(await client.executions.report(started.id)).toMatchObject({ statistics: { success_tasks_count: 1 } });
    expect(await client.executions.subExecutions(started.id)).toMatchObject([{ id: started.id }]);
  });

  test("reads long lists page by page, and stops at the limit", async () => {
    await client.workflows.create(text);
    for (let count = 0; count < 205; count++) await client.executions.start({ workflow_name: "hello" });
    requests = [];
    expect(new Set((await all(client.executions.list())).map(({ id }) => id)).size).toBe(205);
    expect(requests).toHaveLength(2);
    requests = [];
    expect(await all(client.executions.list({ limit: 3, fields: "id" }))).toHaveLength(3);
    expect(requests).toEqual(["GET /v2/executions?limit=3&fields=id"]);
  });

  test("tells refusals in the service's words", async () => {
    const missing = client.workflows.get("nothing");
    await expect(missing).rejects.toThrow("Workflow not found [workflow_identifier=nothing, namespace=]");
    await expect(missing).rejects.toMatchObject({ status: 404, body: { faultcode: "Client" } });
    await client.workflows.create(text);
    const bad = "version: '2.0'\nx: {extends: hello, remove: [tasks.nothing]}\n";
    const error: unknown = await client.workflows.create(bad).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ServiceError);
    expect(error instanceof ServiceError && error.inheritance).toMatchObject({ code: "INH-012" });
  });

  test("knows families of workflows", async () => {
    await client.workflows.create(text);
    await client.workflows.create(child);
    expect(await client.workflows.flattened("loud")).toMatchObject({ spec: { tasks: { say: { timeout: 9 } } } });
    expect(await client.workflows.ancestors("loud")).toMatchObject([{ name: "hello", depth: 1 }]);
    expect(await client.workflows.descendants("hello")).toMatchObject({
      descendants: [{ name: "loud" }],
      other_projects: 0,
    });
    expect(await client.workflows.diff("loud")).toMatchObject({ added: ["tasks.say.timeout"] });
    expect(await client.workflows.conformance("loud", { level: "interface" })).toMatchObject({ level: "interface" });
    expect(await client.workflows.revisions("loud")).toMatchObject([{ revision: 1 }]);
    expect(await client.workflows.dryDelete("hello")).toMatchObject({ descendants: { broken: 1 } });
    await client.workflows.delete("hello", { force: true });
    expect(await client.workflows.get("loud")).toMatchObject({ inheritance_state: "DETACHED" });
  });

  test("writes the other definitions", async () => {
    expect(await client.environments.create({ name: "e", variables: { k: 1 } })).toMatchObject({
      variables: '{"k": 1}',
    });
    expect(await client.environments.update({ name: "e", description: "d" })).toMatchObject({ description: "d" });
    expect(await all(client.environments.list({ name: "e" }))).toHaveLength(1);
    const action = "version: '2.0'\nshout: {base: std.echo, base-input: {output: 1}}\n";
    expect(await client.actions.create(action)).toMatchObject({ actions: [{ name: "shout" }] });
    expect((await client.actions.list()).map(({ name }) => name)).toContain("shout");
    const book = "version: '2.0'\nname: book\nworkflows: {w: {tasks: {t: {action: std.noop}}}}\n";
    expect(await client.workbooks.create(book)).toMatchObject({ name: "book" });
    expect(await client.workflows.get("book.w")).toMatchObject({ name: "book.w" });
    expect(await client.workbooks.validate("version: '2.0'\n")).toMatchObject({ valid: false });
    expect(await client.actionExecutions.run({ name: "shout" })).toMatchObject({ output: '{"result": 1}' });
    await client.environments.delete("e");
    await client.workbooks.delete("book");
    await client.actions.delete("shout");
    expect(await client.actions.validate(action)).toEqual({ valid: true });
  });

  test("pauses, stops and reruns", async () => {
    const slow = "version: '2.0'\nslow: {tasks: {t: {action: std.async_noop}}}\n";
    await client.workflows.create(slow);
    const { id } = await client.executions.start({ workflow_name: "slow" });
    await service.settle();
    expect(await client.executions.update(id, { state: "PAUSED" })).toMatchObject({ state: "PAUSED" });
    expect(await client.executions.update(id, { state: "RUNNING" })).toMatchObject({ state: "RUNNING" });
    const [action] = await all(client.actionExecutions.list());
    const failed = await client.actionExecutions.update(action?.id ?? "", { state: "ERROR", output: { why: "no" } });
    expect(failed).toMatchObject({ state: "ERROR", output: '{"result": {"why": "no"}}' });
    await service.settle();
    const [task] = await all(client.tasks.list());
    expect(await client.tasks.rerun(task?.id ?? "")).toMatchObject({ state: "RUNNING", result: "[]" });
    await client.executions.update(id, { state: "CANCELLED", state_info: "enough" });
    await client.executions.delete(id);
    await expect(client.executions.get(id)).rejects.toThrow(`WorkflowExecution not found [id=${id}]`);
  });

  test("moves executions to another revision, one or many", async () => {
    const waiting = "version: '2.0'\nw: {tasks: {t: {action: std.async_noop, on-success: [u]}, u: {action: std.noop}}}";
    await client.workflows.create(waiting);
    const [one, other] = [
      await client.executions.start({ workflow_name: "w" }),
      await client.executions.start({ workflow_name: "w" }),
    ];
    await client.workflows.update(waiting.replace("std.noop}", "std.noop, timeout: 9}"));
    await expect(client.executions.migrate(one.id)).rejects.toMatchObject({ status: 409 });
    const moved = await client.executions.migrate(one.id, { to_revision: 2, while_running: true });
    expect(moved).toMatchObject({ to: { revision: 2 }, verdict: { allowed: true } });
    expect(await client.executions.migrations(one.id)).toMatchObject([{ from: { revision: 1 }, to: { revision: 2 } }]);
    const move = { while_running: true, limit: 1 };
    const pages = await all(client.workflows.migrateExecutions("w", move, { state: "RUNNING" }));
    expect(pages).toMatchObject([{ total: 1, counts: { moved: 1 }, executions: [{ id: other.id }] }]);
  });
});
