import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Client, Connection, httpTransport, runWorker, type WorkerHandler } from "../../src/client/index.ts";
import { createService, readSettings, type OstroService } from "../../src/index.ts";

let service: OstroService;
let url: string;
let client: Client;

beforeEach(async () => {
  const options = { database: "sqlite::memory:", logLevel: "silent", port: 0, workerActions: "acme.*" };
  service = await createService(readSettings({ options }), { version: "0" });
  url = await service.listen();
  client = new Client(new Connection(httpTransport(url)));
});

afterEach(() => service.stop());

/** A workflow that calls an action, and its end. */
async function call(action: string, input: Record<string, unknown>) {
  const name = `w${Math.random().toString(36).slice(2)}`;
  const given = Object.keys(input).length === 0 ? {} : { input };
  const task = { action, ...given, publish: { result: "<% task().result %>" } };
  await client.workflows.create(JSON.stringify({ version: "2.0", [name]: { tasks: { t: task } } }));
  const { id } = await client.executions.start({ workflow_name: name });
  return {
    id,
    end: async () => {
      for (;;) {
        const { state, output } = await client.executions.get(id);
        if (state !== "RUNNING") return { state, output: JSON.parse(output ?? "{}") as Record<string, unknown> };
        await new Promise((resolve) => void setTimeout(resolve, 20));
      }
    },
  };
}

/** Runs a worker until the work is done. */
async function withWorker<T>(handlers: Record<string, WorkerHandler>, work: () => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const running = runWorker(client.workers, { handlers, concurrency: 2, signal: stop.signal });
  try {
    return await work();
  } finally {
    stop.abort();
    await running;
  }
}

describe("a worker in TypeScript", () => {
  test("does actions, at the same time if it may", async () => {
    let met = 0;
    const both = Promise.withResolvers<void>();
    const meet: WorkerHandler = async ({ n }, { idempotencyKey, action }) => {
      met += 1;
      if (met === 2) both.resolve();
      await both.promise;
      return { n: n as number, isSame: idempotencyKey === action.id };
    };
    const results = await withWorker({ "acme.meet": meet }, async () => {
      const calls = [await call("acme.meet", { n: 1 }), await call("acme.meet", { n: 2 })];
      return Promise.all(calls.map(({ end }) => end()));
    });
    expect(results.map(({ output }) => output["result"])).toEqual([
      { n: 1, isSame: true },
      { n: 2, isSame: true },
    ]);
  });

  test.each<[string, unknown, unknown]>([
    ["an error", new Error("broken"), "broken"],
    ["an error with data", Object.assign(new Error("broken"), { data: { code: 3 } }), { code: 3 }],
    ["anything", "just so", "just so"],
  ])("that throws %s fails the task", async (_, error, data) => {
    const fail: WorkerHandler = () => {
      throw error;
    };
    const execution = await call("acme.fail", {});
    expect(await withWorker({ "acme.fail": fail }, () => execution.end())).toMatchObject({ state: "ERROR" });
    const [action] = await Array.fromAsync(client.actionExecutions.list({ name: "acme.fail" }));
    const { output } = await client.actionExecutions.get(action?.id ?? "");
    expect(JSON.parse(output ?? "")).toEqual({ result: data });
  });

  test("ends when it is told to, and what it does it does to the end", async () => {
    const stop = new AbortController();
    const running = runWorker(client.workers, {
      handlers: {
        "acme.slow": async () => {
          stop.abort();
          return "done";
        },
      },
      signal: stop.signal,
    });
    const execution = await call("acme.slow", {});
    await running;
    expect(await execution.end()).toMatchObject({ state: "SUCCESS", output: { result: "done" } });
    expect(await client.workers.register()).toMatchObject({ lease_seconds: 60 });
  });

  test("that asks for what no worker serves is refused", async () => {
    const running = runWorker(client.workers, {
      handlers: { "std.http": () => null },
      signal: new AbortController().signal,
    });
    await expect(running).rejects.toThrow("Workers do not serve the action 'std.http'");
  });
});

const hasPython = spawnSync("python3", ["--version"]).status === 0;

describe("the worker in Python", () => {
  test.skipIf(!hasPython)("does actions, and tells of errors", async () => {
    const script = join(import.meta.dirname, "../../examples/workers/worker.py");
    const worker = spawn("python3", [script, url], { stdio: ["ignore", "ignore", "inherit"] });
    const gone = new Promise((resolve) => worker.on("close", resolve));
    try {
      const said = await call("acme.shout", { text: "hi", times: 2 });
      expect(await said.end()).toEqual({
        state: "SUCCESS",
        output: expect.objectContaining({ result: { said: "HI HI" } }),
      });
      const failed = await call("acme.divide", { a: 1, b: 0 });
      expect(await failed.end()).toMatchObject({ state: "ERROR" });
      const [action] = await Array.fromAsync(client.actionExecutions.list({ name: "acme.divide" }));
      const { output } = await client.actionExecutions.get(action?.id ?? "");
      expect(output).toBe(`{"result": "ZeroDivisionError('division by zero')"}`);
    } finally {
      worker.kill();
      await gone;
    }
  });
});
