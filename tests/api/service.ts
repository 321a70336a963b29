import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { hierarchyLimitsOf } from "../../src/assembly/index.ts";
import { readSettings } from "../../src/config.ts";
import { actionRegistry } from "../../src/actions/index.ts";
import {
  anybody,
  AuditTrail,
  buildServer,
  type Authenticate,
  type Policy,
  type ServerOptions,
} from "../../src/api/index.ts";
import { Quotas, type HierarchyLimits, type Library, type QuotaLimits } from "../../src/library/index.ts";
import { Maintenance, outsideExpressions, Runtime, Workers, type Clock } from "../../src/runtime/index.ts";
import { Metrics } from "../../src/operations/index.ts";
import { openStore, type Store } from "../../src/store/index.ts";
import { EventDefinitions, EventInbox, Webhooks } from "../../src/triggers/index.ts";

/** A whole service in memory. Its clock stands still unless it is moved. */
export interface TestService {
  readonly app: FastifyInstance;
  readonly store: Store;
  readonly runtime: Runtime;
  readonly library: Library;
  readonly maintenance: Maintenance;
  readonly clock: StillClock;
  readonly inbox: EventInbox;
  /** Waits until no execution moves by itself any more. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** A clock that moves by a millisecond each time it is read, so that rows created one after the other have an order. */
export class StillClock implements Clock {
  #now = Date.UTC(2026, 10, 22, 21, 55, 0);

  now(): number {
    this.#now += 1;
    return this.#now;
  }

  after(_delayMs?: number, _callback?: () => void): () => void {
    return () => {};
  }
}

export interface TestOptions {
  /** A database of its own in memory when left out. */
  readonly database?: string;
  readonly authenticate?: Authenticate;
  readonly mayDeleteActionExecutions?: boolean;
  readonly requestLimits?: ServerOptions["limits"];
  readonly quotas?: QuotaLimits;
  readonly isAudited?: boolean;
  readonly logger?: ServerOptions["logger"];
  readonly policy?: Policy;
  /** The text of the file of webhooks; there are none when left out. */
  readonly webhooks?: string;
  readonly readInfo?: () => Promise<string>;
  /** Bounds of hierarchies that differ from the usual ones. */
  readonly limits?: Partial<HierarchyLimits>;
}

export async function startService(options: TestOptions = {}): Promise<TestService> {
  const { database = "sqlite::memory:", authenticate = anybody, mayDeleteActionExecutions = false } = options;
  const { requestLimits, logger } = options;
  const store = await openStore(database);
  const clock = new StillClock();
  const actions = actionRegistry();
  const now = () => clock.now();
  const defaults = options.quotas ?? { definitions: -1, runningExecutions: -1, storedBytes: -1 };
  const quotas = new Quotas({ store, defaults, now });
  const runtime = new Runtime({
    store,
    actions,
    clock,
    chance: { newId: randomUUID, random: () => 0.5 },
    slots: 16,
    leaseMs: 15_000,
    rerunLostActions: "safe",
    callbackUrl: () => null,
    admit: (project) => quotas.admitExecution(project),
    onTrouble: (what, error) => {
      throw new Error(what, { cause: error });
    },
  });
  const library: Library = {
    store,
    quotas,
    systemActions: actions,
    now,
    newId: randomUUID,
    changed: () => runtime.definitionsChanged(),
    limits: { ...hierarchyLimitsOf(readSettings({})), ...options.limits },
  };
  await runtime.begin();
  const maintenance = new Maintenance({
    store,
    clock,
    tell: (id, event) => runtime.tell(id, event),
    onTrouble: (what, error) => {
      throw new Error(what, { cause: error });
    },
  });
  await maintenance.begin();
  const workers = new Workers({
    store,
    secretSources: [],
    isServed: () => false,
    newId: randomUUID,
    complete: (id, result) => runtime.completeAction(id, result),
    after: (delayMs, callback) => clock.after(delayMs, callback),
  });
  const chance = { newId: randomUUID, random: () => 0.5 };
  const expressions = outsideExpressions(clock, chance);
  const inbox = new EventInbox({
    store,
    runtime,
    clock,
    expressions,
    definitions: EventDefinitions.read("", ""),
    reachesAll: authenticate === anybody,
    memoryMs: 3_600_000,
    isResting: () => false,
    onTrouble: (what, error) => {
      throw new Error(what, { cause: error });
    },
  });
  const webhooks = Webhooks.read(options.webhooks ?? "", "webhooks.yaml", expressions, async (secret) =>
    typeof secret === "string" ? secret : "resolved",
  );
  const triggers = { store, runtime, now, newId: randomUUID, expressions, scheduled: () => {}, changed: () => {} };
  const auditTrail = new AuditTrail({
    store,
    now,
    newId: randomUUID,
    after: (delayMs, callback) => clock.after(delayMs, callback),
    onTrouble: (what, error) => {
      throw new Error(what, { cause: error });
    },
  });
  const app = await buildServer({
    service: {
      store,
      library,
      runtime,
      now,
      isAuthenticated: authenticate !== anybody,
      mayDeleteActionExecutions,
      triggers,
      events: { inbox, webhooks },
      maintenance,
      workers,
      ...(options.isAudited === true ? { auditTrail } : {}),
      metrics: new Metrics({ store, now, version: "0.0.0", readers: "callers" }),
      ...(options.readInfo === undefined ? {} : { readInfo: options.readInfo }),
    },
    ...(options.policy === undefined ? {} : { policy: options.policy }),
    authenticate,
    version: "0.0.0",
    ...(requestLimits === undefined ? {} : { limits: requestLimits }),
    ...(logger === undefined ? {} : { logger }),
  });
  return {
    app,
    store,
    runtime,
    library,
    maintenance,
    clock,
    inbox,
    settle: () => settle(runtime),
    close: async () => {
      await app.close();
      await maintenance.stop();
      await runtime.stop(0);
      await store.close();
    },
  };
}

async function settle(runtime: Runtime): Promise<void> {
  for (let quiet = 0; quiet < 25;) {
    const before = runtime.statistics();
    await new Promise<void>((resolve) => void setImmediate(resolve));
    const after = runtime.statistics();
    quiet = after.transactions === before.transactions && after.actionsRunning === 0 ? quiet + 1 : 0;
  }
}
