import { describe, expect, it } from "vitest";
import type { AuditRecord } from "../../../../src/core/model/index.ts";
import { Duplicate } from "../../../../src/store/index.ts";
import type { OpenStore } from "../open.ts";
import { mine, project, revision, workflow } from "../records.ts";

const call: AuditRecord = {
  id: "a1",
  createdAt: 1,
  projectId: project,
  userName: "anna",
  call: "workflows:create",
  method: "POST",
  path: "/v2/workflows",
  target: null,
  address: "127.0.0.1",
  userAgent: null,
  requestId: "req-1",
  outcome: "refused",
  status: 400,
  reason: "Invalid DSL",
};

/** The audit log, quotas, and what projects take up. */
export function exerciseAccess(open: OpenStore): void {
  describe("the audit log", () => {
    it("gives back what was added, and lists it", async () => {
      const { auditLog } = await open();
      const other = { ...call, id: "a2", createdAt: 2, projectId: "others", target: "w", userAgent: "curl" };
      await auditLog.append([call, other]);
      await auditLog.append([]);
      expect(await auditLog.get("a1", mine)).toEqual(call);
      expect(await auditLog.list({ visibility: "all" })).toEqual([call, other]);
      expect(await auditLog.list({ visibility: mine, filters: [{ field: "call", op: "has", value: "work" }] })).toEqual(
        [call],
      );
    });

    it("forgets the oldest first", async () => {
      const { auditLog } = await open();
      await auditLog.append([3, 1, 2].map((createdAt) => ({ ...call, id: `a${createdAt}`, createdAt })));
      expect(await auditLog.deleteBefore(3, 1)).toBe(1);
      expect((await auditLog.list({ visibility: "all" })).map(({ id }) => id)).toEqual(["a2", "a3"]);
      expect(await auditLog.deleteBefore(3, 10)).toBe(1);
      expect(await auditLog.deleteBefore(3, 10)).toBe(0);
    });
  });

  it("keeps the quotas of a project", async () => {
    const { quotas } = await open();
    const row = {
      id: project,
      definitions: 3,
      runningExecutions: null,
      storedBytes: -1,
      createdAt: 1,
      updatedAt: null,
    };
    await quotas.create(row);
    await expect(quotas.create(row)).rejects.toThrow(Duplicate);
    expect(await quotas.update(project, { definitions: null, updatedAt: 2 })).toBe(true);
    expect(await quotas.get(project, "all")).toEqual({ ...row, definitions: null, updatedAt: 2 });
    expect(await quotas.delete(project)).toBe(true);
  });

  it("measures what a project has stored, in bytes", async () => {
    const store = await open();
    expect(await store.storedBytes(project)).toBe(0);
    const row = workflow();
    await store.workflows.create(row, revision(row));
    const before = await store.storedBytes(project);
    expect(before).toBeGreaterThan(row.definition.length);
    await store.workflows.update(row.id, { definition: `${row.definition}äöü` });
    expect(await store.storedBytes(project)).toBe(before + 6);
    expect(await store.storedBytes("others")).toBe(0);
  });
}
