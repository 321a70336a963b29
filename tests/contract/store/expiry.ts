import { describe, expect, it } from "vitest";
import type { ExecutionRecord } from "../../../src/core/model/index.ts";
import type { Store } from "../../../src/store/index.ts";
import type { OpenStore } from "./open.ts";
import { action, child, execution, message, task, timer } from "./records.ts";

async function create(store: Store, ...runs: readonly ExecutionRecord[]): Promise<void> {
  await store.commit(runs.map((run) => ({ executionId: run.id, expectedVersion: null, created: [run] })));
}

/** A finished execution, by the moment of its end. */
function ended(finishedAt: number, set: Partial<ExecutionRecord> = {}): ExecutionRecord {
  return execution({ state: "SUCCESS", finishedAt, ...set });
}

async function left(store: Store): Promise<string[]> {
  return (await store.executions.list({ visibility: "all", fields: ["id"] })).map(({ id }) => id).toSorted();
}

export function exerciseExpiry(open: OpenStore): void {
  describe("expiry", () => {
    it("deletes the oldest finished executions, and leaves those that run", async () => {
      const store = await open();
      const [a, b, c, failed] = [ended(10), ended(20), ended(30), ended(5, { state: "ERROR" })];
      const running = execution();
      await create(store, b, a, running, failed, c);
      const expire = (finishedAt: number, limit: number, ignoredStates: string[] = []) =>
        store.expireExecutions({ upTo: { finishedAt, id: "" }, ignoredStates, limit });
      expect(await expire(5, 10)).toBe(0);
      expect(await expire(25, 1, ["ERROR"])).toBe(1);
      expect(await left(store)).toEqual([b.id, c.id, failed.id, running.id].toSorted());
      expect(await expire(25, 10, ["ERROR"])).toBe(1);
      expect(await expire(100, 10)).toBe(2);
      expect(await left(store)).toEqual([running.id]);
    });

    it("finds those that are too many, also among those that ended in the same moment", async () => {
      const store = await open();
      const runs = ["a", "b", "c", "d"].map((id) => ended(id === "d" ? 8 : 7, { id }));
      await create(store, ...runs);
      expect(await store.finishedBeyond(4)).toBeUndefined();
      const upTo = (await store.finishedBeyond(2)) ?? { id: "", finishedAt: 0 };
      expect(upTo).toEqual({ id: "b", finishedAt: 7 });
      expect(await store.expireExecutions({ upTo, ignoredStates: [], limit: 10 })).toBe(2);
      expect(await left(store)).toEqual(["c", "d"]);
    });

    it("takes along everything that belongs to them, and never a sub-workflow alone", async () => {
      const store = await open();
      const root = ended(10);
      const t = task(root);
      const sub = child(root, t.id, { state: "SUCCESS", finishedAt: 5 });
      const below = child(sub, "t2", { state: "SUCCESS", finishedAt: 4 });
      const done = action(null, { executionId: root.id });
      await store.commit([
        {
          executionId: root.id,
          expectedVersion: null,
          created: [root, sub, below],
          changes: [
            { type: "taskCreated", task: t },
            { type: "actionCreated", action: done },
          ],
          timersSet: [timer(root)],
          messagesSent: [message(below, { type: "started" })],
        },
      ]);
      expect(await store.finishedBeyond(1)).toBeUndefined();
      expect(await store.expireExecutions({ upTo: { finishedAt: 10, id: "" }, ignoredStates: [], limit: 10 })).toBe(0);
      expect(await store.expireExecutions({ upTo: { finishedAt: 11, id: "" }, ignoredStates: [], limit: 10 })).toBe(1);
      expect(await left(store)).toEqual([]);
      const counts = [store.tasks.count({ visibility: "all" }), store.actions.count({ visibility: "all" })];
      expect(await Promise.all(counts)).toEqual([0, 0]);
      expect([await store.nextTimerAt(), await store.executionsWithMessages(1e15, 10)]).toEqual([undefined, []]);
    });

    it("lets two nodes delete at the same time", async () => {
      const store = await open();
      await create(store, ...Array.from({ length: 40 }, (_, n) => ended(n)));
      const upTo = { finishedAt: 100, id: "" };
      const expire = () => store.expireExecutions({ upTo, ignoredStates: [], limit: 10 });
      const counts = await Promise.all([expire(), expire(), expire()]);
      expect((await left(store)).length).toBe(40 - counts.reduce((sum, count) => sum + count, 0));
    });

    it("deletes actions that ran alone and have ended", async () => {
      const store = await open();
      const [old, young, open1] = [
        action(null, { state: "ERROR", updatedAt: 1 }),
        action(null, { state: "SUCCESS", updatedAt: 9 }),
        action(null, { updatedAt: 1 }),
      ];
      for (const one of [old, young, open1]) await store.createAction(one);
      expect(await store.expireActions(5, 10)).toBe(1);
      const ids = (await store.actions.list({ visibility: "all", fields: ["id"] })).map(({ id }) => id);
      expect(ids.toSorted()).toEqual([young.id, open1.id].toSorted());
      expect(await store.expireActions(100, 10)).toBe(1);
    });
  });
}
