import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client, Connection, httpTransport } from "../../../src/client/index.ts";
import { createService, readSettings, type OstroService } from "../../../src/index.ts";
import { ostro, type Outcome } from "../host.ts";

const many = Array.from({ length: 7 }, (_, i) => `w${i}: {tasks: {t: {action: std.noop}}}\n`);
const texts = [
  // A child that is older than its parent: the list begins with it.
  "{version: '2.0', child: {tasks: {t: {action: std.noop}}}}",
  "{version: '2.0', base: {tasks: {t: {action: std.noop}}}}",
  `version: '2.0'\n${many.join("")}`,
];
const spaced = "{version: '2.0', spaced: {tasks: {t: {action: std.noop}}}}";
const other = "{version: '2.0', w3: {tasks: {t: {action: std.fail}}}}";
const book =
  "{version: '2.0', name: book, workflows: {inner: {tasks: {t: {action: book.act}}}}, actions: {act: {base: std.noop}}}";
const action = "{version: '2.0', greet: {base: std.echo, base-input: {output: hello}}}";

interface Side {
  readonly service: OstroService;
  readonly url: string;
  readonly client: Client;
}

async function open(): Promise<Side> {
  const options = { database: "sqlite::memory:", port: 0, logLevel: "silent" };
  const service = await createService(readSettings({ options }), { version: "0.0.0" });
  const url = await service.listen();
  return { service, url, client: new Client(new Connection(httpTransport(url))) };
}

async function fill({ client }: Side): Promise<void> {
  for (const text of texts) await client.workflows.create(text);
  await client.workflows.update("{version: '2.0', child: {extends: base}}");
  await client.workflows.create(spaced, { namespace: "shop" });
  await client.workbooks.create(book);
  await client.actions.create(action);
  await client.environments.create({ name: "staging", description: "d", variables: { k: [1, 2.5] } });
  await client.cronTriggers.create({ name: "nightly", workflow_name: "w1", pattern: "0 3 * * *", workflow_input: {} });
  await client.cronTriggers.create({ name: "once", workflow_name: "w1", first_execution_time: "2099-01-01 00:00" });
  const { id } = await client.workflows.get("w2");
  await client.eventTriggers.create({ name: "on", workflow_id: id, exchange: "e", topic: "t", event: "x.y" });
}

