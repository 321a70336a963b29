import { describe, expect, it } from "vitest";
import type { ActionRecord } from "../../../src/core/model/index.ts";
import { Duplicate } from "../../../src/store/index.ts";
import type { OpenStore } from "./open.ts";
import { action, execution, mine, task } from "./records.ts";

export function exerciseActions(open: OpenStore): void {
  describe("actions without an execution", () => {
    it("are created once, changed until they are finished, and deleted", async () => {
      const store = await open();
      const one = action(null, { tags: ["a"] });
      await store.createAction(one);
      await expect(store.createAction(one)).rejects.toThrow(Duplicate);
      expect(await store.actions.get(one.id, mine)).toEqual(one);

      const end = { state: "SUCCESS", output: { result: 1 }, dispatch: "none", updatedAt: 2000 } as const;
      expect(await store.changeAction(one.id, { stateInfo: "on its way" })).toBe(true);
      expect(await store.changeAction(one.id, end)).toBe(true);
      expect(await store.changeAction(one.id, { state: "ERROR" })).toBe(false);
      expect(await store.changeAction("none", end)).toBe(false);
      expect(await store.actions.get(one.id, mine)).toEqual({ ...one, ...end, stateInfo: "on its way" });

      expect(await store.deleteAction(one.id)).toBe(true);
      expect(await store.deleteAction(one.id)).toBe(false);
    });

    it("are no way to an execution's actions", async () => {
      const store = await open();
      const run = execution();
      const first = task(run);
      const only = action(first);
      await store.commit([
        {
          executionId: run.id,
          expectedVersion: null,
          created: [run],
          changes: [
            { type: "taskCreated", task: first },
            { type: "actionCreated", action: only },
          ],
        },
      ]);
      expect(await store.changeAction(only.id, { state: "SUCCESS" })).toBe(false);
      expect(await store.deleteAction(only.id)).toBe(false);
      expect(await store.actions.get(only.id, mine)).toEqual(only);
    });

    it("are claimed oldest first, as many as asked for", async () => {
      const store = await open();
      const actions = [3, 1, 2].map((createdAt) => action(null, { createdAt, dispatch: "queued" }));
      for (const one of actions) await store.createAction(one);
      const claimed = await store.claimActions("n1", 2);
      expect(claimed).toEqual([
        { ...actions[1], dispatch: "claimed", claimedBy: "n1" },
        { ...actions[2], dispatch: "claimed", claimedBy: "n1" },
      ]);
      expect(await store.actionsClaimedBy("n1")).toEqual(claimed);
    });

    it("are given to workers by name and project, oldest first, and not to nodes", async () => {
      const store = await open();
      const run = (name: string) => ({ action: name, input: {}, adhoc: [], target: null, timeoutSeconds: null });
      const offered = (name: string, createdAt: number, more: Partial<ActionRecord> = {}) =>
        action(null, { createdAt, dispatch: "offered", run: run(name), ...more });
      const [late, early] = [offered("a", 3), offered("b", 1)];
      const others = [
        offered("c", 1),
        offered("a", 1, { projectId: "other" }),
        offered("a", 1, { state: "CANCELLED" }),
      ];
      for (const one of [late, early, ...others]) await store.createAction(one);

      expect(await store.claimActions("n1", 10)).toEqual([]);
      const query = { workerId: "w1", names: ["a", "b"], project: late.projectId, limit: 1 };
      const claimed = { dispatch: "claimed", claimedBy: "w1" } as const;
      expect(await store.claimOffered(query)).toEqual([]);
      await store.holdLease("w1", 60_000);
      expect(await store.claimOffered({ ...query, names: [] })).toEqual([]);
      expect(await store.claimOffered(query)).toEqual([{ ...early, ...claimed }]);
      expect(await store.claimOffered({ ...query, limit: 9 })).toEqual([{ ...late, ...claimed }]);
      expect(await store.claimOffered({ ...query, project: undefined, limit: 9 })).toEqual([
        { ...others[1], ...claimed },
      ]);
      expect((await store.actionsClaimedBy("w1")).map(({ id }) => id)).toHaveLength(3);
    });
  });
}
