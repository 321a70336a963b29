import { describe, expect, it } from "vitest";
import type { OpenStore } from "./open.ts";
import { action, child, execution, task } from "./records.ts";

export function exerciseRaces(open: OpenStore): void {
  describe("at the same time", () => {
    it("lets one of several writers of a version win", async () => {
      const store = await open();
      const run = execution();
      await store.commit([{ executionId: run.id, expectedVersion: null, created: [run] }]);
      for (let version = 0; version < 5; version += 1) {
        const results = await Promise.all(
          Array.from({ length: 4 }, () =>
            store.commit([
              { executionId: run.id, expectedVersion: version, changes: [{ type: "taskCreated", task: task(run) }] },
            ]),
          ),
        );
        expect(results.flat().filter((result) => result === "done")).toHaveLength(1);
      }
      const bundle = await store.loadExecution(run.id);
      expect(bundle?.execution.version).toBe(5);
      expect(bundle?.tasks).toHaveLength(5);
    });

    it("stores batches that cross each other's executions", async () => {
      const store = await open();
      const runs = Array.from({ length: 8 }, () => execution());
      const subs = runs.map((run) => child(run, "t"));
      await store.commit(
        runs.map((run, n) => ({ executionId: run.id, expectedVersion: null, created: [run, subs[n]!] })),
      );
      const words = runs.map((run, n) => ({
        executionId: run.id,
        expectedVersion: 0,
        changes: [{ type: "childChanged", id: subs[n]!.id, accepted: false } as const],
      }));
      const deeds = subs.map((sub) => ({
        executionId: sub.id,
        expectedVersion: 0,
        changes: [{ type: "executionChanged", id: sub.id, set: { state: "SUCCESS" } } as const],
      }));
      const results = await Promise.all([store.commit(words), store.commit(deeds.toReversed())]);
      expect(results.flat()).toEqual(Array.from({ length: 16 }, () => "done"));
      for (const sub of subs) {
        const stored = (await store.loadExecution(sub.id))?.execution;
        expect([stored?.accepted, stored?.state, stored?.version]).toEqual([false, "SUCCESS", 1]);
      }
    });

    it("gives a queued action to one node", async () => {
      const store = await open();
      const actions = Array.from({ length: 30 }, (_, n) => action(null, { dispatch: "queued", createdAt: n }));
      for (const one of actions) await store.createAction(one);
      for (const node of ["n1", "n2", "n3", "n4"]) await store.holdLease(node, 60_000);
      const claim = (nodeId: string, limit: number) =>
        store.claimActions({ nodeId, targets: [], shares: [{ project: actions[0]?.projectId ?? "", limit }] });
      const claims = await Promise.all(["n1", "n2", "n3", "n1", "n2"].map((node) => claim(node, 10)));
      const ids = claims.flat().map((one) => one.id);
      expect(new Set(ids).size).toBe(ids.length);
      const rest = await claim("n4", 100);
      expect([...ids, ...rest.map((one) => one.id)].toSorted()).toEqual(actions.map((one) => one.id).toSorted());
    });

    it("keeps transactions apart from everything else", async () => {
      const store = await open();
      const run = execution();
      const gate = Promise.withResolvers<void>();
      const failing = store.transaction(async (definitions) => {
        await definitions.environments.create({
          id: "e1",
          name: "e",
          projectId: "p1",
          scope: "private",
          createdAt: 1,
          updatedAt: null,
          description: null,
          variables: {},
        });
        await gate.promise;
        throw new Error("no");
      });
      const committed = store.commit([{ executionId: run.id, expectedVersion: null, created: [run] }]);
      gate.resolve();
      await expect(failing).rejects.toThrow("no");
      expect(await committed).toEqual(["done"]);
      expect(await store.loadExecution(run.id)).toBeDefined();
      expect(await store.environments.get("e1", "all")).toBeUndefined();
    });
  });
}
