import { randomUUID } from "node:crypto";
import type { CronTriggerRecord, EventTriggerRecord, ExecutionRecord } from "../../src/core/model/index.ts";
import { outsideExpressions, type Runtime } from "../../src/runtime/index.ts";
import { openStore, type Store } from "../../src/store/index.ts";
import { CronClock, EventDefinitions, EventInbox } from "../../src/triggers/index.ts";
import { caller, FakeClock, newRuntime } from "../runtime/service.ts";

export const minuteMs = 60_000;
const all = { visibility: "all" } as const;

export const hello = `version: '2.0'
hello:
  input: [who]
  tasks: {t: {action: std.noop}}
`;

/** A node of the service, with a clock that all nodes share. */
export interface Node {
  readonly store: Store;
  readonly runtime: Runtime;
  readonly cron: CronClock;
  readonly inbox: EventInbox;
}

/** Nodes that share a clock, and a database if they are given the same one. */
export class Cluster {
  readonly clock = new FakeClock();
  readonly nodes: Node[] = [];
  readonly troubles: string[] = [];
  isResting = false;

  async join(
    url: string,
    of: (store: Store) => Store = (store) => store,
    definitions = EventDefinitions.read("", ""),
  ): Promise<Node> {
    const opened = await openStore(url);
    const store = of(opened);
    const runtime = newRuntime(store, [], { clock: this.clock });
    await runtime.begin();
    const shared = {
      store,
      runtime,
      clock: this.clock,
      isResting: () => this.isResting,
      onTrouble: (what: string, error: unknown) =>
        this.troubles.push(`${what}: ${error instanceof Error ? error.message : ""}`),
    };
    const cron = new CronClock({ ...shared, random: () => 0.5 });
    const expressions = outsideExpressions(this.clock, { newId: randomUUID, random: () => 0.5 });
    const inbox = new EventInbox({ ...shared, expressions, definitions, reachesAll: false, memoryMs: 60 * minuteMs });
    const node = { store, runtime, cron, inbox };
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
      timeZone: null,
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

  /** Makes a trigger that waits for `build.done` in the topic `ci` of the exchange `web`. */
  async eventTrigger(store: Store, set: Partial<EventTriggerRecord> = {}): Promise<EventTriggerRecord> {
    const [workflow] = await store.workflows.list(all);
    const trigger: EventTriggerRecord = {
      id: randomUUID(),
      name: "after a build",
      projectId: caller.project,
      scope: "private",
      workflowId: workflow?.id ?? "",
      workflowInput: { who: "event" },
      workflowParams: {},
      exchange: "web",
      topic: "ci",
      event: "build.done",
      filter: null,
      createdAt: this.clock.now(),
      updatedAt: null,
      ...set,
    };
    await store.eventTriggers.create(trigger);
    return trigger;
  }
}

async function stop({ cron, inbox, runtime, store }: Node): Promise<void> {
  await cron.stop();
  await inbox.stop();
  await runtime.stop(0);
  await store.close();
}

export function runs(store: Store): Promise<ExecutionRecord[]> {
  return store.executions.list(all);
}
