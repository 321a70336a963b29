import { describe, expect, it } from "vitest";
import type { OpenStore } from "./open.ts";
import { child, execution, message, task } from "./records.ts";

export function exerciseLoading(open: OpenStore): void {
  describe("loadExecution", () => {
    it("gives undefined when there is none", async () => {
      const store = await open();
      expect(await store.loadExecution("none")).toBeUndefined();
    });

    it("gives tasks by ordinal and messages in the order of sending, whatever their times", async () => {
      const store = await open();
      const run = execution();
      const tasks = [3, 1, 2].map((ordinal) => task(run, { ordinal }));
      const sent = [30, 10, 20].map((createdAt) => message(run, { type: "pauseRequested" }, { createdAt }));
      await store.commit([
        {
          executionId: run.id,
          expectedVersion: null,
          created: [run],
          changes: tasks.map((one) => ({ type: "taskCreated", task: one }) as const),
          messagesSent: sent,
        },
      ]);
      const bundle = await store.loadExecution(run.id);
      expect(bundle?.tasks.map((one) => one.ordinal)).toEqual([1, 2, 3]);
      expect(bundle?.messages.map((one) => one.id)).toEqual(sent.map((one) => one.id));
    });

    it("shows a child as running until its end has been heard", async () => {
      const store = await open();
      const run = execution();
      const sub = child(run, "t1", { index: 2, workflowName: "below" });
      await store.commit([{ executionId: run.id, expectedVersion: null, created: [run, sub] }]);
      const ended = { state: "ERROR", stateInfo: "why", output: { result: 1 } } as const;
      const told = message(run, { type: "childFinished", childId: sub.id, ...ended });
      await store.commit([
        {
          executionId: sub.id,
          expectedVersion: 0,
          changes: [{ type: "executionChanged", id: sub.id, set: { ...ended, finishedAt: 3000 } }],
          messagesSent: [told],
        },
      ]);
      const known = { id: sub.id, taskId: "t1", workflowName: "below", index: 2, accepted: true, createdAt: 1000 };
      expect((await store.loadExecution(run.id))?.children).toEqual([
        { ...known, state: "RUNNING", stateInfo: null, output: null },
      ]);
      await store.commit([{ executionId: run.id, expectedVersion: 0, messagesConsumed: [told.id] }]);
      expect((await store.loadExecution(run.id))?.children).toEqual([{ ...known, ...ended }]);
    });
  });
}
