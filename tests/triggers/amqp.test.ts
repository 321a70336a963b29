import { randomUUID } from "node:crypto";
import { connect, type Channel, type ChannelModel } from "amqplib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Json, JsonMap } from "../../src/core/base/index.ts";
import type { ExecutionRecord } from "../../src/core/model/index.ts";
import { createOstro } from "../../src/index.ts";
import { systemClock } from "../../src/runtime/index.ts";
import { AmqpReceiver, EventDefinitions, type EventInbox } from "../../src/triggers/index.ts";
import { rabbitmqMissing, startRabbitmq, type RabbitmqServer } from "../rabbitmq-server.ts";
import { addWorkflows } from "../runtime/service.ts";
import { Cluster, hello, runs, type Node } from "./cluster.ts";

const definitions = EventDefinitions.read(
  `
- event_types: compute.*
  properties: {never: seen}
- event_types: [compute.instance.create.*, compute.instance.delete.*]
  properties:
    resource_id: <% $.payload.instance_id %>
    project_id: <% $.context.project_id %>
    where: {host: "{{ _.publisher }}"}
`,
  "event_definitions.yml",
);

/** A notification as oslo.messaging's notifier sends it, in its envelope. */
function notification(type: string, payload: Json, more: JsonMap = {}): Buffer {
  const message = {
    message_id: randomUUID(),
    publisher_id: "compute.host1",
    event_type: type,
    priority: "INFO",
    payload,
    timestamp: "2026-11-24 17:00:00.000000",
    _unique_id: randomUUID().replaceAll("-", ""),
    _context_project_id: "p",
    _context_user_id: "u",
    ...more,
  };
  return Buffer.from(JSON.stringify({ "oslo.version": "2.0", "oslo.message": JSON.stringify(message) }));
}

