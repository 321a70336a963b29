import { describe, expect, it } from "vitest";
import type { MigrationRecord } from "../../../../src/core/model/index.ts";
import type { OpenStore } from "../open.ts";
import { execution, mine } from "../records.ts";

function migration(set: Partial<MigrationRecord>): MigrationRecord {
  return {
    id: "m1",
    executionId: "",
    rootId: "",
    projectId: "p1",
    userName: "ann",
    fromWorkflowId: "w1",
    fromRevision: 1,
    toWorkflowId: "w1",
    toRevision: 2,
    verdict: { allowed: true, skipped: ["x"] },
    createdAt: 2000,
    ...set,
  };
}

export function exerciseMigrations(open: OpenStore): void {
  describe("migrations of executions", () => {
    it("are stored with the execution's new workflow, or not at all", async () => {
      const store = await open();
      const run = execution();
      await store.commit([{ executionId: run.id, expectedVersion: null, created: [run] }]);
      const record = migration({ executionId: run.id, rootId: run.id });
      const set = { workflowId: "w2", workflowName: "other", workflowNamespace: "n", workflowRevision: 7 };
      const commit = {
        executionId: run.id,
        expectedVersion: run.version,
        changes: [{ type: "executionChanged", id: run.id, set }],
        migrated: record,
      } as const;
      expect(await store.commit([{ ...commit, expectedVersion: run.version + 9 }])).toEqual(["stale"]);
      expect(await store.migrations.list({ visibility: "all" })).toEqual([]);
      expect(await store.commit([commit])).toEqual(["done"]);
      expect(await store.migrations.list({ visibility: mine })).toEqual([record]);
      expect((await store.loadExecution(run.id))?.execution).toMatchObject(set);
    });

    it("go with the execution", async () => {
      const store = await open();
      const run = execution();
      await store.commit([{ executionId: run.id, expectedVersion: null, created: [run] }]);
      const migrated = migration({ executionId: run.id, rootId: run.id });
      await store.commit([{ executionId: run.id, expectedVersion: run.version, migrated }]);
      await store.deleteExecution(run.id);
      expect(await store.migrations.count({ visibility: "all" })).toBe(0);
    });
  });
}
