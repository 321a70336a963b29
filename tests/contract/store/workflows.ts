import { describe, expect, it } from "vitest";
import type { ParentMode, ParentRecord, WorkflowRecord } from "../../../src/core/model/index.ts";
import { Duplicate, type Store } from "../../../src/store/index.ts";
import type { OpenStore } from "./open.ts";
import { execution, mine, project, revision, workflow } from "./records.ts";

export function exerciseWorkflows(open: OpenStore): void {
  describe("workflows", () => {
    it("are created with arrows and a first revision", async () => {
      const { workflows } = await open();
      const base = workflow({ name: "base", tags: ["x"] });
      const derived = workflow({ name: "derived", parents: [arrow(base), arrow(base, "LOCKED")] });
      await workflows.create(base, revision(base));
      await workflows.create(derived, revision(derived, { provenance: { "/a": [] } }));
      expect(await workflows.get(derived.id, mine)).toEqual(derived);
      expect(await workflows.find("derived", "", project)).toEqual(derived);
      expect(await workflows.list({ visibility: mine, sort: [{ field: "name", direction: "asc" }] })).toEqual([
        base,
        derived,
      ]);
      expect(await workflows.list({ visibility: mine, fields: ["name"], filters: [named("base")] })).toMatchObject([
        { name: "base" },
      ]);
      expect(await workflows.getRevision(derived.id, 1)).toEqual(revision(derived, { provenance: { "/a": [] } }));
      expect(await workflows.getRevision(derived.id, 2)).toBeUndefined();
      const { ownSpec, edits } = revision(derived);
      expect(await workflows.getOwnPart(derived.id, 1)).toEqual({ ownSpec, edits });
      expect(await workflows.getOwnPart(derived.id, 2)).toBeUndefined();
      const { workbookName, definition, specChecksum, scope, cause, createdAt, createdBy } = revision(derived);
      const stamp = { workbookName, definition, specChecksum, scope, cause, createdAt, createdBy };
      expect(await workflows.getRevisionStamp(derived.id, 1)).toEqual(stamp);
      expect(await workflows.getRevisionStamp(derived.id, 2)).toBeUndefined();
      await expect(workflows.create({ ...base, id: "other" }, revision(base, { workflowId: "other" }))).rejects.toThrow(
        Duplicate,
      );
      expect(await workflows.getRevision("other", 1)).toBeUndefined();
    });

    it("get a revision with each change, and lose arrows that are replaced", async () => {
      const { workflows } = await open();
      const base = workflow({ name: "base" });
      const derived = workflow({ name: "derived", parents: [arrow(base)] });
      await workflows.create(base, revision(base));
      await workflows.create(derived, revision(derived));
      const next = { revision: 2, spec: { tasks: {} }, parents: [{ ...arrow(base), parentRevision: 5 }] };
      expect(await workflows.update(derived.id, next, revision({ ...derived, ...next }))).toBe(true);
      expect(await workflows.update("none", next)).toBe(false);
      expect(await workflows.get(derived.id, mine)).toEqual({ ...derived, ...next });
      expect((await workflows.listRevisions(derived.id)).map((one) => one.revision)).toEqual([2, 1]);
      expect(await workflows.lastRevision(derived.id)).toBe(2);
      await expect(workflows.update(derived.id, { name: "lost" }, revision(derived))).rejects.toThrow(Duplicate);
      expect((await workflows.get(derived.id, mine))?.name).toBe("derived");
    });

    it("keep with a revision what is found out about it", async () => {
      const { workflows } = await open();
      const base = workflow({ name: "base" });
      await workflows.create(base, revision(base));
      await workflows.setConformance(base.id, 1, { level: "projection" });
      await workflows.setConformance(base.id, 2, { level: "none" });
      expect(await workflows.getRevision(base.id, 1)).toEqual({
        ...revision(base),
        conformance: { level: "projection" },
      });
      expect(await workflows.getRevision(base.id, 2)).toBeUndefined();
    });

    it("have one writer at a time who locked the hierarchy", async () => {
      const store = await open();
      const base = workflow({ name: "base" });
      await store.workflows.create(base, revision(base));
      const add = (tag: string) =>
        store.transaction(async ({ workflows }) => {
          await workflows.lockHierarchy();
          const { tags } = (await workflows.get(base.id, mine)) ?? base;
          await workflows.update(base.id, { tags: [...tags, tag] });
        });
      await Promise.all(["a", "b", "c", "d"].map(add));
      expect((await store.workflows.get(base.id, mine))?.tags.toSorted()).toEqual(
        [...base.tags, "a", "b", "c", "d"].toSorted(),
      );
    });

    it("leave their revisions behind", async () => {
      const { workflows } = await open();
      const base = workflow({ name: "base" });
      const derived = workflow({ name: "derived", parents: [arrow(base)] });
      await workflows.create(base, revision(base));
      await workflows.create(derived, revision(derived));
      expect(await workflows.delete(base.id)).toBe(true);
      expect(await workflows.delete(base.id)).toBe(false);
      expect((await workflows.getRevision(base.id, 1))?.name).toBe("base");
      expect((await workflows.get(derived.id, mine))?.parents).toEqual([arrow(base)]);
      await workflows.delete(derived.id);
      expect(await workflows.listChildren([base.id])).toEqual([]);
    });

    it("keep revisions that are new, inherited from, or running", async () => {
      const store = await open();
      const { workflows } = store;
      const base = workflow({ name: "base" });
      await workflows.create(base, revision(base));
      for (let n = 2; n <= 8; n += 1) {
        await workflows.update(base.id, { revision: n }, revision({ ...base, revision: n }));
      }
      const derived = workflow({ name: "derived", parents: [{ ...arrow(base), parentRevision: 2 }] });
      await workflows.create(derived, revision(derived));
      const runs = [
        execution({ workflowId: base.id, workflowRevision: 3, state: "PAUSED" }),
        execution({ workflowId: base.id, workflowRevision: 4, state: "SUCCESS" }),
      ];
      await store.commit(runs.map((run) => ({ executionId: run.id, expectedVersion: null, created: [run] })));
      expect(await workflows.pruneRevisions(base.id, 2)).toBe(4);
      expect((await workflows.listRevisions(base.id)).map((one) => one.revision)).toEqual([8, 7, 3, 2]);
      expect(await workflows.pruneRevisions(base.id, 10)).toBe(0);
    });

    it("know their ancestors and descendants", async () => {
      const store = await open();
      const { workflows } = store;
      const [top, left, right, bottom, leaf] = await family(store);
      expect((await workflows.listDescendants(top.id)).map(({ childId, depth }) => [childId, depth])).toEqual(
        [
          [left.id, 1],
          [right.id, 1],
          [bottom.id, 2],
          [bottom.id, 2],
          [leaf.id, 3],
        ].toSorted(byDepthThenId),
      );
      expect((await workflows.listAncestors(leaf.id)).map(({ parentId, depth }) => [parentId, depth])).toEqual([
        [bottom.id, 1],
        [left.id, 2],
        [right.id, 2],
        [top.id, 3],
        [top.id, 3],
      ]);
      const children = await workflows.listChildren([left.id, right.id]);
      expect(children.map(({ childId, parentId, ordinal }) => [childId, parentId, ordinal])).toEqual([
        [bottom.id, left.id, 0],
        [bottom.id, right.id, 1],
      ]);
      expect(await workflows.listChildren([])).toEqual([]);
      expect(await workflows.listDescendants(leaf.id)).toEqual([]);
    });

    it("are locked in the order of ids within a transaction", async () => {
      const store = await open();
      const all = await family(store);
      const ids = all.map((one) => one.id);
      const locked = await store.transaction(({ workflows }) => workflows.lock([...ids, "none"]));
      expect(locked.map((one) => one.id)).toEqual(ids.toSorted());
      expect(await store.workflows.getMany(ids.slice(0, 1))).toEqual([all[0]]);
    });

    it("change together in transactions that meet", async () => {
      const store = await open();
      const all = await family(store);
      const ids = all.map((one) => one.id);
      const rounds = Array.from({ length: 6 }, () =>
        store.transaction(async ({ workflows }) => {
          const rows = await workflows.lock(ids);
          for (const row of rows) {
            const next = { ...row, revision: row.revision + 1 };
            await workflows.update(row.id, { revision: next.revision }, revision(next));
          }
        }),
      );
      await Promise.all(rounds);
      const rows = await store.workflows.getMany(ids);
      expect(rows.map((row) => row.revision)).toEqual([7, 7, 7, 7, 7]);
    });
  });
}

/** A diamond with a tail: top, left and right, bottom of both, leaf. */
async function family(store: Store) {
  const top = workflow({ name: "top" });
  const left = workflow({ name: "left", parents: [arrow(top)] });
  const right = workflow({ name: "right", parents: [arrow(top)] });
  const bottom = workflow({ name: "bottom", parents: [arrow(left), arrow(right)] });
  const leaf = workflow({ name: "leaf", parents: [arrow(bottom)] });
  const all = [top, left, right, bottom, leaf] as const;
  for (const one of all) await store.workflows.create(one, revision(one));
  return all;
}

function arrow(parent: WorkflowRecord, mode: ParentMode = "FOLLOW"): ParentRecord {
  return {
    parentId: parent.id,
    parentRevision: parent.revision,
    mode,
    parentName: parent.name,
    parentNamespace: parent.namespace,
    parentProjectId: parent.projectId,
  };
}

function named(value: string) {
  return { field: "name", op: "eq", value } as const;
}

function byDepthThenId(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  return Number(a[1]) - Number(b[1]) || (String(a[0]) < String(b[0]) ? -1 : 1);
}
