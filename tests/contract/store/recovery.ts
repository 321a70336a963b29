import { describe, expect, it } from "vitest";
import type { Store } from "../../../src/store/index.ts";
import type { ExecutionRecord } from "../../../src/core/model/index.ts";
import type { OpenStore } from "./open.ts";
import { action, child, execution, message, task, timer } from "./records.ts";

export function exerciseRecovery(open: OpenStore): void {
  describe("recovery", () => {
    it("finds executions with messages, the longest waiting first", async () => {
      const store = await open();
      const runs = [execution(), execution(), execution()];
      await create(store, ...runs);
      const [a, b, c] = runs as [ExecutionRecord, ExecutionRecord, ExecutionRecord];
      for (const [to, createdAt] of [
        [b, 10],
        [a, 20],
        [b, 30],
        [c, 40],
      ] as const) {
        const version = (await store.loadExecution(to.id))!.execution.version;
        await store.commit([
          {
            executionId: to.id,
            expectedVersion: version,
            messagesSent: [message(to, { type: "pauseRequested" }, { createdAt })],
          },
        ]);
      }
      expect(await store.executionsWithMessages(40, 10)).toEqual([b.id, a.id]);
      expect(await store.executionsWithMessages(41, 10)).toEqual([b.id, a.id, c.id]);
      expect(await store.executionsWithMessages(41, 1)).toEqual([b.id]);
    });

    it("finds due timers and the next one", async () => {
      const store = await open();
      const run = execution();
      const timers = [30, 10, 20].map((at) => timer(run, { at }));
      expect(await store.nextTimerAt()).toBeUndefined();
      await store.commit([{ executionId: run.id, expectedVersion: null, created: [run], timersSet: timers }]);
      expect(await store.nextTimerAt()).toBe(10);
      expect(await store.dueTimers(20, 10)).toEqual([timers[1], timers[2]]);
      expect(await store.dueTimers(20, 1)).toEqual([timers[1]]);
      expect(await store.dueTimers(9, 10)).toEqual([]);
    });

    it("says which actions belong to no living node, and gives them back once", async () => {
      const store = await open();
      await store.holdLease("alive", 60_000);
      await store.holdLease("dead", -1);
      const claims = { alive: action(null), dead: action(null), unknown: action(null) };
      for (const [node, one] of Object.entries(claims)) {
        await store.createAction({ ...one, dispatch: "claimed", claimedBy: node });
      }
      expect((await store.nodes()).map((node) => [node.id, node.isAlive])).toEqual(
        expect.arrayContaining([
          ["alive", true],
          ["dead", false],
        ]),
      );
      const orphans = await store.orphanedActions(10);
      expect(orphans.map((one) => one.id).toSorted()).toEqual([claims.dead.id, claims.unknown.id].toSorted());
      expect((await store.actionsClaimedBy("alive")).map((one) => one.id)).toEqual([claims.alive.id]);

      const ids = Object.values(claims).map((one) => one.id);
      expect(await store.requeueActions(ids, "dead")).toEqual([claims.dead.id]);
      expect(await store.requeueActions(ids, "dead")).toEqual([]);
      const shares = [{ project: claims.dead.projectId, limit: 10 }];
      const claimed = await store.claimActions({ nodeId: "alive", targets: [], shares });
      expect(claimed.map((one) => one.id)).toEqual([claims.dead.id]);

      await store.holdLease("dead", 60_000);
      expect((await store.nodes()).every((node) => node.isAlive)).toBe(true);
      await store.removeNode("dead");
      expect((await store.nodes()).map((node) => node.id)).toEqual(["alive"]);
    });

    it("finds executions that nothing will move", async () => {
      const store = await open();
      const stuck = [execution({ state: "RUNNING" }), execution({ state: "IDLE", createdAt: 2000 })];
      const still = [execution({ state: "PAUSED" }), execution({ state: "SUCCESS" }), execution({ state: "ERROR" })];
      await create(store, ...stuck, ...still);

      const timed = execution();
      await store.commit([
        { executionId: timed.id, expectedVersion: null, created: [timed], timersSet: [timer(timed)] },
      ]);
      const told = execution();
      await store.commit([
        { executionId: told.id, expectedVersion: null, created: [told], messagesSent: [message(told)] },
      ]);
      const acting = execution();
      const first = task(acting);
      await store.commit([
        {
          executionId: acting.id,
          expectedVersion: null,
          created: [acting],
          changes: [
            { type: "taskCreated", task: first },
            { type: "actionCreated", action: action(first, { dispatch: "none" }) },
          ],
        },
      ]);
      const parent = execution();
      const sub = child(parent, "t", { createdAt: 3000 });
      await store.commit([
        { executionId: parent.id, expectedVersion: null, created: [parent, sub], messagesSent: [message(sub)] },
      ]);
      expect(await store.stuckExecutions(10)).toEqual(stuck.map((run) => run.id));
      expect(await store.stuckExecutions(1)).toEqual([stuck[0]!.id]);
    });

    it("deletes an execution with its whole tree and nothing else", async () => {
      const store = await open();
      const root = execution();
      const first = task(root);
      const sub = child(root, first.id);
      const below = child(sub, "t");
      const other = execution();
      await store.commit([
        {
          executionId: root.id,
          expectedVersion: null,
          created: [root, sub, below],
          changes: [
            { type: "taskCreated", task: first },
            { type: "actionCreated", action: action(first) },
          ],
          timersSet: [timer(root), timer(below)],
          messagesSent: [message(sub)],
        },
      ]);
      const kept = task(other);
      await store.commit([
        {
          executionId: other.id,
          expectedVersion: null,
          created: [other],
          changes: [{ type: "taskCreated", task: kept }],
        },
      ]);
      expect(await store.deleteExecution(root.id)).toBe(true);
      expect(await store.deleteExecution(root.id)).toBe(false);
      expect((await store.executions.list({ visibility: "all" })).map((run) => run.id)).toEqual([other.id]);
      expect((await store.tasks.list({ visibility: "all" })).map((one) => one.id)).toEqual([kept.id]);
      expect(await store.actions.count({ visibility: "all" })).toBe(0);
      expect(await store.nextTimerAt()).toBeUndefined();
      expect(await store.executionsWithMessages(Number.MAX_SAFE_INTEGER, 10)).toEqual([]);
      expect(await store.commit([{ executionId: sub.id, expectedVersion: 0 }])).toEqual(["stale"]);
    });
  });
}

async function create(store: Store, ...runs: ExecutionRecord[]): Promise<void> {
  await store.commit(runs.map((run) => ({ executionId: run.id, expectedVersion: null, created: [run] })));
}
