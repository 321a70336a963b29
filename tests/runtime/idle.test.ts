import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Maintenance } from "../../src/runtime/index.ts";
import { openStore, type Store } from "../../src/store/index.ts";
import { startPostgres, type PostgresServer } from "../postgres-server.ts";
import { FakeClock, newRuntime } from "./service.ts";

/** Writes down the names of the functions that are called. */
function writingDown(store: Store, calls: string[]): Store {
  return new Proxy(store, {
    get(target, name: keyof Store) {
      const value: unknown = target[name];
      if (typeof value !== "function") return value;
      return (...given: unknown[]): unknown => {
        calls.push(name);
        return Reflect.apply(value, target, given);
      };
    },
  });
}

const failing = (what: string, error: unknown): never => {
  throw new Error(what, { cause: error });
};

describe("a node with nothing to do", () => {
  let server: PostgresServer;

  beforeAll(async () => {
    server = await startPostgres();
  });

  afterAll(() => server.stop());

  it.each(["sqlite", "postgres"])("asks the database one thing with each heartbeat, on %s", async (kind) => {
    const calls: string[] = [];
    const url = kind === "sqlite" ? "sqlite::memory:" : await server.createDatabase();
    const store = writingDown(await openStore(url), calls);
    const clock = new FakeClock();
    const maintenance = new Maintenance({ store, clock, tell: () => Promise.resolve(), onTrouble: failing });
    const runtime = newRuntime(store, [], { clock, onPending: (pending) => maintenance.noticed(pending) });
    await maintenance.begin();
    await runtime.begin();
    const moveOn = (): readonly string[] => {
      clock.advance(1000);
      return calls;
    };
    // The first one comes with the first look at timers.
    await expect.poll(moveOn).toContain("heartbeat");
    calls.length = 0;
    for (let beat = 1; beat <= 3; beat += 1) {
      await expect.poll(() => moveOn().length).toBe(beat);
    }
    expect(calls).toEqual(["heartbeat", "heartbeat", "heartbeat"]);
    await maintenance.stop();
    await runtime.stop(0);
    await store.close();
  });

  it("hears at once that another node sends the service to rest, and otherwise with the next heartbeat", async () => {
    const url = await server.createDatabase();
    const stores = [await openStore(url), await openStore(url)] as const;
    const clock = new FakeClock();
    const [first, second] = stores.map(
      (store) => new Maintenance({ store, clock, tell: () => Promise.resolve(), onTrouble: failing }),
    ) as [Maintenance, Maintenance];
    await first.begin();
    await second.begin();
    const statusOfSecond = (): string => {
      clock.advance(0);
      return second.status;
    };
    // The line on which nodes hear one another is built up in the background.
    await expect
      .poll(async () => {
        await stores[1].wake({ type: "maintenanceChanged" });
        await first.change("RUNNING");
        await first.change("PAUSED");
        return statusOfSecond();
      })
      .toBe("PAUSED");

    await stores[0].setMaintenance("PAUSED", { status: "RUNNING", paused: [] });
    const about = { name: "two", roles: [], targets: [] };
    second.noticed(await stores[1].heartbeat({ nodeId: "two", leaseMs: 15_000, about, messagesBefore: 0 }));
    await expect.poll(statusOfSecond).toBe("RUNNING");
    for (const maintenance of [first, second]) await maintenance.stop();
    for (const store of stores) await store.close();
  });
});
