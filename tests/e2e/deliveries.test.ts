import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Client, Connection, httpTransport } from "../../src/client/index.ts";
import { serve, type Served } from "./serve.ts";

const isLong = process.env["OSTRO_LONG"] === "1";

const steps = ["a", "b", "c", "d"];
const definition = `
version: '2.0'
chain:
  task-defaults: {safe-rerun: true}
  tasks:
    a: {action: std.sleep seconds=0.05, on-success: b}
    b: {action: std.sleep seconds=0.05, on-success: c}
    c: {action: std.sleep seconds=0.05, on-success: d}
    d: {action: std.sleep seconds=0.05}
`;
/** What a listener is told of one execution. */
const expected = [
  "WORKFLOW_LAUNCHED",
  ...steps.flatMap((name) => [`TASK_LAUNCHED ${name}`, `TASK_SUCCEEDED ${name}`]),
  "WORKFLOW_SUCCEEDED",
];

let folder: string;
let listener: Server;
let url: string;
/** By execution, what came, in order of the first time. */
const told = new Map<string, string[]>();
const known = new Set<string>();
let calls = 0;

beforeEach(async (context) => {
  context.skip(!isLong, "kills the service again and again (OSTRO_LONG=1)");
  folder = mkdtempSync(join(tmpdir(), "ostro-deliveries-"));
  listener = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      calls += 1;
      // Every seventh is not taken; what is not taken must come again before whatever follows it.
      if (calls % 7 === 0) return void response.writeHead(503).end();
      const id = String(request.headers["webhook-id"]);
      const body = JSON.parse(Buffer.concat(parts).toString()) as Record<string, string>;
      const execution = body["workflow_execution_id"] ?? body["id"] ?? "";
      const isTask = body["workflow_execution_id"] !== undefined;
      if (!known.has(id)) {
        known.add(id);
        const line = isTask ? `${body["event"]} ${body["name"]}` : String(body["event"]);
        told.set(execution, [...(told.get(execution) ?? []), line]);
      }
      response.end();
    });
  });
  await new Promise<void>((resolve) => void listener.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
});

afterEach(async () => {
  if (!isLong) return;
  listener.closeAllConnections();
  await new Promise((resolve) => void listener.close(resolve));
  rmSync(folder, { recursive: true });
});

test("nothing that was taken is lost or done twice, however often the service is killed", async () => {
  const database = `sqlite:${join(folder, "ostro.db")}`;
  let served: Served = await serve(database);
  const client = () => new Client(new Connection(httpTransport(served.url)));
  const { workflows } = await client().workflows.create(definition);
  const notify = [{ type: "webhook", url }];
  await client().eventTriggers.create({
    workflow_id: workflows[0]?.id ?? "",
    workflow_params: { notify },
    exchange: "web",
    topic: "t",
    event: "x",
  });
  const events = 40;
  for (let n = 0; n < events; n += 1) {
    // Told until it is taken, as a good sender does; it may have been taken although nobody answered.
    for (let isTaken = false; !isTaken;) {
      const receipts = await client()
        .events.tell("web", "t", { id: `e${n}`, source: "/test", type: "x" })
        .catch(() => []);
      isTaken = receipts[0]?.state === "taken" || receipts[0]?.state === "known";
      if (isTaken) continue;
      await served.ended;
      served = await serve(database);
    }
    if (n % 10 === 5) served.signal("SIGKILL");
  }
  await expect
    .poll(
      async () => {
        const over = await Array.fromAsync(client().executions.list({ state: "SUCCESS" }));
        return [over.length, [...told.values()].filter((lines) => lines.includes("WORKFLOW_SUCCEEDED")).length];
      },
      { timeout: 120_000, interval: 500 },
    )
    .toEqual([events, events]);
  expect(await Array.fromAsync(client().executions.list())).toHaveLength(events);
  expect([...told.values()]).toEqual(Array.from({ length: events }, () => expected));
  await served.end("SIGTERM");
});
