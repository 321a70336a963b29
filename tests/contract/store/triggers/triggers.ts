import { describe, expect, it } from "vitest";
import type {
  CodeSourceRecord,
  CronTriggerRecord,
  DynamicActionRecord,
  EventTriggerRecord,
  MemberRecord,
} from "../../../../src/core/model/index.ts";
import { Duplicate } from "../../../../src/store/index.ts";
import type { OpenStore } from "../open.ts";
import { mine, project, revision, workflow } from "../records.ts";

const stored = { id: "d1", name: "one", projectId: project, scope: "private", createdAt: 1, updatedAt: null } as const;
const starts = { workflowId: "w1", workflowInput: { who: "me" }, workflowParams: {} };

export const cron: CronTriggerRecord = {
  ...stored,
  ...starts,
  workflowName: "hello",
  pattern: "* * * * *",
  timeZone: "Europe/Berlin",
  remainingExecutions: 2,
  firstExecutionTime: null,
  nextExecutionTime: 100,
};
const event: EventTriggerRecord = { ...stored, ...starts, exchange: "e", topic: "t", event: "x", filter: null };
const code: CodeSourceRecord = { ...stored, namespace: "", content: "text", version: 1 };
const dynamic: DynamicActionRecord = {
  ...stored,
  namespace: "",
  className: "Hi",
  codeSourceId: "d1",
  codeSourceName: "one",
};
const member: MemberRecord = {
  id: "m1",
  resourceId: "w1",
  resourceType: "workflow",
  projectId: project,
  memberId: "friends",
  status: "pending",
  createdAt: 1,
  updatedAt: null,
};

const theirs = { project: "friends", withPublic: true } as const;

export function exerciseTriggers(open: OpenStore): void {
  describe("triggers, members, code sources", () => {
    it("are created, changed and deleted, and no two are alike", async () => {
      const store = await open();
      await store.cronTriggers.create(cron);
      await store.eventTriggers.create(event);
      await store.codeSources.create(code);
      await store.dynamicActions.create(dynamic);
      await store.members.create(member);
      expect(await store.cronTriggers.find("one", "", project)).toEqual(cron);
      expect(await store.eventTriggers.get("d1", mine)).toEqual(event);
      expect(await store.codeSources.find("one", "", project)).toEqual(code);
      expect(await store.dynamicActions.find("one", "", project)).toEqual(dynamic);
      expect(await store.members.get("m1", mine)).toEqual(member);
      await expect(store.cronTriggers.create({ ...cron, id: "d2" })).rejects.toThrow(Duplicate);
      await expect(store.eventTriggers.create({ ...event, id: "d2", name: "two" })).rejects.toThrow(Duplicate);
      await expect(store.members.create({ ...member, id: "m2" })).rejects.toThrow(Duplicate);
      expect(await store.eventTriggers.update("d1", { name: "two", updatedAt: 5 })).toBe(true);
      expect(await store.eventTriggers.get("d1", mine)).toEqual({ ...event, name: "two", updatedAt: 5 });
      expect(await store.eventTriggers.delete("d1")).toBe(true);
      expect(await store.eventTriggers.delete("d1")).toBe(false);
    });

    it("show a workflow to a member that accepted", async () => {
      const store = await open();
      const shared = workflow({ id: "w1", name: "shared" });
      await store.workflows.create(shared, revision(shared));
      await store.members.create(member);
      expect(await store.workflows.get("w1", theirs)).toBeUndefined();
      expect(await store.workflows.find("shared", "", "friends")).toBeUndefined();
      await store.members.update("m1", { status: "accepted" });
      expect(await store.workflows.get("w1", theirs)).toEqual(shared);
      expect(await store.workflows.find("shared", "", "friends")).toEqual(shared);
      expect(await store.workflows.list({ visibility: theirs })).toEqual([shared]);
      expect(await store.workflows.list({ visibility: { project: "others", withPublic: true } })).toEqual([]);
      await store.members.update("m1", { status: "rejected" });
      expect(await store.workflows.count({ visibility: theirs })).toBe(0);
    });
  });

  describe("the times of cron triggers", () => {
    it("tell which are due, and when the next one is", async () => {
      const { cronTriggers } = await open();
      expect(await cronTriggers.nextAt()).toBeUndefined();
      await cronTriggers.create({ ...cron, id: "b", name: "b", nextExecutionTime: 300 });
      await cronTriggers.create({ ...cron, id: "a", name: "a", nextExecutionTime: 200, projectId: "other" });
      expect(await cronTriggers.nextAt()).toBe(200);
      expect((await cronTriggers.due(300, 10)).map(({ id }) => id)).toEqual(["a", "b"]);
      expect((await cronTriggers.due(300, 1)).map(({ id }) => id)).toEqual(["a"]);
      expect(await cronTriggers.due(199, 10)).toEqual([]);
    });

    it("are moved by one of many", async () => {
      const { cronTriggers } = await open();
      await cronTriggers.create(cron);
      const next = { nextExecutionTime: 200, remainingExecutions: 1 };
      const moves = await Promise.all(Array.from({ length: 5 }, () => cronTriggers.advance("d1", 100, next)));
      expect(moves.filter(Boolean)).toHaveLength(1);
      expect(await cronTriggers.get("d1", mine)).toEqual({ ...cron, ...next });
      expect(await cronTriggers.advance("d1", 100, undefined)).toBe(false);
      expect(await cronTriggers.advance("d1", 200, undefined)).toBe(true);
      expect(await cronTriggers.get("d1", mine)).toBeUndefined();
    });
  });

  it("remembers whether the service rests", async () => {
    const store = await open();
    expect(await store.maintenance()).toEqual({ status: "RUNNING", paused: [] });
    expect(await store.setMaintenance("PAUSED", { status: "RUNNING", paused: [] })).toBe(false);
    expect(await store.setMaintenance("RUNNING", { status: "PAUSING", paused: ["a", "b"] })).toBe(true);
    expect(await store.setMaintenance("RUNNING", { status: "PAUSING", paused: [] })).toBe(false);
    expect(await store.maintenance()).toEqual({ status: "PAUSING", paused: ["a", "b"] });
  });
}
