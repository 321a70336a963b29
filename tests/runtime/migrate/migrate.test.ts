import * as fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Runtime } from "../../../src/runtime/index.ts";
import type { MigrationRecord } from "../../../src/core/model/index.ts";
import { openStore, type Store } from "../../../src/store/index.ts";
import { definitionOf, repeat, type Happening } from "../../core/engine/migrate/moved-run.ts";
import { edited, randomEdits, randomModel, textOf } from "../../core/engine/migrate/random-edit.ts";
import { startPostgres, type PostgresServer } from "../../postgres-server.ts";
import { newRuntime, start } from "../service.ts";
import { addRevision, addWorkflow, complete, move, openActions } from "./revisions.ts";

const isLong = process.env["OSTRO_LONG"] === "1";

/** Workflows of one database have names of their own. */
let count = 0;

/** A workflow, and texts of later revisions of it. */
function family() {
  count += 1;
  const name = `w${count}`;
  const named = (text: string) => text.replace("w:", `${name}:`);
  return { name, before: named(before), after: named(after), changed: named(changed) };
}

const before = `
w:
  tasks:
    a: {action: std.async_noop, on-success: [b]}
    b: {action: std.async_noop, on-success: [c]}
    c: {action: std.async_noop}
`;
const after = `
w:
  input: [{level: 3}]
  vars: {twice: "<% $.level * 2 %>"}
  output: {twice: "<% $.twice %>"}
  tasks:
    a: {action: std.async_noop, on-success: [b]}
    b: {action: std.async_noop, on-success: [c]}
    c: {action: std.async_noop, on-success: [d]}
    d: {action: std.async_noop}
`;
const changed = before.replace("b: {action: std.async_noop", "b: {action: std.async_noop, timeout: 5");

let postgres: PostgresServer;

beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);

afterAll(() => postgres.stop());

async function begun(store: Store): Promise<Runtime> {
  const runtime = newRuntime(store);
  await runtime.begin();
  return runtime;
}

/** An execution whose first task has ended, paused. */
async function paused(store: Store, runtime: Runtime, name: string): Promise<string> {
  const { id } = await start(runtime, name);
  await complete(store, runtime, id, "a");
  await runtime.tell(id, { type: "pauseRequested" });
  return id;
}

async function statesOf(store: Store, executionId: string): Promise<string[]> {
  const filters = [{ field: "executionId", op: "eq", value: executionId }] as const;
  const tasks = await store.tasks.list({ visibility: "all", filters });
  return tasks.map(({ name, state }) => `${name} ${state}`).toSorted();
}

function movesOf(store: Store, executionId: string): Promise<MigrationRecord[]> {
  const filters = [{ field: "executionId", op: "eq", value: executionId }] as const;
  return store.migrations.list({ visibility: "all", filters });
}