describe("notifications from a RabbitMQ", () => {
  let rabbitmq: RabbitmqServer | undefined;
  let cluster: Cluster;
  let node: Node;
  let receivers: AmqpReceiver[];
  let connection: ChannelModel;
  let channel: Channel;
  let queue: string;
  let exchange: string;

  beforeAll(async () => {
    if (rabbitmqMissing === undefined) rabbitmq = await startRabbitmq();
  }, 120_000);

  afterAll(() => rabbitmq?.stop());

  beforeEach(async (context) => {
    if (rabbitmq === undefined) return context.skip(rabbitmqMissing);
    cluster = new Cluster();
    node = await cluster.join("sqlite::memory:", (store) => store, definitions);
    await addWorkflows(node.store, hello);
    receivers = [];
    queue = `ostro-${randomUUID()}`;
    exchange = `nova-${randomUUID()}`;
    connection = await connect(rabbitmq.url);
    channel = await connection.createChannel();
    // As oslo.messaging makes it.
    await channel.assertExchange(exchange, "topic", { durable: false });
  });

  afterEach(async () => {
    if (rabbitmq === undefined) return;
    await Promise.all(receivers.map((receiver) => receiver.stop()));
    await connection.close();
    await cluster.close();
  });

  async function listen(
    exchanges: "no" | "transient" = "no",
    inbox: Pick<EventInbox, "receive"> = node.inbox,
  ): Promise<AmqpReceiver> {
    const { store } = node;
    const receiver = new AmqpReceiver({
      url: rabbitmq?.url ?? "",
      queue,
      exchanges,
      store,
      inbox,
      clock: systemClock,
      onTrouble: (what, error) => cluster.troubles.push(`${what}: ${error instanceof Error ? error.message : ""}`),
    });
    receivers.push(receiver);
    await receiver.look();
    return receiver;
  }

  const publish = (content: Buffer, routingKey = "notifications.info") =>
    channel.publish(exchange, routingKey, content);

  /** Waits until that many executions were started, and looks for more. */
  async function started(count: number): Promise<ExecutionRecord[]> {
    await expect
      .poll(
        async () => {
          await node.inbox.look();
          return runs(node.store);
        },
        { timeout: 20_000, interval: 20 },
      )
      .toHaveLength(count);
    await node.inbox.look();
    return runs(node.store);
  }

  const paramsOf = (executions: readonly ExecutionRecord[]) =>
    executions.map(({ params }) => params["event_params"] as JsonMap);

  it("start workflows with what event_definitions.yml says, each once over nodes and copies", async () => {
    const created = { exchange, topic: "notifications", event: "compute.instance.create.end" };
    await cluster.eventTrigger(node.store, created);
    const small = "<% $.payload.get(flavor) = small %>";
    await cluster.eventTrigger(node.store, { ...created, name: "b", event: "compute.instance.*", filter: small });
    await Promise.all([listen(), listen()]);
    const big = notification("compute.instance.create.end", { instance_id: "i1", flavor: "big" });
    const twice = notification("compute.instance.delete.end", { instance_id: "i2", flavor: "small" });
    publish(big);
    publish(big, "notifications.error");
    publish(twice);
    publish(twice);
    publish(notification("compute.instance.update", { instance_id: "i3", flavor: "big" }));
    publish(notification("compute.instance.create.end", { instance_id: "i4", flavor: "small" }), "other.info");
    publish(
      notification("compute.instance.delete.end", { instance_id: "i5", flavor: "small" }, { _context_project_id: "q" }),
    );
    const last = notification("compute.instance.create.end", { instance_id: "i6", flavor: "small" });
    publish(last);
    const executions = await started(4);
    const where = { host: "compute.host1" };
    const seen = Map.groupBy(paramsOf(executions), (params) => params["resource_id"]);
    expect([...seen].map(([id, of]) => [id, of.length])).toEqual(
      expect.arrayContaining([
        ["i1", 1],
        ["i2", 1],
        ["i6", 2],
      ]),
    );
    expect(seen.get("i6")?.[0]).toEqual({ resource_id: "i6", project_id: "p", where });
    expect(cluster.troubles).toEqual([]);
  });

  it("survive a database that is away, and a broken line", async () => {
    await cluster.eventTrigger(node.store, { exchange, topic: "notifications", event: "compute.instance.create.end" });
    const { inbox } = node;
    let isAway = true;
    const receiver = await listen("no", {
      receive: (event) => (isAway ? Promise.reject(new Error("away")) : inbox.receive(event)),
    });
    publish(notification("compute.instance.create.end", { instance_id: "i1" }));
    await expect.poll(() => cluster.troubles, { timeout: 20_000 }).toContain("RabbitMQ: away");
    isAway = false;
    await receiver.look();
    expect(paramsOf(await started(1))).toMatchObject([{ resource_id: "i1" }]);
  });

  it("are taken as plain JSON, too; what is no notification is dropped and told of", async () => {
    await cluster.eventTrigger(node.store, { exchange, topic: "plain", event: "door.opened", scope: "public" });
    await listen();
    publish(Buffer.from("garbage"), "plain");
    publish(Buffer.from('{"no": "type"}'), "plain");
    for (let copy = 0; copy < 2; copy += 1) {
      channel.publish(exchange, "plain", Buffer.from('{"door": 8}'), { type: "door.opened", messageId: "m1" });
    }
    const seen = await started(1);
    expect(paramsOf(seen)).toMatchObject([{ payload: { door: 8 }, event_type: "door.opened", service: "" }]);
    const dropped = `RabbitMQ: A message of ${exchange}, plain is no notification and is dropped`;
    expect(cluster.troubles).toEqual([dropped, dropped]);
  });

  it("wait for an exchange that comes later, and stop when the last trigger goes", async () => {
    const later = `later-${randomUUID()}`;
    const trigger = await cluster.eventTrigger(node.store, { exchange: later, topic: "t", event: "x" });
    const receiver = await listen();
    expect(cluster.troubles).toEqual([`RabbitMQ: There is no exchange ${later} yet; it is looked for again`]);
    await channel.assertExchange(later, "topic", { durable: true });
    await receiver.look();
    channel.publish(later, "t.info", notification("x", {}));
    await started(1);
    await node.store.eventTriggers.delete(trigger.id);
    await receiver.look();
    channel.publish(later, "t.info", notification("x", {}));
    await receiver.stop();
    expect(await channel.checkQueue(queue)).toMatchObject({ messageCount: 0 });
    expect(await runs(node.store)).toHaveLength(1);
  });

  it("make the exchange where the deployment says so", async () => {
    const own = `own-${randomUUID()}`;
    await cluster.eventTrigger(node.store, { exchange: own, topic: "t", event: "x" });
    await listen("transient");
    await channel.assertExchange(own, "topic", { durable: false });
    channel.publish(own, "t.info", notification("x", { a: 1 }));
    expect(paramsOf(await started(1))).toMatchObject([{ payload: { a: 1 }, service: "compute.host1", user_id: "u" }]);
    expect(cluster.troubles).toEqual([]);
  });

  it("come to a service whose settings name the RabbitMQ", async () => {
    const eventsAmqpUrl = rabbitmq?.url ?? "";
    const ostro = await createOstro({
      database: "sqlite::memory:",
      logLevel: "silent",
      eventsAmqpUrl,
      eventsAmqpQueue: queue,
    });
    try {
      const { client } = ostro;
      const { workflows } = await client.workflows.create("version: '2.0'\nw: {tasks: {t: {action: std.noop}}}");
      await client.eventTriggers.create({ workflow_id: workflows[0]?.id ?? "", exchange, topic: "t", event: "x" });
      const message = notification("x", {}, { _context_project_id: "of a cloud" });
      const seen = async () => {
        // The queue is bound a moment after the trigger was made, and copies start nothing.
        publish(message, "t.info");
        return Array.fromAsync(client.executions.list());
      };
      await expect.poll(seen, { timeout: 20_000, interval: 50 }).toHaveLength(1);
    } finally {
      await ostro.stop();
    }
  });
});
