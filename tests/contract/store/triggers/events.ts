import { describe, expect, it } from "vitest";
import type { EventRecord, NotificationRecord } from "../../../../src/core/model/index.ts";
import type { OpenStore } from "../open.ts";
import { execution } from "../records.ts";

export const event: EventRecord = {
  id: "e1",
  exchange: "nova",
  topic: "notifications",
  type: "compute.instance.create.end",
  projectId: null,
  reach: "public",
  data: { payload: { n: 1 } },
  createdAt: 10,
  dueAt: 10,
  handledAt: null,
};

export function notification(id: string, set: Partial<NotificationRecord> = {}): NotificationRecord {
  const listener = { type: "webhook", url: "http://a" };
  const shared = { listener, body: { id: "x" }, attempts: 0, dueAt: 5, createdAt: 5 };
  return { id, executionId: "x", projectId: "p1", event: "TASK_FAILED", ...shared, ...set };
}

export function exerciseEvents(open: OpenStore): void {
  describe("events", () => {
    it("come once, are dealt with by one node at a time, and are remembered", async () => {
      const { events } = await open();
      expect(await events.add(event)).toBe(true);
      expect(await events.add({ ...event, createdAt: 99, data: {} })).toBe(false);
      await events.add({ ...event, id: "e2", createdAt: 5, dueAt: 5 });
      expect(await events.claim(4, 100, 10)).toEqual([]);
      const claimed = await events.claim(20, 100, 10);
      expect(claimed.map(({ id }) => id)).toEqual(["e2", "e1"]);
      expect(claimed[1]).toEqual({ ...event, dueAt: 100 });
      expect(await events.claim(99, 200, 10)).toEqual([]);
      await events.handled("e1", 30);
      expect((await events.claim(100, 200, 10)).map(({ id }) => id)).toEqual(["e2"]);
      expect(await events.add(event)).toBe(false);
      expect(await events.forget(30)).toBe(0);
      expect(await events.forget(31)).toBe(1);
      expect(await events.add(event)).toBe(true);
    });
  });

  describe("notifications", () => {
    it("are stored with their commit, or not at all", async () => {
      const store = await open();
      const run = execution();
      const begin = { executionId: run.id, expectedVersion: null, created: [run], notifications: [notification("n1")] };
      expect(await store.commit([begin])).toEqual(["done"]);
      expect(await store.commit([{ ...begin, notifications: [notification("n2")] }])).toEqual(["stale"]);
      expect(await store.notifications.claim(5, 50, 10)).toEqual([{ ...notification("n1"), attempts: 1, dueAt: 50 }]);
    });

    it("come in order for each execution and listener, and a late one holds up no other", async () => {
      const store = await open();
      const run = execution({ id: "x" });
      const other = { type: "webhook", url: "http://b" };
      const notifications = [
        notification("n2"),
        notification("n1"),
        notification("n3", { listener: other }),
        notification("n4", { executionId: "y" }),
      ];
      await store.commit([{ executionId: run.id, expectedVersion: null, created: [run], notifications }]);
      const { notifications: outbox } = store;
      expect(await outbox.nextAt()).toBe(5);
      const names = async (now: number, until: number) => (await outbox.claim(now, until, 10)).map(({ id }) => id);
      expect(await names(5, 50)).toEqual(["n2", "n3", "n4"]);
      expect(await names(49, 50)).toEqual([]);
      await outbox.remove("n3");
      await outbox.remove("n4");
      await outbox.postpone("n2", 70);
      expect(await outbox.nextAt()).toBe(70);
      expect(await names(69, 100)).toEqual([]);
      expect(await outbox.claim(70, 100, 10)).toMatchObject([{ id: "n2", attempts: 2 }]);
      await outbox.remove("n2");
      expect(await names(70, 100)).toEqual(["n1"]);
      await outbox.remove("n1");
      expect(await outbox.nextAt()).toBeUndefined();
    });
  });
}
