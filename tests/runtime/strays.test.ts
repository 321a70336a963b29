import { expect, test } from "vitest";
import type { Action } from "../../src/actions/index.ts";
import { openStore, type Store } from "../../src/store/index.ts";
import { addWorkflows, caller, FakeClock, newRuntime, reached, start } from "./service.ts";

const text = `
version: '2.0'
six: {tasks: {t: {with-items: i in <% range(6) %>, action: test.later}}}
`;

/** Does what it is asked, and then fails once as if the connection had broken before the answer. */
function loseAnswerOf(store: Store, name: "commit" | "claimActions"): Store {
  let isLost = false;
  const ask = store[name].bind(store) as (...given: unknown[]) => Promise<unknown>;
  return {
    ...store,
    [name]: async (...given: unknown[]) => {
      const answer = await ask(...given);
      if (isLost || (Array.isArray(answer) && answer.length === 0)) return answer;
      isLost = true;
      throw new Error("connection lost");
    },
  };
}

test.each([
  { lost: "claimActions", slots: 4 },
  { lost: "commit", slots: 16 },
] as const)("actions are run once and by all means, though an answer of $lost is lost", async ({ lost, slots }) => {
  const store = await openStore("sqlite::memory:");
  await addWorkflows(store, text);
  const runs: string[] = [];
  const later: Action = {
    name: "test.later",
    description: "",
    parameters: [],
    className: "Later",
    isAsync: false,
    run: async (_input, { actionId }) => {
      runs.push(actionId);
      return { state: "SUCCESS", value: null };
    },
  };
  const clock = new FakeClock();
  const troubles: string[] = [];
  const runtime = newRuntime(loseAnswerOf(store, lost), [later], {
    clock,
    slots,
    onTrouble: (_what, error) => void troubles.push(error instanceof Error ? error.message : String(error)),
  });
  await runtime.begin();
  const id = await start(runtime, "six").then(
    (execution) => execution.id,
    async () => (await store.executions.list({ visibility: "all" }))[0]?.id ?? "",
  );
  await expect
    .poll(async () => {
      clock.advance(5000);
      return (await store.executions.get(id, "all"))?.state;
    })
    .toBe("SUCCESS");
  expect(await reached(store, runtime, id, ["SUCCESS"])).toMatchObject({ id });
  expect(runs).toHaveLength(6);
  expect(new Set(runs).size).toBe(6);
  if (lost === "claimActions") expect(troubles).toEqual(["connection lost"]);
  await runtime.stop(0);
  await store.close();
});

test("the result of a single action is stored though the database was away", async () => {
  const store = await openStore("sqlite::memory:");
  let isAway = true;
  const changeAction: Store["changeAction"] = async (...given) => {
    if (!isAway) return store.changeAction(...given);
    isAway = false;
    throw new Error("away");
  };
  const clock = new FakeClock();
  const troubles: string[] = [];
  const runtime = newRuntime({ ...store, changeAction }, [], {
    clock,
    onTrouble: (_what, error) => void troubles.push(error instanceof Error ? error.message : String(error)),
  });
  await runtime.begin();
  const { id } = await runtime.runAction({
    caller,
    name: "std.echo",
    namespace: "",
    input: { output: 1 },
    description: "",
    runSync: false,
    saveResult: true,
  });
  await expect
    .poll(async () => {
      clock.advance(50);
      return (await store.actions.get(id, "all"))?.state;
    })
    .toBe("SUCCESS");
  expect(troubles).toEqual(["away"]);
  await runtime.stop(0);
  await store.close();
});

test("actions that are waited for and not stored do not get into each other's way", async () => {
  const store = await openStore("sqlite::memory:");
  const ends: (() => void)[] = [];
  const gate: Action = {
    name: "test.gate",
    description: "",
    parameters: [],
    className: "Gate",
    isAsync: false,
    run: (_input, { signal }) =>
      new Promise((resolve, reject) => {
        ends.push(() => resolve({ state: "SUCCESS", value: null }));
        signal.addEventListener("abort", () => reject(new Error("stopped")));
      }),
  };
  const runtime = newRuntime(store, [gate]);
  await runtime.begin();
  const request = { caller, name: "test.gate", namespace: "", input: {}, description: "", runSync: true } as const;
  const both = [1, 2].map(() => runtime.runAction({ ...request, saveResult: false }));
  await expect.poll(() => ends.length).toBe(2);
  expect(runtime.statistics().actionsRunning).toBe(2);
  ends[0]?.();
  expect((await both[0])?.state).toBe("SUCCESS");
  await runtime.stop(0);
  expect((await both[1])?.state).toBe("CANCELLED");
  await store.close();
});
