import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { secretSources, type HttpLimits } from "../../src/actions/index.ts";
import { actionSettings, usualSettings } from "../../src/actions/settings.ts";
import { writeJson, type JsonMap } from "../../src/core/base/index.ts";
import { Notifier, readListeners, standardSignature, type Runtime } from "../../src/runtime/index.ts";
import { openStore, type Store } from "../../src/store/index.ts";
import { addWorkflows, FakeClock, newRuntime, reached, start } from "./service.ts";

const definition = `version: '2.0'
main:
  tasks:
    good: {action: std.noop, on-success: [bad, sub]}
    bad: {action: std.fail, on-error: noop}
    sub: {workflow: below}
below: {tasks: {t: {action: std.noop}}}
`;

interface Call {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: JsonMap;
}

/** Remembers what it was told, and answers as it is told to. */
class Listener {
  readonly calls: Call[] = [];
  answer: (call: Call, response: ServerResponse) => void = (_call, response) => response.end();
  url = "";
  readonly #server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const text = Buffer.concat(parts).toString();
      const call = { path: request.url ?? "", headers: request.headers, text, body: JSON.parse(text) as JsonMap };
      this.calls.push(call);
      this.answer(call, response);
    });
  });

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => void this.#server.listen(0, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => void this.#server.close(resolve));
  }

  /** The names of the events told at a path. */
  at(path: string): unknown[] {
    return this.calls.filter((call) => call.path === path).map(({ body }) => body["event"]);
  }
}

let listener: Listener;
let store: Store;
let runtime: Runtime;
let clock: FakeClock;
let troubles: string[];
const notifiers: Notifier[] = [];

beforeEach(async () => {
  listener = new Listener();
  await listener.listen();
  store = await openStore("sqlite::memory:");
  clock = new FakeClock();
  troubles = [];
  await addWorkflows(store, definition);
  await begin();
});

afterEach(async () => {
  await Promise.all(notifiers.splice(0).map((notifier) => notifier.stop()));
  await runtime.stop(0);
  await store.close();
  await listener.close();
});

async function begin(listeners: readonly JsonMap[] = []): Promise<void> {
  runtime = newRuntime(store, [], { clock, listeners });
  await runtime.begin();
}

function notifier(set: { refused?: string[]; listeners?: readonly JsonMap[]; timeoutMs?: number } = {}): Notifier {
  const settings = { ...usualSettings, httpRefusedAddresses: set.refused ?? [] };
  const limits: HttpLimits = actionSettings(settings, () => 0).http;
  const sources = secretSources({
    environmentPrefix: "OSTRO_SECRET_",
    folder: undefined,
    vault: undefined,
    isByProject: false,
  });
  const made = new Notifier({
    store,
    clock,
    random: () => 0.5,
    limits,
    secretSources: sources,
    deployment: { listeners: set.listeners ?? [], secretSources: sources },
    secret: "usual",
    timeoutMs: set.timeoutMs ?? 5000,
    giveUpMs: 60_000,
    onTrouble: (what, error) => troubles.push(`${what}: ${error instanceof Error ? error.message : ""}`),
  });
  notifiers.push(made);
  return made;
}

async function run(params: JsonMap): Promise<string> {
  const { id } = await start(runtime, "main", {}, params);
  await reached(store, runtime, id, ["SUCCESS", "ERROR"]);
  return id;
}

const webhook = (path: string, more: JsonMap = {}): JsonMap => ({ type: "webhook", url: listener.url + path, ...more });

/** Delivers until nothing is due any more. */
async function deliver(by: Notifier): Promise<void> {
  for (;;) {
    const due = await store.notifications.nextAt();
    if (due === undefined || due > clock.now()) return;
    await by.look();
    await by.settled();
  }
}

const ofMain = [
  "WORKFLOW_LAUNCHED",
  "TASK_LAUNCHED",
  "TASK_SUCCEEDED",
  "TASK_LAUNCHED",
  "TASK_LAUNCHED",
  "TASK_FAILED",
  "TASK_SUCCEEDED",
  "WORKFLOW_SUCCEEDED",
];

