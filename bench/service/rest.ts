import { Connection, httpTransport } from "../../src/client/index.ts";
import { createService, readSettings } from "../../src/index.ts";
import { drive, type Drive, type Driver } from "./drive.ts";
import { step, type Workload } from "./workloads.ts";

/** A service in this process, for another process to speak to. */
export async function listen(database: string) {
  const settings = readSettings({ options: { database, port: 0, logLevel: "error" }, environment: {} });
  const service = await createService(settings, { version: "bench", actions: [step] });
  return { url: await service.listen(), stop: () => service.stop() };
}

/** One request for all executions under way tells which of them have ended. */
const pollMs = 4;

/** Stores the workflow of a workload. */
export async function define(workload: Workload, url: string): Promise<void> {
  await new Connection(httpTransport(url)).sendText("POST", "/v2/workflows", workload.definition);
}

/** Runs a workload that is defined over HTTP, with as many clients as there are executions at a time. */
export async function measureRest(workload: Workload, url: string, warm: () => void): Promise<Drive> {
  const connection = new Connection(httpTransport(url));
  const waiting = new Map<string, () => void>();
  const over = new AbortController();

  async function watch(): Promise<void> {
    while (!over.signal.aborted) {
      const asked = [...waiting.keys()];
      const query = { state: "RUNNING", fields: "id" };
      const { executions } = await connection.get("/v2/executions", query);
      const running = JSON.stringify(executions);
      for (const id of asked) {
        if (running.includes(id)) continue;
        waiting.get(id)?.();
        waiting.delete(id);
      }
      await new Promise((resolve) => void setTimeout(resolve, pollMs));
    }
  }

  const driver: Driver = {
    begin: async () => {
      const { id } = await connection.post("/v2/executions", { workflow_name: workload.name });
      return typeof id === "string" ? id : "";
    },
    ended: (id) => new Promise((resolve) => void waiting.set(id, resolve)),
  };
  const watching = watch();
  const driven = await drive(workload, driver, warm);
  over.abort();
  await watching;
  return driven;
}

/** Milliseconds to store a definition of 100 tasks, one after the other: the middle of many, and the slowest. */
export async function measureDefinition(url: string): Promise<{ readonly p50Ms: number; readonly worstMs: number }> {
  const connection = new Connection(httpTransport(url));
  const times: number[] = [];
  for (let n = 0; n < 40; n += 1) {
    const tasks = Array.from(
      { length: 100 },
      (_, t) => `    t${t}:
      action: std.echo output="<% $.name %> ${t}"
      publish: {v${t}: <% task().result %>}
      retry: {count: 3, delay: 1}
      ${t === 99 ? "" : `on-success: [t${t + 1}: <% $.v${t} != null %>]`}`,
    );
    const definition = [`version: '2.0'`, `big${n}:`, "  input: [name]", "  tasks:", ...tasks, ""].join("\n");
    const begun = performance.now();
    await connection.sendText("POST", "/v2/workflows", definition);
    times.push(performance.now() - begun);
  }
  const sorted = times.slice(10).toSorted((a, b) => a - b);
  return { p50Ms: sorted[Math.floor(sorted.length / 2)] ?? 0, worstMs: sorted.at(-1) ?? 0 };
}

/** Milliseconds, the middle of many, to read a list of 200 executions that have ended, and one of them. */
export async function measureReads(url: string): Promise<{ readonly listMs: number; readonly oneMs: number }> {
  const connection = new Connection(httpTransport(url));
  await connection.sendText("POST", "/v2/workflows", "version: '2.0'\nread: {tasks: {t: {action: std.noop}}}\n");
  const ids: string[] = [];
  for (let n = 0; n < 200; n += 1) {
    const { id } = await connection.post("/v2/executions", { workflow_name: "read" });
    if (typeof id === "string") ids.push(id);
  }
  const listMs = await middleOf(100, () => connection.get("/v2/executions", { limit: "200" }));
  const oneMs = await middleOf(400, (n) => connection.get(`/v2/executions/${ids[n % 200]}`));
  return { listMs, oneMs };
}

async function middleOf(times: number, read: (n: number) => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let n = 0; n < times; n += 1) {
    const begun = performance.now();
    await read(n);
    taken.push(performance.now() - begun);
  }
  return taken.toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
}
