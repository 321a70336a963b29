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
      const [{ projectId: project } = action(null)] = actions;
      await store.holdLease("n1", 60_000);
      const claimed = await store.claimActions({ nodeId: "n1", targets: [], shares: [{ project, limit: 2 }] });
      expect(claimed).toEqual([
        { ...actions[1], dispatch: "claimed", claimedBy: "n1" },
        { ...actions[2], dispatch: "claimed", claimedBy: "n1" },
      ]);
      expect(await store.actionsClaimedBy("n1")).toEqual(claimed);
    });

    it("are claimed by projects, each with its own share", async () => {
      const store = await open();
      const queued = (projectId: string, createdAt: number) =>
        action(null, { projectId, createdAt, dispatch: "queued" });
      const [a1, a2, a3, b1, c1] = [queued("a", 1), queued("a", 2), queued("a", 3), queued("b", 4), queued("c", 5)];
      for (const one of [a1, a2, a3, b1, c1]) await store.createAction(one);
      await store.createAction(action(null, { projectId: "none" }));

      expect(await store.queuedProjects("", 10)).toEqual(["a", "b", "c"]);
      expect(await store.queuedProjects("a", 10)).toEqual(["b", "c", "a"]);
      expect(await store.queuedProjects("bb", 2)).toEqual(["c", "a"]);
      expect(await store.queuedProjects("z", 2)).toEqual(["a", "b"]);

      await store.holdLease("n1", 60_000);
      const shares = [
        { project: "a", limit: 2 },
        { project: "b", limit: 2 },
      ];
      const claimed = await store.claimActions({ nodeId: "n1", targets: [], shares });
      expect(claimed.map(({ id }) => id)).toEqual([a1.id, a2.id, b1.id]);
      expect(await store.queuedProjects("", 10)).toEqual(["a", "c"]);
    });

    it("are left to the nodes that they are meant for, as long as one of those lives", async () => {
      const store = await open();
      const meant = action(null, { target: "east", dispatch: "queued" });
      await store.createAction(meant);
      const shares = [{ project: meant.projectId, limit: 5 }];
      const about = { name: "one", roles: ["executor"], targets: ["one"] };
      const claim = (nodeId: string, targets: readonly string[]) => store.claimActions({ nodeId, targets, shares });
      await store.holdLease("n1", 60_000, about);
      await store.holdLease("n2", 60_000, { ...about, name: "two", targets: ["two", "east"] });
      expect((await store.nodes()).map((node) => node.about)).toEqual([
        about,
        { ...about, name: "two", targets: ["two", "east"] },
      ]);
      expect(await claim("n1", ["one"])).toEqual([]);
      const byTwo = { ...meant, dispatch: "claimed", claimedBy: "n2" };
      expect(await claim("n2", ["two", "east"])).toEqual([byTwo]);
      await store.requeueActions([meant.id], "n2");
      await store.holdLease("n2", -1, about);
      expect(await claim("n2", ["two", "east"])).toEqual([]);
      expect(await claim("n1", ["one"])).toEqual([{ ...byTwo, claimedBy: "n1" }]);
    });

    it("are given to workers by name and project, oldest first, and not to nodes", async () => {
      const store = await open();
      const run = (name: string) => ({ action: name, input: {}, adhoc: [], timeoutSeconds: null });
      const offered = (name: string, createdAt: number, more: Partial<ActionRecord> = {}) =>
        action(null, { createdAt, dispatch: "offered", run: run(name), ...more });
      const [late, early] = [offered("a", 3), offered("b", 1)];
      const others = [
        offered("c", 1),
        offered("a", 1, { projectId: "other" }),
        offered("a", 1, { state: "CANCELLED" }),
      ];
      for (const one of [late, early, ...others]) await store.createAction(one);

      await store.holdLease("n1", 60_000);
      expect(await store.queuedProjects("", 10)).toEqual([]);
      const shares = [{ project: late.projectId, limit: 10 }];
      expect(await store.claimActions({ nodeId: "n1", targets: [], shares })).toEqual([]);
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
