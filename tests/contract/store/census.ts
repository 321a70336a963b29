import { describe, expect, it } from "vitest";
import { action, execution, message, task, timer } from "./records.ts";
import type { OpenStore } from "./open.ts";

export function exerciseCensus(open: OpenStore): void {
  describe("the census", () => {
    it("is empty but for the size of an empty database", async () => {
      const store = await open();
      const { databaseBytes, ...rest } = await store.census();
      expect(databaseBytes).toBeGreaterThan(4096);
      const none = { count: 0, oldestAt: null };
      expect(rest).toEqual({
        executions: none,
        queuedActions: none,
        offeredActions: none,
        claimedActions: 0,
        timers: none,
        messages: none,
        nodesAlive: 0,
        nodesDead: 0,
      });
    });

    it("counts what waits and what is under way, and nothing that is over", async () => {
      const store = await open();
      await store.holdLease("alive", 60_000);
      await store.holdLease("dead", -1);
      const run = execution({ createdAt: 2000 });
      const over = execution({ state: "SUCCESS", createdAt: 1 });
      const first = task(run);
      const actions = [
        action(first, { dispatch: "queued", createdAt: 20 }),
        action(first, { dispatch: "queued", createdAt: 10 }),
        action(first, { dispatch: "offered", createdAt: 30 }),
        action(first, { dispatch: "claimed", claimedBy: "alive" }),
        action(first, { dispatch: "none", state: "SUCCESS" }),
      ];
      await store.commit([
        {
          executionId: run.id,
          expectedVersion: null,
          created: [run, over],
          changes: [
            { type: "taskCreated", task: first },
            ...actions.map((one) => ({ type: "actionCreated", action: one }) as const),
          ],
          timersSet: [timer(run, { at: 7000 }), timer(run, { at: 6000 })],
          messagesSent: [message(run, { type: "pauseRequested" }, { createdAt: 50 })],
        },
      ]);
      expect(await store.census()).toMatchObject({
        executions: { count: 1, oldestAt: 2000 },
        queuedActions: { count: 2, oldestAt: 10 },
        offeredActions: { count: 1, oldestAt: 30 },
        claimedActions: 1,
        timers: { count: 2, oldestAt: 6000 },
        messages: { count: 1, oldestAt: 50 },
        nodesAlive: 1,
        nodesDead: 1,
      });
    });
  });
}
