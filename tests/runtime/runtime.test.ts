import { afterEach, beforeEach, expect, test } from "vitest";
import type { Action } from "../../src/actions/index.ts";
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

const chain = `
version: '2.0'
chain:
  input: [name]
  output: {text: <% $.text %>}
  tasks:
    a:
      action: std.echo output="hello <% $.name %>"
      publish: {text: <% task().result %>}
      on-success: b
    b: {action: std.noop}
`;

test("a chain of actions without side effects is one transaction", async () => {
  await addWorkflows(store, chain);
  const runtime = newRuntime(store);
  await runtime.begin();
  const started = await start(runtime, "chain", { name: "world" });
  expect(started).toMatchObject({ state: "RUNNING", input: { name: "world" } });
  const ended = await reached(store, runtime, started.id, ["SUCCESS", "ERROR"]);
  expect(ended).toMatchObject({ state: "SUCCESS", output: { text: "hello world" } });
  expect(runtime.statistics().transactions).toBe(1);
  await runtime.stop(0);
});

test("refused input is refused in Mistral's words and nothing is stored", async () => {
  await addWorkflows(store, chain);
  const runtime = newRuntime(store);
  await runtime.begin();
  await expect(start(runtime, "chain", { nmae: 1 })).rejects.toThrow(
    "Invalid input [name=chain, class=DirectWorkflowSpec, missing=['name'], unexpected=['nmae']]",
  );
  expect(await store.executions.count({ visibility: "all" })).toBe(0);
  await runtime.stop(0);
});

const asking = `
version: '2.0'
asking:
  vars: {mine: <% tasks(execution().id) %>}
  output: {mine: <% $.mine %>, none: <% $.none %>}
  tasks:
    t: {action: std.noop, publish: {none: <% tasks(uuid()) + executions(id => uuid()) %>}}
`;

test("a decision may ask by an id that it makes up", async () => {
  await addWorkflows(store, asking);
  const runtime = newRuntime(store);
  await runtime.begin();
  const started = await start(runtime, "asking", {});
  const ended = await reached(store, runtime, started.id, ["SUCCESS", "ERROR"]);
  expect(ended).toMatchObject({ state: "SUCCESS", output: { mine: [], none: [] } });
  await runtime.stop(0);
});

const nested = `
version: '2.0'
leaf:
  input: [n]
  output: {double: <% $.d %>}
  tasks:
    t: {action: test.later value=<% $.n * 2 %>, publish: {d: <% task().result %>}}
tree:
  output: {all: <% $.all %>}
  tasks:
    each:
      with-items: n in <% [1, 2, 3] %>
      workflow: leaf n=<% $.n %>
      publish: {all: <% task().result.double %>}
`;

/** Answers in the next turn of the event loop. */
const later: Action = {
  name: "test.later",
  description: "",
  parameters: [{ name: "value", required: true, default: null }],
  className: "Later",
  isAsync: false,
  run: async (input) => ({ state: "SUCCESS", value: input["value"] ?? null }),
};

test("sub-workflows run in lanes of their own and tell their parent", async () => {
  await addWorkflows(store, nested);
  const runtime = newRuntime(store, [later]);
  await runtime.begin();
  const { id } = await start(runtime, "tree");
  const ended = await reached(store, runtime, id, ["SUCCESS", "ERROR"]);
  expect(ended).toMatchObject({ state: "SUCCESS", output: { all: [2, 4, 6] } });
  await runtime.stop(0);
});

test("more actions than places wait in the queue", async () => {
  await addWorkflows(store, nested);
  const runtime = newRuntime(store, [later], { slots: 1 });
  await runtime.begin();
  const { id } = await start(runtime, "tree");
  expect(await reached(store, runtime, id, ["SUCCESS", "ERROR"])).toMatchObject({ output: { all: [2, 4, 6] } });
  await runtime.stop(0);
});

test("a delayed task goes on when its time has come", async () => {
  await addWorkflows(store, `{version: '2.0', wait: {tasks: {a: {action: std.noop, wait-before: 36000}}}}`);
  const clock = new FakeClock();
  const runtime = newRuntime(store, [], { clock });
  await runtime.begin();
  const { id } = await start(runtime, "wait");
  expect((await store.tasks.list({ visibility: "all" }))[0]).toMatchObject({ state: "DELAYED" });
  clock.advance(36_000_000);
  expect(await reached(store, runtime, id, ["SUCCESS", "ERROR"])).toMatchObject({ state: "SUCCESS" });
  await runtime.stop(0);
});

const lost = `
version: '2.0'
lost:
  tasks:
    once: {action: test.hang}
    again: {action: test.hang, safe-rerun: true}
`;

test("what a dead node ran is run again only with leave", async () => {
  await addWorkflows(store, lost);
  const runs: string[] = [];
  const hang: Action = {
    ...later,
    name: "test.hang",
    parameters: [],
    run: (_input, { taskId, signal }) => {
      runs.push(taskId ?? "");
      return new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("gone"))));
    },
  };
  const first = newRuntime(store, [hang]);
  await first.begin();
  const { id } = await start(first, "lost");
  expect(runs).toHaveLength(2);
  await first.stop(0);

  const second = newRuntime(store, [{ ...hang, run: async () => ({ state: "SUCCESS", value: null }) }]);
  await second.begin();
  const ended = await reached(store, second, id, ["SUCCESS", "ERROR"]);
  expect(ended.state).toBe("ERROR");
  const tasks = await store.tasks.list({ visibility: "all" });
  expect(Object.fromEntries(tasks.map(({ name, state }) => [name, state]))).toEqual({
    once: "ERROR",
    again: "SUCCESS",
  });
  expect(ended.stateInfo).toContain("it is not run again, because its task does not say 'safe-rerun: true'");
  await second.stop(0);
});
