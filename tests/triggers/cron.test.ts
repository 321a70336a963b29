import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addWorkflows } from "../runtime/service.ts";
import { Cluster, hello, minuteMs, runs, type Node } from "./cluster.ts";

const all = { visibility: "all" } as const;

describe("a cron trigger", () => {
  let cluster: Cluster;
  let node: Node;

  beforeEach(async () => {
    cluster = new Cluster();
    node = await cluster.join("sqlite::memory:");
    await addWorkflows(node.store, hello);
  });

  afterEach(() => cluster.close());

  it("starts its workflow when its time has come, and says so", async () => {
    const trigger = await cluster.trigger(node.store);
    await node.cron.look();
    expect(await runs(node.store)).toEqual([]);
    cluster.clock.advance(minuteMs);
    await node.cron.look();
    const [run] = await runs(node.store);
    expect(run).toMatchObject({ workflowName: "hello", projectId: "p", input: { who: "cron" }, environment: { e: 1 } });
    expect(JSON.parse(run?.description ?? "")).toEqual({
      description: `Workflow execution created by cron trigger '(${trigger.id})'.`,
      triggered_by: { type: "cron_trigger", id: trigger.id, name: "each minute" },
    });
    expect(run?.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });

  it("fires again and again, and wakes by itself", async () => {
    await cluster.trigger(node.store);
    node.cron.start();
    for (let minute = 0; minute < 3; minute += 1) {
      for (let part = 0; part < 12; part += 1) {
        cluster.clock.advance(minuteMs / 12);
        await node.cron.look();
      }
    }
    expect(await runs(node.store)).toHaveLength(3);
  });

  it("fires by the clocks of its time zone", async () => {
    // 2026-01-01 begins in UTC; in New York it is seven in the evening.
    await cluster.trigger(node.store, { pattern: "0 20 * * *", timeZone: "America/New_York" });
    cluster.clock.advance(60 * minuteMs);
    await node.cron.look();
    expect(await runs(node.store)).toHaveLength(1);
    expect(await node.store.cronTriggers.nextAt()).toBe(Date.UTC(2026, 0, 2, 1));
  });

  it("goes when it has fired as often as it was to", async () => {
    await cluster.trigger(node.store, { remainingExecutions: 2 });
    cluster.clock.advance(minuteMs);
    await node.cron.look();
    expect(await node.store.cronTriggers.list(all)).toMatchObject([{ remainingExecutions: 1 }]);
    cluster.clock.advance(minuteMs);
    await node.cron.look();
    expect(await node.store.cronTriggers.list(all)).toEqual([]);
    expect(await runs(node.store)).toHaveLength(2);
  });

  it("makes up once for all times that it missed", async () => {
    await cluster.trigger(node.store);
    cluster.clock.advance(100 * minuteMs);
    await node.cron.look();
    await node.cron.look();
    expect(await runs(node.store)).toHaveLength(1);
    expect(await node.store.cronTriggers.nextAt()).toBe(cluster.clock.now() + minuteMs);
  });

  it("uses its time up when its workflow cannot be started, and tells", async () => {
    const trigger = await cluster.trigger(node.store, { workflowInput: { who: 1, what: 2 } });
    cluster.clock.advance(minuteMs);
    await node.cron.look();
    expect(await runs(node.store)).toEqual([]);
    expect(cluster.troubles).toEqual([
      `cron trigger each minute [id=${trigger.id}]: Invalid input [name=hello, class=DirectWorkflowSpec, unexpected=['what']]`,
    ]);
    expect(await node.store.cronTriggers.nextAt()).toBe(cluster.clock.now() + minuteMs);
  });

  it("waits while the service rests", async () => {
    await cluster.trigger(node.store);
    cluster.isResting = true;
    cluster.clock.advance(minuteMs);
    await node.cron.look();
    expect(await runs(node.store)).toEqual([]);
    cluster.isResting = false;
    await node.cron.look();
    expect(await runs(node.store)).toHaveLength(1);
  });

  it("starts nothing twice when its node dies between the start and the next time", async () => {
    let isAway = true;
    const dying = await cluster.join("sqlite::memory:", (store) => ({
      ...store,
      cronTriggers: {
        ...store.cronTriggers,
        advance: (id, from, to) =>
          isAway ? Promise.reject(new Error("the database is away")) : store.cronTriggers.advance(id, from, to),
      },
    }));
    await addWorkflows(dying.store, hello);
    await cluster.trigger(dying.store);
    cluster.clock.advance(minuteMs);
    await dying.cron.look();
    expect(cluster.troubles).toEqual(["cron triggers: the database is away"]);
    expect(await runs(dying.store)).toHaveLength(1);
    isAway = false;
    await dying.cron.look();
    expect(await runs(dying.store)).toHaveLength(1);
    expect(await dying.store.cronTriggers.nextAt()).toBe(cluster.clock.now() + minuteMs);
  });
});
