import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CronTriggerRecord, ExecutionRecord } from "../../src/core/model/index.ts";
import type { Runtime } from "../../src/runtime/index.ts";
import { openStore, type Store } from "../../src/store/index.ts";
import { CronClock } from "../../src/triggers/index.ts";
import { startPostgres, type PostgresServer } from "../postgres-server.ts";
import { addWorkflows, caller, FakeClock, newRuntime } from "../runtime/service.ts";

const minuteMs = 60_000;
const all = { visibility: "all" } as const;

const text = `version: '2.0'
hello:
  input: [who]
  tasks: {t: {action: std.noop}}
`;

/** A node of the service, with a clock that all nodes share. */
interface Node {
  readonly store: Store;
  readonly runtime: Runtime;
  readonly cron: CronClock;
}

class Cluster {
  readonly clock = new FakeClock();
  readonly nodes: Node[] = [];
  readonly troubles: string[] = [];
  isResting = false;

  async join(url: string, of: (store: Store) => Store = (store) => store): Promise<Node> {
    const store = await openStore(url);
    const runtime = newRuntime(store, [], { clock: this.clock });
    await runtime.begin();
    const cron = new CronClock({
      store: of(store),
      runtime,
      clock: this.clock,
      random: () => 0.5,
      isResting: () => this.isResting,
      onTrouble: (what, error) => this.troubles.push(`${what}: ${error instanceof Error ? error.message : ""}`),
    });
    const node = { store, runtime, cron };
    this.nodes.push(node);
    return node;
  }

  async leave(node: Node): Promise<void> {
    this.nodes.splice(this.nodes.indexOf(node), 1);
    await stop(node);
  }

  async close(): Promise<void> {
    await Promise.all(this.nodes.splice(0).map(stop));
  }

  /** Makes a trigger that is due every minute from the next one on. */
  async trigger(store: Store, set: Partial<CronTriggerRecord> = {}): Promise<CronTriggerRecord> {
    const [workflow] = await store.workflows.list(all);
    const trigger: CronTriggerRecord = {
      id: randomUUID(),
      name: "each minute",
      projectId: caller.project,
      scope: "private",
      workflowId: workflow?.id ?? "",
      workflowName: "hello",
      workflowInput: { who: "cron" },
      workflowParams: { env: { e: 1 } },
      pattern: "* * * * *",
      remainingExecutions: null,
      firstExecutionTime: null,
      nextExecutionTime: this.clock.now() + minuteMs,
      createdAt: this.clock.now(),
      updatedAt: null,
      ...set,
    };
    await store.cronTriggers.create(trigger);
    return trigger;
  }
}

async function stop({ cron, runtime, store }: Node): Promise<void> {
  await cron.stop();
  await runtime.stop(0);
  await store.close();
}

function runs(store: Store): Promise<ExecutionRecord[]> {
  return store.executions.list(all);
}

describe("a cron trigger", () => {
  let cluster: Cluster;
  let node: Node;

  beforeEach(async () => {
    cluster = new Cluster();
    node = await cluster.join("sqlite::memory:");
    await addWorkflows(node.store, text);
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
    await addWorkflows(dying.store, text);
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

describe("over three nodes and a restart", () => {
  let server: PostgresServer;

  beforeAll(async () => {
    server = await startPostgres();
  });

  afterAll(() => server.stop());

  it("every trigger runs once for each of its times", async () => {
    const cluster = new Cluster();
    const url = await server.createDatabase();
    const first = await cluster.join(url);
    await addWorkflows(first.store, text);
    await cluster.join(url);
    await cluster.join(url);
    const triggers: CronTriggerRecord[] = [];
    for (let n = 0; n < 5; n += 1) triggers.push(await cluster.trigger(first.store, { name: `t${n}` }));
    const minutes = 6;
    for (let minute = 0; minute < minutes; minute += 1) {
      cluster.clock.advance(minuteMs);
      await Promise.all(cluster.nodes.map(({ cron }) => cron.look()));
      if (minute === 2) {
        await cluster.leave(first);
        await cluster.join(url);
      }
    }
    const [node] = cluster.nodes;
    const ledger = Map.groupBy(
      node === undefined ? [] : await runs(node.store),
      ({ description }) => (JSON.parse(description) as { triggered_by: { name: string } }).triggered_by.name,
    );
    expect([...ledger].map(([name, of]) => `${name} ${of.length}`).toSorted()).toEqual(
      triggers.map(({ name }) => `${name} ${minutes}`),
    );
    expect(cluster.troubles).toEqual([]);
    await cluster.close();
  });
});