/** A service that always answers with the same lists. */
async function serving(
  lists: Readonly<Record<string, readonly object[]>>,
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const server = createServer(({ url = "" }, response) => {
    const collection = /^\/v2\/(\w+)(\?|$)/.exec(url)?.[1];
    response.statusCode = collection === undefined ? 404 : 200;
    response.end(JSON.stringify(collection === undefined ? {} : { [collection]: lists[collection] ?? [] }));
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}

describe("what a Mistral has is brought over", () => {
  let source: Side;
  let target: Side;

  beforeAll(async () => {
    [source, target] = await Promise.all([open(), open()]);
    await fill(source);
    await target.client.workflows.create(other);
  });

  afterAll(() => Promise.all([source.service.stop(), target.service.stop()]));

  function bring(...options: readonly string[]): Promise<Outcome> {
    const argv = ["import", "mistral", "--from", source.url, "--page-size", "2", ...options];
    // What is said to Mistral's client must not lead to the target, and what is said to Ostro's not to the source.
    const environment = { OSTRO_URL: target.url, OS_MISTRAL_URL: "http://127.0.0.1:1" };
    return ostro(argv, [], { environment });
  }

  async function counts(...options: readonly string[]): Promise<unknown> {
    const { out, err } = await bring("--output", "json", ...options);
    expect(err).not.toContain("Error");
    return (JSON.parse(out) as { readonly counts: unknown }).counts;
  }

  test("a rehearsal says what would be done, and does nothing", async () => {
    expect(await counts("--dry-run")).toEqual({ "would create": 15, conflict: 1 });
    expect(await counts("--dry-run", "--on-conflict", "replace")).toEqual({ "would create": 15, "would replace": 1 });
    await expect(target.client.workflows.get("w1")).rejects.toThrow("Workflow not found");
  });

  test("some kinds only", async () => {
    const { exitCode, out } = await bring("--only", "environment,actions");
    expect({ exitCode, lines: out.split("\n").map((line) => line.trimEnd()) }).toEqual({
      exitCode: 0,
      lines: [
        "KIND         NAME     NAMESPACE  OUTCOME  WHY",
        "action       greet               created",
        "environment  staging             created",
        "2 created",
        "",
      ],
    });
  });

  test("then all of it, and a conflict is told", async () => {
    const { exitCode, out, err } = await bring();
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^workflow +w3 +conflict +another one of that name is there$/m);
    expect(out).toContain("\n13 created, 2 same, 1 conflict\n");
    expect(err).toBe("16 of 16\n");
  });

  test("each side has the same then", async () => {
    const { client } = target;
    const child = await client.workflows.get("child");
    expect(child.definition).toBe((await source.client.workflows.get("child")).definition);
    expect(child).toMatchObject({ inheritance_state: "CURRENT" });
    expect((await client.workflows.get("spaced", { namespace: "shop" })).namespace).toBe("shop");
    expect((await client.workflows.get("book.inner")).name).toBe("book.inner");
    expect(JSON.parse((await client.environments.get("staging")).variables ?? "")).toEqual({ k: [1, 2.5] });
    expect(await client.cronTriggers.get("nightly")).toMatchObject({ workflow_name: "w1", pattern: "0 3 * * *" });
    expect(await client.cronTriggers.get("once")).toMatchObject({ first_execution_time: "2099-01-01 00:00:00" });
    for await (const trigger of client.eventTriggers.list()) {
      expect(trigger).toMatchObject({ name: "on", workflow_id: (await client.workflows.get("w2")).id, event: "x.y" });
    }
  });

  test("once more changes nothing, and a conflict may be left alone or settled", async () => {
    expect(await counts("--on-conflict", "skip")).toEqual({ same: 15, conflict: 1 });
    expect((await bring("--on-conflict", "skip")).exitCode).toBe(0);
    expect(await counts("--on-conflict", "replace")).toEqual({ same: 15, replaced: 1 });
    expect(await counts()).toEqual({ same: 16 });
    await target.client.cronTriggers.delete("nightly");
    await target.client.cronTriggers.create({ name: "nightly", workflow_name: "w2", pattern: "0 4 * * *" });
    expect(await counts("--on-conflict", "replace")).toEqual({ same: 15, replaced: 1 });
    expect(await target.client.cronTriggers.get("nightly")).toMatchObject({ workflow_name: "w1" });
  });

  test("a bar says on a terminal how far it has come, and goes at the end", async () => {
    const environment = { OSTRO_URL: target.url, TERM: "xterm" };
    const around = { environment, columns: 80, rows: 24 };
    const { err } = await ostro(["import", "mistral", "--from", source.url, "--only", "workflow"], [], around);
    const pictures = err.split("\r\u001b[K");
    expect(pictures[1]).toBe(`\u2588\u2588${"\u2591".repeat(22)} 1/10 same workflow child`);
    expect(pictures.at(-2)).toMatch(/^\u2588{24} 10\/10 /);
    expect(pictures.at(-1)).toBe("");
  });

  test("what cannot be brought is told with its reason", async () => {
    const past = {
      id: "1",
      name: "past",
      workflow_name: "w1",
      pattern: null,
      first_execution_time: "2020-01-01 00:00:00",
    };
    const bad = { id: "2", name: "bad", definition: "{version: '2.0', bad: {tasks: {}}}", scope: "private" };
    const lost = { id: "3", name: "lost", workflow_id: "gone", exchange: "e", topic: "t", event: "x" };
    const old = await serving({ cron_triggers: [past], workflows: [bad], event_triggers: [lost] });
    const argv = ["import", "mistral", "--from", old.url];
    const { exitCode, out } = await ostro(argv, [], { environment: { OSTRO_URL: target.url } });
    await old.stop();
    expect(exitCode).toBe(1);
    expect(out).toMatch(/^workflow +bad +failed +Invalid DSL/m);
    expect(out).toMatch(/^cron-trigger +past +failed +it has no pattern, and its time is over$/m);
    expect(out).toMatch(/^event-trigger +lost +failed +its workflow cannot be seen there$/m);
  });
});

describe("a Mistral that is not as it should be", () => {
  test.each([
    ["nobody says where it is", [], 2, "Say where the Mistral is, with --from URL"],
    ["it does not answer", ["--from", "http://127.0.0.1:1"], 3, "The service does not answer at http://127.0.0.1:1"],
    ["a kind that there is not", ["--from", "http://127.0.0.1:1", "--only", "execution"], 2, "--only takes workbook"],
  ])("%s", async (_what, argv, code, message) => {
    const { exitCode, err } = await ostro(["import", "mistral", ...argv]);
    expect({ exitCode, err }).toEqual({ exitCode: code, err: expect.stringContaining(message) });
  });

  test("a list that begins anew with every page is no endless one", async () => {
    const endless = await serving({ workbooks: [{ id: "1", name: "a" }] });
    const { exitCode, err } = await ostro(["import", "mistral", "--from", endless.url, "--page-size", "1"]);
    await endless.stop();
    expect({ exitCode, err }).toEqual({ exitCode: 2, err: "The list of workbooks does not go on after 1 rows.\n" });
  });
});