describe.each(["SQLite", "PostgreSQL"])("on %s", (database) => {
  let store: Store;

  beforeAll(async () => {
    store = await openStore(database === "SQLite" ? "sqlite::memory:" : await postgres.createDatabase());
  });

  afterEach(async () => {
    expect(await store.stuckExecutions(10)).toEqual([]);
  });

  afterAll(() => store.close());

  test("a paused execution goes on by the new revision, and it is written down who moved it", async () => {
    const { name, ...texts } = family();
    await addWorkflow(store, texts.before);
    const first = await begun(store);
    const id = await paused(store, first, name);
    const verdict = await move(first, id, await addRevision(store, texts.after));
    expect(verdict).toMatchObject({
      allowed: true,
      added_input: ["level"],
      added_vars: ["twice"],
      tasks: [
        { name: "a", standing: "kept" },
        { name: "b", standing: "kept" },
        { name: "c", standing: "ahead" },
        { name: "d", standing: "ahead" },
      ],
    });
    await first.stop(0);

    // Nothing of it was in memory alone, and a move of what nobody uses leaves nothing there.
    const runtime = await begun(store);
    await move(runtime, id, await addRevision(store, texts.after), { isDryRun: true });
    expect(runtime.statistics().lanes).toBe(0);
    await runtime.tell(id, { type: "resumeRequested", env: null });
    for (const task of ["b", "c", "d"]) await complete(store, runtime, id, task);
    expect(await store.executions.get(id, "all")).toMatchObject({
      state: "SUCCESS",
      workflowRevision: 2,
      input: { level: 3 },
      output: { twice: 6 },
    });
    expect(await movesOf(store, id)).toMatchObject([
      { executionId: id, userName: "u", fromRevision: 1, toRevision: 2, verdict: { allowed: true } },
    ]);
    await runtime.stop(0);
  });

  test("what has started must mean the same, and a refusal changes nothing", async () => {
    const { name, ...texts } = family();
    await addWorkflow(store, texts.before);
    const runtime = await begun(store);
    const id = await paused(store, runtime, name);
    const other = await addRevision(store, texts.changed);
    const untouched = await store.executions.get(id, "all");
    await expect(move(runtime, id, other)).rejects.toMatchObject({
      code: "INH-051",
      message: `execution ${id} cannot be moved to revision 2 of '${name}': task 'b' has started and differs in 'timeout'`,
    });
    expect(await move(runtime, id, other, { isDryRun: true })).toMatchObject({ allowed: false });
    expect(await store.executions.get(id, "all")).toEqual(untouched);
    expect(await movesOf(store, id)).toHaveLength(0);
    await runtime.stop(0);
  });

  test("one that runs is moved only with leave, in the midst of its results", async () => {
    const { name, ...texts } = family();
    await addWorkflow(store, texts.before);
    const runtime = await begun(store);
    const { id } = await start(runtime, name);
    const other = await addRevision(store, texts.after);
    await expect(move(runtime, id, other)).rejects.toMatchObject({ code: "INH-052" });
    const moves = [0, 1, 2].map(() => move(runtime, id, other, { whileRunning: true }));
    await Promise.all([complete(store, runtime, id, "a"), ...moves]);
    for (const task of ["b", "c", "d"]) await complete(store, runtime, id, task);
    expect(await store.executions.get(id, "all")).toMatchObject({ state: "SUCCESS", workflowRevision: 2 });
    expect(await movesOf(store, id)).toHaveLength(1);
    await expect(move(runtime, id, other)).rejects.toThrow(/is SUCCESS/);
    await runtime.stop(0);
  });

  test.each(["before", "after"])("a commit whose answer is lost %s it was stored is asked for again", async (when) => {
    const { name, ...texts } = family();
    await addWorkflow(store, texts.before);
    let isBroken = true;
    const breaking: Store = {
      ...store,
      commit: async (batch) => {
        const breaks = isBroken && batch.some(({ migrated }) => migrated !== undefined);
        if (breaks) isBroken = false;
        if (breaks && when === "before") throw new Error("connection lost");
        const results = await store.commit(batch);
        if (breaks) throw new Error("connection lost");
        return results;
      },
    };
    const runtime = newRuntime(breaking, [], { onTrouble: () => {} });
    await runtime.begin();
    const id = await paused(store, runtime, name);
    const other = await addRevision(store, texts.after);
    await expect(move(runtime, id, other)).rejects.toThrow("connection lost");
    expect(await move(runtime, id, other)).toMatchObject({ allowed: true });
    await runtime.tell(id, { type: "resumeRequested", env: null });
    for (const task of ["b", "c", "d"]) await complete(store, runtime, id, task);
    expect(await store.executions.get(id, "all")).toMatchObject({ state: "SUCCESS", workflowRevision: 2 });
    expect(await movesOf(store, id)).toHaveLength(1);
    await runtime.stop(0);
  });

  test(
    "random ones end as runs of the new definition, whatever restarts on the way",
    { timeout: 600_000 },
    async () => {
      const happened = fc.record({
        choices: fc.array(fc.nat(100), { minLength: 1, maxLength: 20 }),
        movedAfter: fc.nat(4),
        restarts: fc.boolean(),
      });
      await fc.assert(
        fc.asyncProperty(
          randomModel(),
          randomEdits,
          happened,
          async (model, edits, { choices, movedAfter, restarts }) => {
            const { name } = family();
            const [from, to] = [textOf(model, name), textOf(edited(model, edits), name)];
            if (definitionOf(from) === undefined || definitionOf(to) === undefined) return;
            await addWorkflow(store, from);
            let runtime = await begun(store);
            const { id } = await start(runtime, name);
            const revision = await addRevision(store, to);
            const happenings: Happening[] = [];
            let steps = 0;
            const step = async (): Promise<boolean> => {
              const open = await openActions(store, id);
              const choice = choices[steps % choices.length] ?? 0;
              const action = open[choice % Math.max(1, open.length)];
              if (action === undefined) return false;
              steps += 1;
              const state = steps < 12 && choice % 5 === 0 ? "ERROR" : "SUCCESS";
              happenings.push({ type: "ended", task: action.taskName ?? "", state });
              await runtime.completeAction(action.id, { state, value: null });
              return true;
            };
            for (let i = 0; i < movedAfter && (await step()); i += 1);
            if ((await store.executions.get(id, "all"))?.state === "RUNNING") {
              const options = { allowsSkipped: true, whileRunning: true, isDryRun: false };
              const told = await move(runtime, id, revision, options).catch(() => undefined);
              if (told !== undefined) {
                if (restarts) {
                  await runtime.stop(0);
                  runtime = await begun(store);
                }
                happenings.push({ type: "moved" });
                for (let i = 0; i < 200 && (await step()); i += 1);
                const [skipped, dropped] = [told["skipped"], told["dropped"]] as string[][];
                const unseen = (state: string) =>
                  [...(skipped ?? []), ...(dropped ?? [])].includes(state.split(" ")[0] ?? "");
                const same = repeat(to, happenings, skipped ?? [], dropped ?? []);
                expect((await statesOf(store, id)).filter((state) => !unseen(state))).toEqual(
                  same.states.toSorted().filter((state) => !unseen(state)),
                );
                expect((await store.executions.get(id, "all"))?.state).toBe(same.execution.state);
              }
            }
            await runtime.stop(0);
          },
        ),
        { numRuns: isLong ? 1000 : 6, seed: 6, endOnFailure: true },
      );
    },
  );
});

test("another node that has the execution in memory goes on by the new revision", async () => {
  const url = await postgres.createDatabase();
  const [one, other] = [await openStore(url), await openStore(url)];
  const { name, ...texts } = family();
  await addWorkflow(one, texts.before);
  const [first, second] = [await begun(one), await begun(other)];
  const ids: string[] = [];
  for (let i = 0; i < 4; i += 1) ids.push(await paused(one, first, name));
  const revision = await addRevision(one, texts.after);
  await Promise.all(
    ids.flatMap((id) => [
      move(first, id, revision),
      move(second, id, revision),
      complete(one, ids.indexOf(id) % 2 === 0 ? first : second, id, "b"),
    ]),
  );
  for (const id of ids) {
    await first.tell(id, { type: "resumeRequested", env: null });
    await complete(one, second, id, "c");
    await complete(one, first, id, "d");
    expect(await statesOf(one, id)).toEqual(["a SUCCESS", "b SUCCESS", "c SUCCESS", "d SUCCESS"]);
  }
  expect(await one.migrations.count({ visibility: "all" })).toBe(ids.length);
  await Promise.all([first.stop(0), second.stop(0)]);
  await Promise.all([one.close(), other.close()]);
});
