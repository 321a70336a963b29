import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Client, Connection, httpTransport } from "../../src/client/index.ts";
import { createOstro, SettingsError, type Ostro } from "../../src/index.ts";
import { standardSignature } from "../../src/runtime/index.ts";

const definition = `
version: '2.0'
ask:
  input: [url]
  output: {answer: <% $.answer %>, what: <% execution().params.get(event_params) %>}
  tasks:
    t:
      action: std.mistral_http url=<% $.url %>
      publish: {answer: <% task().result %>}
`;

let folder: string;
let receiver: Server;
let url: string;
let ostro: Ostro;
/** What the listener of the deployment was told. */
const told: string[] = [];

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ostro-embedded-"));
  receiver = createServer((request, response) => {
    void textOf(request).then(async (text) => {
      if (request.url === "/told") told.push((JSON.parse(text) as { event: string }).event);
      response.end();
      // Like a program that answers later what `std.mistral_http` has asked it.
      const answerTo = request.headers["mistral-callback-url"];
      if (typeof answerTo !== "string") return;
      const body = JSON.stringify({ state: "SUCCESS", output: { told: "later" } });
      await fetch(answerTo, { method: "PUT", headers: { "content-type": "application/json" }, body });
    });
  });
  await new Promise<void>((resolve) => void receiver.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  ostro = await createOstro({
    database: `sqlite:${join(folder, "ostro.db")}`,
    port: 0,
    logLevel: "silent",
    webhooksFile: file("webhooks.yaml", "door: {secret: s3cret}"),
    eventDefinitionsFile: file("events.yaml", "- {event_types: 'door.*', properties: {which: <% $.payload.door %>}}"),
    notificationsFile: file(
      "notifications.yaml",
      `- {type: webhook, url: "${url}/told", event_types: [WORKFLOW_SUCCEEDED]}`,
    ),
  });
  await ostro.client.workflows.create(definition);
});

afterAll(async () => {
  await ostro.stop();
  await new Promise((resolve) => void receiver.close(resolve));
  rmSync(folder, { recursive: true });
});

async function outputOf(id: string): Promise<unknown> {
  expect(await ostro.ended(id)).toBe("SUCCESS");
  return JSON.parse((await ostro.client.executions.get(id)).output ?? "") as unknown;
}

test("a receiver completes what std.mistral_http asked it, and the deployment's listener hears of the end", async () => {
  const remote = new Client(new Connection(httpTransport(await ostro.listen())));
  const { id } = await remote.executions.start({ workflow_name: "ask", input: { url } });
  expect(await outputOf(id)).toEqual({ answer: { told: "later" }, what: null });
  await expect.poll(() => told, { timeout: 30_000 }).toEqual(["WORKFLOW_SUCCEEDED"]);
});

test("events from a caller and from a signed webhook start workflows, each once", async () => {
  const { client, transport } = ostro;
  const { id: workflow_id } = await client.workflows.get("ask");
  const shared = { workflow_id, workflow_input: { url } };
  await client.eventTriggers.create({ ...shared, exchange: "house", topic: "doors", event: "door.opened" });
  await client.eventTriggers.create({ ...shared, exchange: "door", topic: "webhooks", event: "*" });
  const event = { id: "1", source: "/house", type: "door.opened", data: { door: 7 } };
  const states = async () => (await client.events.tell("house", "doors", event)).map(({ state }) => state);
  expect([await states(), await states()]).toEqual([["taken"], ["known"]]);
  const body = '{"type": "door.closed", "door": 8}';
  const seconds = String(Math.floor(Date.now() / 1000));
  const headers = {
    "webhook-id": "m1",
    "webhook-timestamp": seconds,
    "webhook-signature": standardSignature("s3cret", "m1", seconds, body),
  };
  const answer = await transport({ method: "POST", path: "/v2/webhooks/door", headers, body });
  expect([answer.status, answer.body]).toEqual([200, expect.stringContaining('"taken"')]);
  const started = async () => {
    const all = await Array.fromAsync(client.executions.list());
    return all.filter(({ description }) => description?.includes("event_trigger") === true);
  };
  await expect.poll(started, { timeout: 30_000 }).toHaveLength(2);
  const outputs = await Promise.all((await started()).map(({ id }) => outputOf(id)));
  expect(outputs).toEqual(
    expect.arrayContaining([
      { answer: { told: "later" }, what: { which: 7 } },
      { answer: { told: "later" }, what: { which: 8 } },
    ]),
  );
});

test.each([
  [{ webhooksFile: "w" }, "door: {scheme: pigeon}", /^webhooks_file: .*: door.scheme: /],
  [{ webhooksFile: "w" }, "door: {secret: x, event: '<% $. %>'}", /^webhooks_file: .*: door.event: /],
  [{ eventDefinitionsFile: "w" }, "- {event_types: x}", /^event_definitions_file: .*: 0.properties: /],
  [{ notificationsFile: "w" }, "a: [", /^notifications_file: .*/],
  [{ httpRefusedAddresses: ["everything"] }, "", /^http_refused_addresses: everything is no address/],
])("a mistake in a file or a setting is told at the start: %j", async (settings, text, message) => {
  const path = join(folder, "w");
  writeFileSync(path, text);
  const named = Object.entries(settings).map(([name, value]) => [name, value === "w" ? path : value] as const);
  const start = createOstro({ database: "sqlite::memory:", ...Object.fromEntries(named) });
  await expect(start).rejects.toThrow(SettingsError);
  await expect(start).rejects.toThrow(message);
});
