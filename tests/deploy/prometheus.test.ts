import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { setTimeout } from "node:timers/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { Connection } from "../../src/client/index.ts";
import { createService, readSettings, type OstroService } from "../../src/index.ts";

const deploy = join(import.meta.dirname, "../../deploy");

interface Panel {
  readonly title: string;
  readonly targets?: readonly { readonly expr: string }[];
}

const dashboard = JSON.parse(readFileSync(join(deploy, "grafana/ostro.json"), "utf8")) as {
  readonly panels: readonly Panel[];
};
const queries = dashboard.panels.flatMap(({ title, targets = [] }) =>
  targets.map(({ expr }): [title: string, expr: string] => [title, expr]),
);
const alerts = parse(readFileSync(join(deploy, "prometheus/alerts.yml"), "utf8")) as {
  readonly groups: readonly { readonly rules: readonly { readonly alert: string; readonly expr: string }[] }[];
};
const alertQueries = alerts.groups.flatMap(({ rules }) =>
  rules.map(({ alert, expr }): [title: string, expr: string] => [alert, expr]),
);

const definition = `
version: '2.0'
loaded:
  tasks:
    works: {action: std.sleep seconds=0.005, on-success: fails}
    fails: {action: std.http url="http://127.0.0.1:1/", on-error: noop}
`;

/** Why Prometheus cannot be run here; undefined if it can. */
function missingPrometheus(): string | undefined {
  const { status } = spawnSync("prometheus", ["--version"]);
  return status === 0 ? undefined : "there is no prometheus (Debian package prometheus)";
}

const missing = missingPrometheus();

describe("the dashboard and the alerts", () => {
  let service: OstroService;
  let folder: string;
  let prometheus: ChildProcess | undefined;
  let api = "";
  const stop = new AbortController();
  let load: Promise<void> = Promise.resolve();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "ostro-prometheus-"));
    const settings = readSettings({ options: { database: "sqlite::memory:", port: 0, logLevel: "silent" } });
    service = await createService(settings, { version: "0.0.0" });
    const url = new URL(await service.listen());
    const connection = new Connection(service.transport);
    await connection.sendText("POST", "/v2/workflows", definition);
    load = work(connection);
    if (missing !== undefined) return;
    const config = {
      scrape_configs: [{ job_name: "ostro", scrape_interval: "250ms", static_configs: [{ targets: [url.host] }] }],
    };
    writeFileSync(join(folder, "prometheus.yml"), JSON.stringify(config));
    const address = `127.0.0.1:${await freePort()}`;
    api = `http://${address}/api/v1/query`;
    const options = [`--config.file=${join(folder, "prometheus.yml")}`, `--storage.tsdb.path=${join(folder, "data")}`];
    prometheus = spawn("prometheus", [...options, `--web.listen-address=${address}`], { stdio: "ignore" });
  });

  afterAll(async () => {
    stop.abort();
    await load;
    const ended = new Promise((resolve) => {
      if (prometheus === undefined) resolve(undefined);
      else prometheus.once("exit", resolve);
    });
    prometheus?.kill("SIGKILL");
    await ended;
    await service.stop();
    rmSync(folder, { recursive: true });
  });

  /** Keeps the node at work until it is told to stop. */
  async function work(connection: Connection): Promise<void> {
    while (!stop.signal.aborted) {
      await Promise.all(
        Array.from({ length: 5 }, () => connection.post("/v2/executions", { workflow_name: "loaded" })),
      );
      // A load that leaves the machine to other tests.
      await setTimeout(50);
      await connection.get("/v2/executions/none").catch(() => {});
    }
  }

  async function ask(expr: string): Promise<readonly { readonly value: readonly [number, string] }[]> {
    const answer = await fetch(`${api}?${new URLSearchParams({ query: expr }).toString()}`);
    const body = (await answer.json()) as {
      readonly status: string;
      readonly error?: string;
      readonly data?: { readonly result: readonly { readonly value: readonly [number, string] }[] };
    };
    if (body.status !== "success" || body.data === undefined) throw new Error(`${expr}: ${body.error ?? "no answer"}`);
    return body.data.result;
  }

  it("name no metric that the service does not have", async () => {
    const { body } = await service.transport({ method: "GET", path: "/metrics", headers: {}, body: undefined });
    const known = new Set([...body.matchAll(/^# TYPE (\w+)/gm)].map(([, name = ""]) => name));
    const used = [...queries, ...alertQueries].flatMap(([title, expr]) =>
      [...expr.matchAll(/\b((?:ostro|process|nodejs)_\w+)/g)].map(([, name = ""]) => ({ title, name })),
    );
    const isKnown = (name: string) => known.has(name) || known.has(name.replace(/_(bucket|sum|count)$/, ""));
    expect(used.filter(({ name }) => !isKnown(name))).toEqual([]);
    expect(used.length).toBeGreaterThan(60);
  });

  it("ask nothing that a real Prometheus which scrapes a loaded node cannot answer", async (context) => {
    if (missing !== undefined) context.skip(missing);
    const scrapes = () => ask('count_over_time(up{job="ostro"}[1m])').catch(() => []);
    const enough = async () => (await scrapes()).some(({ value }) => Number(value[1]) >= 6);
    await expect.poll(enough, { timeout: 40_000 }).toBe(true);
    const empty: string[] = [];
    for (const [title, expr] of queries) {
      const bare = expr.replaceAll("$__rate_interval", "5s").replaceAll("$job", "ostro").replaceAll("$node", ".*");
      const result = await ask(bare);
      if (result.every(({ value }) => value[1] === "NaN")) empty.push(`${title}: ${bare}`);
    }
    expect(empty).toEqual([]);
    for (const [, expr] of alertQueries) expect(await ask(expr)).toEqual([]);
    const rules = spawnSync("promtool", ["check", "rules", join(deploy, "prometheus/alerts.yml")], {
      encoding: "utf8",
    });
    expect(rules).toMatchObject({ status: 0 });
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
