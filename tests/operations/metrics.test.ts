import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Connection, type TransportAnswer } from "../../src/client/index.ts";
import { createService, readSettings, SettingsError, type OstroService } from "../../src/index.ts";
import { Metrics } from "../../src/operations/index.ts";
import type { RuntimeStatistics } from "../../src/runtime/index.ts";

let service: OstroService | undefined;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ostro-metrics-"));
});

afterEach(async () => {
  await service?.stop();
  service = undefined;
  rmSync(folder, { recursive: true });
});

async function start(options: Readonly<Record<string, unknown>> = {}): Promise<OstroService> {
  const settings = readSettings({ options: { database: "sqlite::memory:", logLevel: "silent", ...options } });
  service = await createService(settings, { version: "1.2.3" });
  return service;
}

function read({ transport }: OstroService, headers: Readonly<Record<string, string>> = {}): Promise<TransportAnswer> {
  return transport({ method: "GET", path: "/metrics", headers, body: undefined });
}

/** Samples by name with labels: `a{b="c"}` is 3. */
function samplesOf(text: string): ReadonlyMap<string, number> {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ") + 1))]),
  );
}

const definition = `
version: '2.0'
work:
  tasks:
    first: {action: std.sleep seconds=0, on-success: second}
    second: {workflow: below}
below:
  tasks:
    fails: {action: std.http url="http://127.0.0.1:1/"}
`;

describe("/metrics", () => {
  it("shows what was done and what waits", async () => {
    const connection = new Connection((await start()).transport);
    await connection.sendText("POST", "/v2/workflows", definition);
    const { id } = await connection.post("/v2/executions", { workflow_name: "work" });
    const path = `/v2/executions/${typeof id === "string" ? id : ""}`;
    const stateOf = async () => (await connection.get(path))["state"];
    await expect.poll(stateOf).toBe("ERROR");

    const { status, headers, body } = await read(service!);
    expect({ status, type: headers["content-type"] }).toEqual({
      status: 200,
      type: "text/plain; version=0.0.4; charset=utf-8",
    });
    const samples = samplesOf(body);
    expect(Object.fromEntries(samples)).toMatchObject({
      [`ostro_build_info{version="1.2.3",node="${process.versions.node}"}`]: 1,
      ostro_executions_started_total: 2,
      'ostro_execution_duration_seconds_count{state="ERROR"}': 2,
      'ostro_tasks_finished_total{state="SUCCESS"}': 1,
      'ostro_tasks_finished_total{state="ERROR"}': 2,
      'ostro_action_duration_seconds_count{action="std.sleep",outcome="SUCCESS"}': 1,
      'ostro_action_duration_seconds_count{action="std.http",outcome="ERROR"}': 1,
      'ostro_http_request_duration_seconds_count{method="POST",route="/v2/executions",status="201"}': 1,
      ostro_action_slots: 64,
      ostro_actions_running: 0,
      ostro_database_up: 1,
      ostro_database_executions: 0,
      ostro_database_nodes_alive: 1,
    });
    expect(samples.get("ostro_commit_executions_count")).toBe(samples.get("ostro_commit_duration_seconds_count"));
    expect(samples.get("ostro_commit_executions_sum")).toBe(samples.get("ostro_decisions_total"));
    expect(samples.get("ostro_lease_remaining_seconds")).toBeGreaterThan(5);
    expect(samples.get("ostro_database_size_bytes")).toBeGreaterThan(4096);
  });

  it("counts what leads nowhere under one name", async () => {
    const { transport } = await start();
    for (const path of ["/a", "/b/c"]) await transport({ method: "GET", path, headers: {}, body: undefined });
    const { body } = await read(service!);
    const name = 'ostro_http_request_duration_seconds_count{method="GET",route="none",status="404"}';
    expect(samplesOf(body).get(name)).toBe(2);
  });

  it("is not there when it is off", async () => {
    expect((await read(await start({ metrics: "off" }))).status).toBe(404);
  });

  it.each([
    ["anybody", [200, 200, 200]],
    ["callers", [401, 200, 200]],
    ["admins", [401, 403, 200]],
  ])("may be read by %s", async (metrics, statuses) => {
    const tokensFile = join(folder, "tokens.yaml");
    writeFileSync(tokensFile, "- {token: a, project: p}\n- {token: b, project: p, roles: [admin]}\n");
    const running = await start({ metrics, auth: "tokens", tokensFile });
    const answers = [
      await read(running),
      await read(running, { authorization: "Bearer a" }),
      await read(running, { authorization: "Bearer b" }),
    ];
    expect(answers.map(({ status }) => status)).toEqual(statuses);
  });

  it("is not kept for admins where there are none", () => {
    expect(() => readSettings({ options: { metrics: "admins" } })).toThrow(SettingsError);
  });
});

const anyStatistics: RuntimeStatistics = {
  transactions: 0,
  executions: 0,
  stale: 0,
  commitsWaiting: 0,
  lanes: 0,
  lanesRunning: 0,
  lanesReady: 0,
  actionsRunning: 0,
  slots: 0,
  actionsClaimed: 0,
  actionsRequeued: 0,
  actionsLost: 0,
  timersFired: 0,
  resultsLate: 0,
  resultsDoubled: 0,
  refusedAsBusy: 0,
  leaseRenewedAt: null,
  leaseMs: 0,
};

describe("metrics", () => {
  const census = () => Promise.reject(new Error("the database is away"));
  const options = { store: { census }, now: () => 0, version: "0", readers: "anybody" } as const;

  it("keep the number of names of actions within bounds", async () => {
    const metrics = new Metrics(options);
    for (let n = 0; n < 300; n += 1) metrics.observer.actionEnded?.(`action.${n}`, "SUCCESS", 1);
    const counts = [...samplesOf(await metrics.text())].filter(([name]) =>
      name.startsWith("ostro_action_duration_seconds_count"),
    );
    expect(counts).toHaveLength(201);
    expect(new Map(counts).get('ostro_action_duration_seconds_count{action="other",outcome="SUCCESS"}')).toBe(100);
  });

  it("count failures by what failed", async () => {
    const metrics = new Metrics(options);
    metrics.trouble("execution 4711");
    metrics.trouble("heartbeat");
    metrics.trouble("execution 4712");
    expect(Object.fromEntries(samplesOf(await metrics.text()))).toMatchObject({
      'ostro_errors_total{kind="execution"}': 2,
      'ostro_errors_total{kind="heartbeat"}': 1,
    });
  });

  it("of the node are there when the database is not", async () => {
    const metrics = new Metrics(options);
    const statistics = { ...anyStatistics, lanes: 7 };
    metrics.watch({ statistics: () => statistics, onCommitted: () => () => {} });
    const samples = samplesOf(await metrics.text());
    expect([samples.get("ostro_database_up"), samples.get("ostro_lanes")]).toEqual([0, 7]);
    expect([...samples.keys()].filter((name) => name.startsWith("ostro_database_"))).toEqual(["ostro_database_up"]);
  });
});
