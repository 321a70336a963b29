import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Expiry, type ExpiryRules } from "../../src/runtime/index.ts";
import { openStore } from "../../src/store/index.ts";
import { addWorkflows, FakeClock, newRuntime, reached, start } from "./service.ts";

const text = `
version: '2.0'
leaf: {input: [data], tasks: {t: {action: std.echo output=<% $.data %>}}}
tree: {input: [data], tasks: {a: {action: std.echo output=<% $.data %>, on-success: b}, b: {workflow: leaf data=<% $.data %>}}}
`;

const none: ExpiryRules = {
  olderThanMs: undefined,
  maxFinished: undefined,
  ignoredStates: [],
  intervalMs: 1000,
  batchSize: 10,
};

/** Lets what waits for the clock go on until the work is done. */
async function whileTicking(clock: FakeClock, work: Promise<void>): Promise<void> {
  const state = { isDone: false };
  const done = work.finally(() => (state.isDone = true));
  while (!state.isDone) {
    clock.advance(1000);
    await new Promise<void>((resolve) => void setImmediate(resolve));
  }
  await done;
}

test("a database does not grow under a steady load when finished executions expire", async () => {
  const folder = await mkdtemp(join(tmpdir(), "ostro-expiry-"));
  const path = join(folder, "steady.db");
  const store = await openStore(`sqlite:${path}`, { synchronous: "NORMAL" });
  await addWorkflows(store, text);
  const clock = new FakeClock();
  const runtime = newRuntime(store, [], { clock });
  await runtime.begin();
  const onTrouble = (what: string, error: unknown) => {
    throw new Error(what, { cause: error });
  };
  const rules = { ...none, maxFinished: 20 };
  const expiry = new Expiry({ store, clock, rules, onTrouble });
  const sizes: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    const data = "x".repeat(4000);
    const begun = await Promise.all(Array.from({ length: 40 }, () => start(runtime, "tree", { data })));
    for (const { id } of begun) await reached(store, runtime, id, ["SUCCESS"]);
    clock.advance(60_000);
    await whileTicking(clock, expiry.look());
    expect(await store.executions.count({ visibility: "all" })).toBe(40);
    sizes.push((await store.census()).databaseBytes);
  }
  expect(expiry.expired).toBe(6 * 40 - 20);
  // From the second round on, what was freed is used again.
  expect(sizes.at(-1)).toBeLessThanOrEqual((sizes[1] ?? 0) * 1.1);
  await runtime.stop(0);
  await store.close();
  expect((await stat(path)).size).toBeLessThanOrEqual((sizes[1] ?? 0) * 1.1);
  await rm(folder, { recursive: true });
});

test("it looks again and again, for what has become too old", async () => {
  const store = await openStore("sqlite::memory:");
  await addWorkflows(store, text);
  const clock = new FakeClock();
  const runtime = newRuntime(store, [], { clock });
  await runtime.begin();
  const expiry = new Expiry({ store, clock, rules: { ...none, olderThanMs: 5000 }, onTrouble: () => {} });
  const { id } = await start(runtime, "leaf", { data: "x" });
  await reached(store, runtime, id, ["SUCCESS"]);
  const count = () => store.executions.count({ visibility: "all" });
  expiry.start();
  clock.advance(0);
  await expect.poll(count).toBe(1);
  await expect
    .poll(() => {
      clock.advance(10_000);
      return count();
    })
    .toBe(0);
  expect(expiry.expired).toBe(1);
  await expiry.stop();
  await runtime.stop(0);
  await store.close();
});

test("where everything is kept, nothing is looked for", async () => {
  const store = await openStore("sqlite::memory:");
  const expiry = new Expiry({ store, clock: new FakeClock(), rules: none, onTrouble: () => {} });
  expiry.start();
  await expiry.look();
  expect(expiry.expired).toBe(0);
  await expiry.stop();
  await store.close();
});