describe("listeners that an execution names", () => {
  it("are told in order, with Mistral's record, of sub-workflows too", async () => {
    const id = await run({ notify: [webhook("/a", { headers: { "X-Own": "1" } })] });
    await deliver(notifier());
    const own = listener.calls.filter(({ body }) => body["id"] === id || body["workflow_execution_id"] === id);
    expect(own.map(({ body }) => body["event"])).toEqual(ofMain);
    expect(listener.at("/a")).toHaveLength(ofMain.length + 4);
    const [first, task] = own;
    expect(first?.body).toMatchObject({ id, name: "main", workflow_name: "main", state: "RUNNING", project_id: "p" });
    expect(task?.body).toMatchObject({ name: "good", workflow_execution_id: id, type: "ACTION", state: "RUNNING" });
    expect(first?.headers).toMatchObject({ "content-type": "application/json", "x-own": "1", "user-agent": "ostro" });
    expect(troubles).toEqual([]);
  });

  it("are told only what they want, signed by their own secret or the usual one", async () => {
    process.env["OSTRO_SECRET_HOOK"] = "whsec_c2VjcmV0";
    const failures = { event_types: ["TASK_FAILED"] };
    await run({
      notify: [webhook("/a", failures), webhook("/b", { ...failures, secret: { $secret: "env:HOOK" } }), "nobody"],
    });
    await deliver(notifier());
    delete process.env["OSTRO_SECRET_HOOK"];
    expect([listener.at("/a"), listener.at("/b")]).toEqual([["TASK_FAILED"], ["TASK_FAILED"]]);
    for (const { path, headers, text } of listener.calls) {
      const { "webhook-id": id, "webhook-timestamp": seconds, "webhook-signature": signature } = headers;
      const secret = path === "/a" ? "usual" : "whsec_c2VjcmV0";
      expect(seconds).toBe(String(clock.now() / 1000));
      expect(signature).toBe(standardSignature(secret, String(id), String(seconds), text));
    }
  });

  it("of no use are given up at once", async () => {
    await run({ notify: [{ type: "pigeon" }, { type: "webhook", url: "file:///etc/passwd" }] });
    const by = notifier();
    await deliver(by);
    expect(await store.notifications.nextAt()).toBeUndefined();
    const reasons = new Set(troubles.map((trouble) => trouble.replace(/^.* (to .*)$/, "$1")));
    expect([...reasons]).toEqual([
      'to no address: Given up: its type must be webhook, not "pigeon"',
      'to file:///etc/passwd: Given up: its url must begin with http:// or https://, not be "file:///etc/passwd"',
    ]);
  });
});

describe("a listener that does not take what it is told", () => {
  const onlyWorkflows = { event_types: ["WORKFLOW_LAUNCHED", "WORKFLOW_SUCCEEDED"] };
  const start = { event_types: ["WORKFLOW_LAUNCHED"] };

  it("is told again later, in order; others do not wait for it", async () => {
    let failures = 3;
    listener.answer = ({ path }, response) => {
      response.statusCode = path === "/late" && failures-- > 0 ? 503 : 204;
      response.end();
    };
    const id = await run({ notify: [webhook("/late", onlyWorkflows), webhook("/good", onlyWorkflows)] });
    const by = notifier();
    await deliver(by);
    expect(listener.at("/good")).toHaveLength(4);
    const waits: number[] = [];
    for (let due = await store.notifications.nextAt(); due !== undefined; due = await store.notifications.nextAt()) {
      waits.push(due - clock.now());
      clock.advance(due - clock.now());
      await deliver(by);
    }
    const own = listener.calls.filter(({ path, body }) => path === "/late" && body["id"] === id);
    const told = own.map(({ body, headers }) => `${writeJson(body["event"] ?? null)} ${String(headers["webhook-id"])}`);
    expect(new Set(told).size).toBe(2);
    expect(told.at(-1)).toMatch(/^"WORKFLOW_SUCCEEDED"/);
    expect(waits[0]).toBe(1000);
    expect(troubles[0]).toMatch(
      /^notification .* of WORKFLOW_LAUNCHED in execution .*\/late: To be tried again: it answered with status 503$/,
    );
  });

  it.each<[string, (response: ServerResponse) => void, RegExp]>([
    ["closes early", (response) => response.destroy(), /other side closed/],
    ["never answers", () => {}, /Read timed out\. \(read timeout=0\.1\)/],
    ["redirects", (response) => response.writeHead(302, { Location: "/" }).end(), /it answered with status 302/],
  ])("%s", async (_, answer, reason) => {
    listener.answer = (_call, response) => answer(response);
    await run({ notify: [webhook("/a", start)] });
    const by = notifier({ timeoutMs: 100 });
    await deliver(by);
    expect(troubles[0]).toMatch(reason);
    expect(await store.notifications.nextAt()).toBe(clock.now() + 1000);
    expect(listener.at("/")).toEqual([]);
  });

  it("is given up when its time is over, or when it says that it is gone", async () => {
    listener.answer = (_call, response) => void response.writeHead(500).end();
    await run({ notify: [webhook("/a", start)] });
    const by = notifier();
    await deliver(by);
    for (let due = await store.notifications.nextAt(); due !== undefined; due = await store.notifications.nextAt()) {
      clock.advance(due - clock.now());
      await deliver(by);
    }
    // 1, 2, 4, 8, 16 s, and 32 s more would be over the minute.
    expect(listener.at("/a").length / 2).toBe(6);
    expect(troubles.at(-1)).toMatch(/Given up: it answered with status 500$/);
    listener.answer = (_call, response) => void response.writeHead(410).end();
    await run({ notify: [webhook("/gone", start)] });
    await deliver(by);
    expect(listener.at("/gone")).toHaveLength(2);
    expect(await store.notifications.nextAt()).toBeUndefined();
  });

  it("is not reached where the deployment forbids it", async () => {
    await run({ notify: [webhook("/a", start)] });
    await deliver(notifier({ refused: ["loopback"] }));
    expect(listener.calls).toEqual([]);
    expect(troubles[0]).toMatch(/This deployment does not let workflows reach 127\.0\.0\.1/);
  });
});

