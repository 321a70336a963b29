import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Action } from "../../src/actions/index.ts";
import { openStore, type Store, type Wake } from "../../src/store/index.ts";
import { addWorkflows, newRuntime, reached, start } from "./service.ts";

let store: Store;

beforeEach(async () => {
  store = await openStore("sqlite::memory:");
});

afterEach(async () => {
  expect(await store.stuckExecutions(10)).toEqual([]);
  await store.close();
});

const text = `
version: '2.0'
leaf: {tasks: {t: {action: test.later}}}
two: {tasks: {a: {action: test.later, on-success: b}, b: {workflow: leaf}}}
`;

const later: Action = {
  name: "test.later",
  description: "",
  parameters: [],
  className: "Later",
  isAsync: false,
  run: async () => ({ state: "SUCCESS", value: null }),
};

test("what a node has begun it need not load: its version is the stored one from the first commit", async () => {
  await addWorkflows(store, text);
  const load = vi.spyOn(store, "loadExecution");
  const runtime = newRuntime(store, [later]);
  await runtime.begin();
  const { id } = await start(runtime, "two");
  const ended = await reached(store, runtime, id, ["SUCCESS", "ERROR"]);
  expect(ended).toMatchObject({ state: "SUCCESS", version: 3 });
  expect(load).not.toHaveBeenCalled();
  await runtime.stop(0);
});

test("an execution in memory is loaded for messages that another node has sent", async () => {
  await addWorkflows(store, text);
  const listeners: ((wake: Wake) => void)[] = [];
  vi.spyOn(store, "onWake").mockImplementation((listener) => {
    listeners.push(listener);
    return () => {};
  });
  const runtime = newRuntime(store, [{ ...later, run: () => new Promise(() => {}) }]);
  await runtime.begin();
  const { id } = await start(runtime, "two");
  const [action] = await store.actions.list({ visibility: "all" });
  const sender = await start(runtime, "two");
  const event = { type: "actionFinished", actionId: action?.id ?? "", result: { state: "ERROR", value: "x" } } as const;
  const message = { id: "m", executionId: id, event, createdAt: 0 };
  const sent = await store.commit([{ executionId: sender.id, expectedVersion: 1, messagesSent: [message] }]);
  expect(sent).toEqual(["done"]);
  for (const listener of listeners) listener({ type: "messagesSent", executionId: id });
  expect(await reached(store, runtime, id, ["ERROR"])).toMatchObject({ version: 2 });
  await runtime.stop(0);
});
