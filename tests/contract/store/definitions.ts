import { describe, expect, it } from "vitest";
import type { ActionDefinitionRecord, EnvironmentRecord, WorkbookRecord } from "../../../src/core/model/index.ts";
import { Duplicate, type Definitions, type Store } from "../../../src/store/index.ts";
import type { OpenStore } from "./open.ts";
import { mine, project } from "./records.ts";

const stored = { id: "d1", name: "one", projectId: project, scope: "private", createdAt: 1, updatedAt: null } as const;

const workbook: WorkbookRecord = { ...stored, namespace: "", definition: "text", tags: ["a", "b"] };
const adhoc: ActionDefinitionRecord = {
  ...stored,
  namespace: "",
  workbookName: null,
  description: "what it does",
  definition: "text",
  spec: { base: "std.echo" },
  input: "what",
  tags: [],
};
const environment: EnvironmentRecord = { ...stored, description: null, variables: { a: { b: 1 } } };

export function exerciseDefinitions(open: OpenStore): void {
  exercise(open, "workbooks", (store) => store.workbooks, workbook);
  exercise(open, "action definitions", (store) => store.actionDefinitions, adhoc);
  exercise(open, "environments", (store) => store.environments, environment);

  it("tells namespaces apart", async () => {
    const { actionDefinitions } = await open();
    await actionDefinitions.create(adhoc);
    await actionDefinitions.create({ ...adhoc, id: "d2", namespace: "ns" });
    expect((await actionDefinitions.find("one", "ns", project))?.id).toBe("d2");
    expect(await actionDefinitions.find("one", "other", project)).toBeUndefined();
  });

  it("writes together or not at all", async () => {
    const store = await open();
    await store.transaction(async (definitions) => {
      await definitions.workbooks.create(workbook);
      expect(await definitions.workbooks.get("d1", mine)).toEqual(workbook);
      await definitions.environments.create(environment);
    });
    const failing = store.transaction(async (definitions) => {
      await definitions.workbooks.update("d1", { definition: "new" });
      await definitions.environments.create({ ...environment, id: "d2" });
    });
    await expect(failing).rejects.toThrow(Duplicate);
    expect(await store.workbooks.get("d1", mine)).toEqual(workbook);
    expect(await store.transaction(async () => 7)).toBe(7);
  });
}

function exercise<Rec extends WorkbookRecord | ActionDefinitionRecord | EnvironmentRecord>(
  open: OpenStore,
  name: string,
  of: (store: Store) => Definitions<Rec>,
  record: Rec,
): void {
  describe(name, () => {
    it("are created, found, changed and deleted", async () => {
      const all = of(await open());
      await all.create(record);
      expect(await all.get("d1", mine)).toEqual(record);
      expect(await all.find("one", "", project)).toEqual(record);
      const set = { scope: "public", updatedAt: 2 } as Partial<Rec>;
      expect(await all.update("d1", set)).toBe(true);
      expect(await all.update("none", set)).toBe(false);
      expect(await all.list({ visibility: mine })).toEqual([{ ...record, ...set }]);
      expect(await all.delete("d1")).toBe(true);
      expect(await all.delete("d1")).toBe(false);
      expect(await all.get("d1", "all")).toBeUndefined();
    });

    it("have one name in one project", async () => {
      const all = of(await open());
      await all.create(record);
      await all.create({ ...record, id: "d2", name: "two" });
      await all.create({ ...record, id: "d3", projectId: "p2" });
      await expect(all.create({ ...record, id: "d4" })).rejects.toThrow(Duplicate);
      await expect(all.update("d2", { name: "one" } as Partial<Rec>)).rejects.toThrow(Duplicate);
    });

    it("of others are found when they are public, after one's own", async () => {
      const all = of(await open());
      await all.create({ ...record, id: "theirs", projectId: "p2", createdAt: 0 });
      expect(await all.find("one", "", project)).toBeUndefined();
      expect(await all.get("theirs", mine)).toBeUndefined();
      await all.update("theirs", { scope: "public" } as Partial<Rec>);
      expect((await all.find("one", "", project))?.id).toBe("theirs");
      expect((await all.get("theirs", mine))?.id).toBe("theirs");
      expect(await all.get("theirs", { project, withPublic: false })).toBeUndefined();
      await all.create(record);
      expect((await all.find("one", "", project))?.id).toBe("d1");
      expect(await all.count({ visibility: mine })).toBe(2);
      expect(await all.count({ visibility: { project, withPublic: false } })).toBe(1);
    });
  });
}
