import { afterEach, beforeEach, expect, test } from "vitest";
import { Client, Connection, type Transport } from "../../src/client/index.ts";
import { startService, type TestService } from "../api/service.ts";
import { waiting } from "../api/resources/ask.ts";

let service: TestService;
let client: Client;

beforeEach(async () => {
  service = await startService({ authenticate: () => ({ project: "p", user: "root", roles: ["admin"] }) });
  const transport: Transport = async ({ method, path, headers, body }) => {
    const payload = body === undefined ? {} : { payload: body };
    const answer = await service.app.inject({ method, url: path, headers, ...payload });
    return { status: answer.statusCode, headers: {}, body: answer.body };
  };
  client = new Client(new Connection(transport));
});

afterEach(() => service.close());

async function names(rows: AsyncIterable<{ readonly name: string }>): Promise<string[]> {
  const found: string[] = [];
  for await (const { name } of rows) found.push(name);
  return found;
}

test("triggers are made, read, changed and deleted", async () => {
  const { workflows } = await client.workflows.create(waiting("w"));
  const workflow = workflows[0]?.id ?? "";
  const cron = await client.cronTriggers.create({ name: "c", workflow_name: "w", pattern: "0 0 1 1 *" });
  expect(await client.cronTriggers.get(cron.id)).toMatchObject({
    name: "c",
    next_execution_time: "2027-01-01 00:00:00",
  });
  expect(await names(client.cronTriggers.list({ workflow_name: "w" }))).toEqual(["c"]);
  await client.cronTriggers.delete("c");
  expect(await names(client.cronTriggers.list())).toEqual([]);

  const event = await client.eventTriggers.create({
    workflow_id: workflow,
    exchange: "e",
    topic: "t",
    event: "x",
  });
  expect(await client.eventTriggers.update(event.id, { name: "n" })).toMatchObject({ name: "n", event: "x" });
  expect(await client.eventTriggers.get(event.id)).toMatchObject({ name: "n" });
  expect(await names(client.eventTriggers.list())).toEqual(["n"]);
  await client.eventTriggers.delete(event.id);
  expect(await names(client.eventTriggers.list())).toEqual([]);
});

test("a workflow is shared, and code is stored", async () => {
  const { workflows } = await client.workflows.create(waiting("w"));
  const workflow = workflows[0]?.id ?? "";
  expect(await client.members.create(workflow, "p")).toMatchObject({ status: "pending" });
  expect(await client.members.update(workflow, "p", "accepted")).toMatchObject({ status: "accepted" });
  expect(await client.members.get(workflow, "p")).toMatchObject({ status: "accepted" });
  await client.members.delete(workflow, "p");
  expect(await client.members.list(workflow)).toEqual([]);

  await client.codeSources.create("cs", "one", { namespace: "n" });
  expect(await client.codeSources.update("cs", "two", { namespace: "n" })).toMatchObject({ version: 2 });
  expect(await client.codeSources.get("cs", "n")).toMatchObject({ content: "two" });
  expect(await names(client.codeSources.list())).toEqual(["cs"]);
  const action = { name: "da", namespace: "n", class_name: "Hi", code_source_name: "cs" };
  await client.dynamicActions.create(action);
  expect(await client.dynamicActions.update({ ...action, class_name: "Ho" })).toMatchObject({ class_name: "Ho" });
  expect(await client.dynamicActions.get("da", "n")).toMatchObject({ class_name: "Ho" });
  expect(await names(client.dynamicActions.list())).toEqual(["da"]);
  await client.dynamicActions.delete("da", "n");
  await client.codeSources.delete("cs", "n");
  expect(await names(client.codeSources.list())).toEqual([]);
});
