import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { actionRegistry, secretSources } from "../../../src/actions/index.ts";
import type { Caller, ExecutionRecord } from "../../../src/core/model/index.ts";
import { Workers, type Runtime } from "../../../src/runtime/index.ts";
import { openStore, type Store } from "../../../src/store/index.ts";
import { addWorkflows, caller, FakeClock, newRuntime, reached, start } from "../service.ts";

let store: Store;
let clock: FakeClock;
let runtime: Runtime;
let workers: Workers;

const offers = new EventTarget();

const sources = secretSources({
  environmentPrefix: "OSTRO_SECRET_",
  folder: undefined,
  vault: undefined,
  isByProject: false,
});

async function boot(): Promise<void> {
  runtime = newRuntime(store, [], {
    actions: actionRegistry([], { served: ["acme.*", "one"] }),
    clock,
    onOffered: () => {
      offers.dispatchEvent(new Event("offer"));
      workers.offered();
    },
  });
  workers = new Workers({
    store,
    secretSources: sources,
    isServed: (name) => name.startsWith("acme.") || name === "one",
    newId: randomUUID,
    complete: (id, result) => runtime.completeAction(id, result),
    after: (delayMs, callback) => clock.after(delayMs, callback),
  });
  await runtime.begin();
}

beforeEach(async () => {
  process.env["OSTRO_SECRET_KEY"] = "s3cret";
  store = await openStore("sqlite::memory:");
  clock = new FakeClock();
  await boot();
  await addWorkflows(
    store,
    `
version: '2.0'
w:
  input: [names]
  tasks:
    t:
      with-items: n in <% $.names %>
      action: acme.do
      input: {n: <% $.n %>, key: {$secret: 'env:KEY'}}
      publish: {got: <% task().result %>}
`,
  );
});

afterEach(async () => {
  delete process.env["OSTRO_SECRET_KEY"];
  workers.close();
  await runtime.stop(0);
  await store.close();
});

/** Starts the workflow and waits until its actions are offered. */
async function begin(...names: string[]): Promise<ExecutionRecord> {
  let missing = names.length;
  const all = new Promise<void>((resolve) => {
    const counted = () => {
      missing -= 1;
      if (missing > 0) return;
      offers.removeEventListener("offer", counted);
      resolve();
    };
    offers.addEventListener("offer", counted);
  });
  const execution = await start(runtime, "w", { names });
  await all;
  return execution;
}

function poll(
  id: string,
  more: {
    readonly limit?: number;
    readonly waitMs?: number;
    readonly names?: string[];
    readonly as?: Caller;
    readonly signal?: AbortSignal;
    readonly all?: boolean;
  } = {},
) {
  const { limit = 1, waitMs = 30_000, names = ["acme.do"], as = caller, signal = new AbortController().signal } = more;
  return workers.poll(id, as, { names, limit, waitMs, ofAllProjects: more.all ?? false }, signal);
}

test("a worker fetches an action with its secrets, tells the result, and the workflow goes on", async () => {
  const { id } = await workers.register();
  const execution = await begin("a");
  const [task] = await poll(id);
  expect(task?.input).toEqual({ n: "a", key: "s3cret" });
  expect(task?.action.run.input).toEqual({ n: "a", key: { $secret: "env:KEY" } });
  await workers.finish(id, caller, task?.action.id ?? "", { state: "SUCCESS", value: { did: "a by s3cret" } });
  const ended = await reached(store, runtime, execution.id, ["SUCCESS", "ERROR"]);
  expect(ended).toMatchObject({ state: "SUCCESS", output: { got: [{ did: "a by ***" }] } });
  expect(JSON.stringify(await store.loadExecution(execution.id))).not.toContain("s3cret");
});

test("a worker that waits gets an action when it comes", async () => {
  const { id } = await workers.register();
  const waiting = poll(id);
  await begin("a");
  expect(await waiting).toMatchObject([{ input: { n: "a" } }]);
});

test("nothing comes until its time is over, it hangs up, or the service stops", async () => {
  const { id } = await workers.register();
  expect(await poll(id, { waitMs: 0 })).toEqual([]);
  const late = poll(id, { waitMs: 1000 });
  await store.ping();
  clock.advance(1000);
  expect(await late).toEqual([]);
  const stop = new AbortController();
  const given = poll(id, { signal: stop.signal });
  stop.abort();
  expect(await given).toEqual([]);
  const closed = poll(id);
  workers.close();
  expect(await closed).toEqual([]);
});

test("two workers never get the same action", async () => {
  const [a, b] = [await workers.register(), await workers.register()];
  await begin("1", "2", "3", "4", "5");
  const got = (await Promise.all([poll(a.id, { limit: 3 }), poll(b.id, { limit: 3 })])).flat();
  const rest = await poll(a.id, { limit: 9, waitMs: 0 });
  const names = [...got, ...rest].map(({ input }) => input["n"]);
  expect(names).toHaveLength(5);
  expect(new Set(names)).toEqual(new Set(["1", "2", "3", "4", "5"]));
});

