import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CronTriggerRecord } from "../../src/core/model/index.ts";
import type { IncomingEvent } from "../../src/triggers/events/incoming.ts";
import { startPostgres, type PostgresServer } from "../postgres-server.ts";
import { addWorkflows, caller } from "../runtime/service.ts";
import { Cluster, hello, minuteMs, runs } from "./cluster.ts";

function startedBy(description: string): string {
  return (JSON.parse(description) as { readonly triggered_by: { readonly name: string } }).triggered_by.name;
}

describe("over three nodes and a restart", () => {
  let server: PostgresServer;

  beforeAll(async () => {
    server = await startPostgres();
  });

  afterAll(() => server.stop());

  it("every cron trigger runs once for each of its times", async () => {
    const cluster = new Cluster();
    const url = await server.createDatabase();
    const first = await cluster.join(url);
    await addWorkflows(first.store, hello);
    await cluster.join(url);
    await cluster.join(url);
    const triggers: CronTriggerRecord[] = [];
    for (let n = 0; n < 5; n += 1) {
      triggers.push(await cluster.trigger(first.store, { name: `t${n}`, workflowInput: { who: `n${n}` } }));
    }
    const ticks: number[] = [];
    for (let minute = 0; minute < 6; minute += 1) {
      cluster.clock.advance(minuteMs);
      ticks.push(cluster.clock.now());
      await Promise.all(cluster.nodes.map(({ cron }) => cron.look()));
      if (minute === 2) {
        await cluster.leave(first);
        await cluster.join(url);
      }
    }
    const [node] = cluster.nodes;
    const ledger = node === undefined ? [] : await runs(node.store);
    expect(ledger.map((run) => `${startedBy(run.description)} ${run.createdAt}`).toSorted()).toEqual(
      triggers.flatMap(({ name }) => ticks.map((tick) => `${name} ${tick}`)).toSorted(),
    );
    expect(cluster.troubles).toEqual([]);
    await cluster.close();
  });

  it("every event starts each workflow once, whoever gets it and however often", async () => {
    const cluster = new Cluster();
    const url = await server.createDatabase();
    const first = await cluster.join(url);
    await addWorkflows(first.store, hello);
    await cluster.join(url);
    // It takes an event and dies before it has dealt with all of them.
    const dying = await cluster.join(url, (store) => ({
      ...store,
      events: { ...store.events, handled: () => Promise.reject(new Error("killed")) },
    }));
    for (const name of ["t0", "t1"])
      await cluster.eventTrigger(first.store, { name, event: `${name.at(0)}*`, topic: name });
    const told = [0, 1, 2, 3].flatMap((n) => ["t0", "t1"].map((topic) => event(topic, `${topic}-${n}`)));
    await Promise.all(told.map((one) => dying.inbox.receive(one)));
    await dying.inbox.look();
    await cluster.leave(dying);
    await Promise.all(cluster.nodes.flatMap(({ inbox }) => told.map((one) => inbox.receive(one))));
    for (let second = 0; second < 2; second += 1) {
      await Promise.all(cluster.nodes.map(({ inbox }) => inbox.look()));
      cluster.clock.advance(minuteMs / 2);
    }
    await cluster.join(url);
    await Promise.all(cluster.nodes.map(({ inbox }) => inbox.look()));
    const ledger = await runs(first.store);
    const seen = ledger.map(({ params }) => (params["event_params"] as { readonly payload: string }).payload);
    expect(seen.toSorted()).toEqual(told.map(({ data }) => data.id).toSorted());
    expect(cluster.troubles).toEqual(["events: killed"]);
    await cluster.close();
  });
});

function event(topic: string, id: string): IncomingEvent {
  const data = {
    event_type: "tested",
    id,
    publisher: "me",
    timestamp: "",
    context: { project_id: null, user_id: null },
  };
  return { exchange: "web", topic, projectId: caller.project, reach: "project", data: { ...data, payload: id } };
}