describe("a crash", () => {
  it("loses nothing: what was committed is told by the next node, what was under way is told again", async () => {
    const id = await run({ notify: [webhook("/a")] });
    const count = ofMain.length + 4;
    // This node takes some and dies over them.
    expect(await store.notifications.claim(clock.now(), clock.now() + 15_000, 16)).toHaveLength(2);
    const by = notifier();
    await deliver(by);
    expect(listener.calls).toEqual([]);
    clock.advance(15_000);
    await deliver(by);
    expect(listener.calls).toHaveLength(count);
    const own = listener.calls.filter(({ body }) => body["id"] === id || body["workflow_execution_id"] === id);
    expect(own.map(({ body }) => body["event"])).toEqual(ofMain);
  });

  it("leaves no notification of a decision that was not stored", async () => {
    const away = vi.spyOn(store, "commit").mockRejectedValue(new Error("away"));
    await expect(start(runtime, "main", {}, { notify: [webhook("/a")] })).rejects.toThrow("away");
    away.mockRestore();
    expect(await store.notifications.nextAt()).toBeUndefined();
  });
});

describe("listeners of the deployment", () => {
  it("are told of every execution, by the file that the settings name", async () => {
    await runtime.stop(0);
    const listeners = readListeners(
      `- type: webhook\n  url: ${listener.url}/all\n  event_types: [WORKFLOW_FAILED, WORKFLOW_SUCCEEDED]\n`,
      "notifications.yaml",
    );
    await begin(listeners);
    await run({});
    await run({ notify: [webhook("/own", { event_types: ["TASK_FAILED"] })] });
    await deliver(notifier({ listeners }));
    expect([listener.at("/all").length, listener.at("/own").length]).toEqual([4, 1]);
  });

  it.each([
    ["type: webhook", "n.yaml: the file: Invalid input: expected array, received object"],
    ["- {type: webhook}", "n.yaml: 0.url: Invalid input: expected string, received undefined"],
    ["- {type: webhook, url: 'ftp://x'}", "n.yaml: 0.url: Invalid URL"],
    ["- {type: mail, url: 'http://x'}", 'n.yaml: 0.type: Invalid input: expected "webhook"'],
    ["- {type: webhook, url: 'http://x', evnt_types: []}", 'n.yaml: 0: Unrecognized key: "evnt_types"'],
  ])("are checked: %s", (text, message) => {
    expect(() => readListeners(text, "n.yaml")).toThrow(message);
  });
});