describe("a worker gets only", () => {
  test("what it can do", async () => {
    const { id } = await workers.register();
    await begin("a");
    expect(await poll(id, { names: ["acme.other", "one"], waitMs: 0 })).toEqual([]);
    expect(await poll(id, { names: [], waitMs: 0 })).toEqual([]);
  });

  test("what is of its project, but for an admin who wants all", async () => {
    const { id } = await workers.register();
    const other: Caller = { project: "other", user: "u", roles: [] };
    await begin("a");
    expect(await poll(id, { as: other, waitMs: 0 })).toEqual([]);
    const [task] = await poll(id, { as: other, all: true });
    expect(task?.input["n"]).toBe("a");
    const result = { state: "SUCCESS", value: 1 } as const;
    await expect(workers.finish(id, other, task?.action.id ?? "", result)).rejects.toThrow("any more");
  });
});

test("what no worker serves cannot be asked for", async () => {
  const { id } = await workers.register();
  await expect(poll(id, { names: ["acme.do", "std.http"] })).rejects.toThrow(
    "Workers do not serve the action 'std.http': it is not among the setting worker_actions",
  );
});

test("a result counts once, and only from the worker that does the action", async () => {
  const [a, b] = [await workers.register(), await workers.register()];
  const execution = await begin("a");
  const [task] = await poll(a.id);
  const actionId = task?.action.id ?? "";
  const tell = (id: string, value: number) => workers.finish(id, caller, actionId, { state: "SUCCESS", value });
  await expect(tell(b.id, 2)).rejects.toThrow(`The worker does not do the action ${actionId} any more`);
  await tell(a.id, 1);
  await expect(tell(a.id, 3)).rejects.toThrow("any more");
  expect(await reached(store, runtime, execution.id, ["SUCCESS"])).toMatchObject({ output: { got: [1] } });
});

test("an error fails the task", async () => {
  const { id } = await workers.register();
  const execution = await begin("a");
  const [task] = await poll(id);
  await workers.finish(id, caller, task?.action.id ?? "", { state: "ERROR", value: { code: 7 } });
  expect(await reached(store, runtime, execution.id, ["ERROR"])).toMatchObject({ state: "ERROR" });
});

test("a heartbeat says what need not be done any more", async () => {
  const { id } = await workers.register();
  const execution = await begin("a");
  const [task] = await poll(id);
  const actionId = task?.action.id ?? "";
  expect(await workers.heartbeat(id, caller, [actionId])).toEqual([]);
  await runtime.tell(execution.id, { type: "stopRequested", state: "CANCELLED", message: null });
  await store.deleteExecution(execution.id);
  expect(await workers.heartbeat(id, caller, [actionId, "unknown"])).toEqual([actionId, "unknown"]);
});

test("a worker that goes gives back what it has not done", async () => {
  const [a, b] = [await workers.register(), await workers.register()];
  const execution = await begin("a", "b");
  await poll(a.id);
  const waiting = poll(a.id, { names: ["one"] });
  await workers.leave(a.id);
  expect(await waiting).toEqual([]);
  clock.advance(5000);
  for (const _ of ["a", "b"]) {
    const [task] = await poll(b.id);
    await workers.finish(b.id, caller, task?.action.id ?? "", { state: "SUCCESS", value: null });
  }
  expect(await reached(store, runtime, execution.id, ["SUCCESS"])).toMatchObject({ state: "SUCCESS" });
});

test("a secret that is missing fails the action; it is not given out", async () => {
  delete process.env["OSTRO_SECRET_KEY"];
  const { id } = await workers.register();
  const execution = await begin("a");
  expect(await poll(id, { waitMs: 0 })).toEqual([]);
  await reached(store, runtime, execution.id, ["ERROR"]);
  const bundle = await store.loadExecution(execution.id);
  expect(bundle?.actions[0]?.output?.["result"]).toMatch(/^Failed to read the secret 'env:KEY'/);
});

describe("after a restart", () => {
  test("what was offered is there, and what a worker does is still its own", async () => {
    const { id } = await workers.register();
    const execution = await begin("a", "b");
    const [first] = await poll(id);
    await runtime.stop(0);
    await boot();
    const [second] = await poll(id);
    for (const task of [first, second]) {
      await workers.finish(id, caller, task?.action.id ?? "", { state: "SUCCESS", value: task?.input["n"] ?? null });
    }
    expect(await reached(store, runtime, execution.id, ["SUCCESS"])).toMatchObject({ output: { got: ["a", "b"] } });
  });
});

test("the actions of a worker that is gone count as lost", async () => {
  const { id } = await workers.register();
  const execution = await begin("a");
  const [task] = await poll(id);
  await store.holdLease(task?.action.claimedBy ?? "", -1);
  clock.advance(5000);
  await reached(store, runtime, execution.id, ["ERROR"]);
  const action = await store.actions.get(task?.action.id ?? "", "all");
  expect(action?.output?.["result"]).toMatch(
    /^The worker \S+ that ran this action is gone before it reported a result/,
  );
});
