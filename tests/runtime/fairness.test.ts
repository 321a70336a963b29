import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Action } from "../../src/actions/index.ts";
import { Busy, type Runtime } from "../../src/runtime/index.ts";
import { openStore, type Store } from "../../src/store/index.ts";
import { addWorkflows, caller, newRuntime, reached, start } from "./service.ts";

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
one: {tasks: {t: {action: test.note}}}
meant: {input: [to], tasks: {t: {action: test.note, target: <% $.to %>}}}
`;

/** An action that notes which workflow's execution it was for. */
function noting(noted: (string | null)[]): Action {
  return {
    name: "test.note",
    description: "",
    parameters: [],
    className: "Note",
    isAsync: false,
    run: async (_input, { executionId }) => {
      noted.push(executionId);
      await new Promise<void>((resolve) => void setImmediate(resolve));
      return { state: "SUCCESS", value: null };
    },
  };
}

async function startFor(project: string, runtime: Runtime): Promise<string> {
  const request = { workflowIdentifier: "one", namespace: "", input: {}, params: {}, description: "" };
  return (await runtime.start({ ...request, caller: { ...caller, project } })).id;
}

test("one execution of a project does not wait for hundreds of another", async () => {
  for (const project of ["many", "single"]) await addWorkflows(store, text, project);
  const noted: (string | null)[] = [];
  const runtime = newRuntime(store, [noting(noted)], { slots: 2 });
  await runtime.begin();
  const many = await Promise.all(Array.from({ length: 300 }, () => startFor("many", runtime)));
  const before = noted.length;
  const single = await startFor("single", runtime);
  for (const id of [single, ...many]) await reached(store, runtime, id, ["SUCCESS"]);
  expect(before).toBeLessThan(200);
  expect(noted.indexOf(single) - before).toBeLessThan(20);
  await runtime.stop(1000);
});

test("a full service refuses further starts and says when to come again", async () => {
  await addWorkflows(store, text);
  const runtime = newRuntime(store, [noting([])], { queueLimit: 4 });
  await runtime.begin();
  const gate = Promise.withResolvers<void>();
  const commit = store.commit.bind(store);
  vi.spyOn(store, "commit").mockImplementation(async (batch) => {
    await gate.promise;
    return commit(batch);
  });
  const begun = [start(runtime, "one"), start(runtime, "one")];
  const refused = await start(runtime, "one").catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Busy);
  expect(refused).toMatchObject({ retryAfterSeconds: 2, message: expect.stringContaining("of the project") });
  expect(runtime.statistics().refusedAsBusy).toBe(1);
  gate.resolve();
  for (const { id } of await Promise.all(begun)) await reached(store, runtime, id, ["SUCCESS"]);
  const { id } = await start(runtime, "one");
  await reached(store, runtime, id, ["SUCCESS"]);
  await runtime.stop(1000);
});

test("an action for this node or for one that nobody knows runs here", async () => {
  await addWorkflows(store, text);
  const noted: (string | null)[] = [];
  const runtime = newRuntime(store, [noting(noted)], { name: "here", targets: ["gpu"] });
  await runtime.begin();
  for (const to of ["here", "gpu", "nobody"]) {
    const { id } = await start(runtime, "meant", { to });
    await reached(store, runtime, id, ["SUCCESS"]);
    expect(noted.at(-1)).toBe(id);
  }
  expect((await store.nodes())[0]?.about).toEqual({
    name: "here",
    roles: ["api", "engine", "executor"],
    targets: ["here", "gpu"],
  });
  // Those that it knew to be its own it began at once.
  expect(runtime.statistics().actionsClaimed).toBe(1);
  await runtime.stop(1000);
});

test("a node without the role of an executor leaves actions to others", async () => {
  await addWorkflows(store, text);
  const [atDoor, atWork]: (string | null)[][] = [[], []];
  const door = newRuntime(store, [noting(atDoor ?? [])], { roles: ["api"], name: "door" });
  await door.begin();
  const { id } = await start(door, "one");
  const [action] = await store.actions.list({ visibility: "all" });
  expect(action).toMatchObject({ dispatch: "queued", claimedBy: null });
  expect((await store.nodes())[0]?.about).toEqual({ name: "door", roles: ["api"], targets: [] });

  const work = newRuntime(store, [noting(atWork ?? [])], { roles: ["engine", "executor"] });
  await work.begin();
  await reached(store, work, id, ["SUCCESS"]);
  expect([atDoor, atWork]).toEqual([[], [id]]);
  await work.stop(1000);
  await door.stop(1000);
});

test("two starts under the same id at the same moment are one execution", async () => {
  await addWorkflows(store, text);
  const noted: (string | null)[] = [];
  const runtime = newRuntime(store, [noting(noted)]);
  await runtime.begin();
  const id = "5f9e4b1c-0000-4000-8000-000000000001";
  const request = { id, workflowIdentifier: "one", namespace: "", input: {}, params: {}, description: "", caller };
  const begun = await Promise.all([runtime.start(request), runtime.start(request), runtime.start(request)]);
  expect(begun.map((execution) => execution.id)).toEqual([id, id, id]);
  await reached(store, runtime, id, ["SUCCESS"]);
  expect(noted).toEqual([id]);
  await runtime.stop(1000);
});
