import { describe, expect, it } from "vitest";
import type { Pending } from "../../../src/store/index.ts";
import type { OpenStore } from "./open.ts";
import { event, notification } from "./triggers/events.ts";
import { cron } from "./triggers/triggers.ts";
import { action, execution, message, timer } from "./records.ts";

const nothing: Pending = {
  maintenance: "RUNNING",
  isToResume: false,
  timersAt: undefined,
  cronTriggersAt: undefined,
  eventsAt: undefined,
  notificationsAt: undefined,
  hasQueued: false,
  hasMessages: false,
  hasClaimed: false,
  hasOrphans: false,
  hasDeadNodes: false,
};

const about = { name: "one", roles: ["engine"], targets: [] };

export function exerciseHeartbeat(open: OpenStore): void {
  describe("a heartbeat", () => {
    const beat = { nodeId: "n1", leaseMs: 60_000, about, messagesBefore: 100 };

    it("renews the lease, and finds nothing where nothing is to be done", async () => {
      const store = await open();
      expect(await store.heartbeat(beat)).toEqual(nothing);
      const [node] = await store.nodes();
      expect(node).toMatchObject({ id: "n1", about, isAlive: true });
      await store.holdLease("n1", -1, about);
      expect(await store.heartbeat(beat)).toEqual(nothing);
      expect((await store.nodes()).map(({ isAlive }) => isAlive)).toEqual([true]);
    });

    it("tells actions that wait, are its own, or are nobody's any more", async () => {
      const store = await open();
      await store.createAction({ ...action(null), dispatch: "claimed", claimedBy: "n1" });
      expect(await store.heartbeat(beat)).toEqual({ ...nothing, hasClaimed: true });
      await store.holdLease("n2", 60_000, about);
      await store.createAction({ ...action(null), dispatch: "claimed", claimedBy: "n2" });
      await store.createAction({ ...action(null), dispatch: "queued", claimedBy: null });
      expect(await store.heartbeat(beat)).toEqual({ ...nothing, hasClaimed: true, hasQueued: true });
      await store.holdLease("n2", -1, about);
      const more = { hasClaimed: true, hasQueued: true, hasOrphans: true, hasDeadNodes: true };
      expect(await store.heartbeat(beat)).toEqual({ ...nothing, ...more });
    });

    it("tells the earliest timer, and messages from before a moment", async () => {
      const store = await open();
      const run = execution();
      const timersSet = [30, 10, 20].map((at) => timer(run, { at }));
      const messagesSent = [message(run, { type: "pauseRequested" }, { createdAt: 100 })];
      await store.commit([{ executionId: run.id, expectedVersion: null, created: [run], timersSet, messagesSent }]);
      expect(await store.heartbeat(beat)).toEqual({ ...nothing, timersAt: 10 });
      const later = { ...beat, messagesBefore: 101 };
      expect(await store.heartbeat(later)).toEqual({ ...nothing, timersAt: 10, hasMessages: true });
    });

    it("tells when triggers, events and notifications are due", async () => {
      const store = await open();
      await store.cronTriggers.create(cron);
      await store.events.add({ ...event, dueAt: 7 });
      const run = execution();
      const notifications = [notification("n1", { executionId: run.id, dueAt: 5 })];
      await store.commit([{ executionId: run.id, expectedVersion: null, created: [run], notifications }]);
      const due = { cronTriggersAt: 100, eventsAt: 7, notificationsAt: 5 };
      expect(await store.heartbeat(beat)).toEqual({ ...nothing, ...due });
      await store.events.handled(event.id, 8);
      expect(await store.heartbeat(beat)).toEqual({ ...nothing, ...due, eventsAt: undefined });
    });

    it("tells whether the service rests, and whom that paused", async () => {
      const store = await open();
      await store.setMaintenance("RUNNING", { status: "PAUSING", paused: [] });
      expect(await store.heartbeat(beat)).toEqual({ ...nothing, maintenance: "PAUSING" });
      await store.setMaintenance("PAUSING", { status: "PAUSED", paused: ["e1"] });
      expect(await store.heartbeat(beat)).toEqual({ ...nothing, maintenance: "PAUSED", isToResume: true });
    });
  });
}
