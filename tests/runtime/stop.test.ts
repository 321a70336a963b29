import { afterEach, beforeEach, expect, test } from "vitest";
import type { Action } from "../../src/actions/index.ts";
import type { ActionResult } from "../../src/core/model/index.ts";
import { openStore, type Store } from "../../src/store/index.ts";
import { addWorkflows, FakeClock, newRuntime, reached, start } from "./service.ts";

let store: Store;

beforeEach(async () => {
  store = await openStore("sqlite::memory:");
});

afterEach(async () => {
  expect(await store.stuckExecutions(10)).toEqual([]);
  await store.close();
});

/** An action that ends when it is told to, and counts how often it was begun. */
function gate(): { readonly action: Action; readonly begun: () => number; readonly open: () => void } {
  const waiting: ((result: ActionResult) => void)[] = [];
  let begun = 0;
  const action: Action = {
    name: "test.gate",
    description: "",
    parameters: [],
    className: "Gate",
    isAsync: false,
    run: () => {
      begun += 1;
      return new Promise((resolve) => void waiting.push(resolve));
    },
  };
  const open = () => {
    for (const resolve of waiting.splice(0)) resolve({ state: "SUCCESS", value: null });
  };
  return { action, begun: () => begun, open };
}

const two = `{version: '2.0', two: {tasks: {a: {action: test.gate, on-success: b}, b: {action: test.gate}}}}`;

test("a stopping node lets its actions end, begins no other, and leaves those to the next", async () => {
  await addWorkflows(store, two);
  const gateOfFirst = gate();
  const first = newRuntime(store, [gateOfFirst.action]);
  await first.begin();
  const { id } = await start(first, "two");
  const stopped = first.stop(60_000);
  gateOfFirst.open();
  await stopped;
  expect(gateOfFirst.begun()).toBe(1);
  const actions = await store.actions.list({ visibility: "all" });
  expect(
    Object.fromEntries(actions.map(({ taskName, state, dispatch }) => [taskName, `${state}, ${dispatch}`])),
  ).toEqual({
    a: "SUCCESS, none",
    b: "RUNNING, queued",
  });

  const gateOfSecond = gate();
  const second = newRuntime(store, [gateOfSecond.action]);
  await second.begin();
  await expect.poll(gateOfSecond.begun).toBe(1);
  gateOfSecond.open();
  expect(await reached(store, second, id, ["SUCCESS", "ERROR"])).toMatchObject({ state: "SUCCESS" });
  await second.stop(0);
});

const endless = `
version: '2.0'
endless:
  tasks:
    begin: {action: std.noop, on-success: a}
    a: {action: std.noop, on-success: b}
    b: {action: std.noop, on-success: a}
`;

test("a workflow without end is left to the nodes that live", async () => {
  await addWorkflows(store, endless);
  const clock = new FakeClock();
  const first = newRuntime(store);
  const second = newRuntime(store, [], { clock });
  await first.begin();
  await second.begin();
  const { id } = await start(first, "endless");
  await first.stop(0);

  const went = new Promise<void>((resolve) => void second.onCommitted((changed) => changed === id && resolve()));
  clock.advance(5000);
  await went;
  await second.tell(id, { type: "stopRequested", state: "SUCCESS", message: null });
  expect(await reached(store, second, id, ["SUCCESS"])).toMatchObject({ id });
  await second.stop(0);
  expect(await store.nodes()).toEqual([]);
});

const many = `
version: '2.0'
many: {tasks: {t: {with-items: i in <% range(5000) %>, action: std.noop}}}
`;

test("a decision that is not at its end is taken up by the nodes that live", async () => {
  await addWorkflows(store, many);
  const clock = new FakeClock();
  const first = newRuntime(store);
  const second = newRuntime(store, [], { clock });
  await first.begin();
  await second.begin();
  const { id } = await start(first, "many");
  await first.stop(0);
  expect((await store.nodes()).filter(({ isAlive }) => !isAlive).map((node) => node.id)).toEqual([first.nodeId]);

  clock.advance(5000);
  expect(await reached(store, second, id, ["SUCCESS", "ERROR"])).toMatchObject({ state: "SUCCESS" });
  await second.stop(0);
});
