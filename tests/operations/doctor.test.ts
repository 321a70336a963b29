import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Connection } from "../../src/client/index.ts";
import { isMap, type Json, type JsonMap } from "../../src/core/base/index.ts";
import { createService, readSettings } from "../../src/index.ts";
import { examineDatabase } from "../../src/operations/index.ts";
import { migrate, openStore, type ExecutionCommit, type Store } from "../../src/store/index.ts";
import { ostro } from "../cli/host.ts";
import { action, child, execution, message, task, timer } from "../contract/store/records.ts";

let folder: string;
let database: string;
let copies = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ostro-doctor-"));
  await migrate.upgrade(`sqlite:${join(folder, "empty.db")}`);
});

afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(() => {
  const path = join(folder, `${(copies += 1)}.db`);
  copyFileSync(join(folder, "empty.db"), path);
  database = `sqlite:${path}`;
});

const minute = 60_000;
const now = Date.now();
const hourAgo = { createdAt: now - 60 * minute, updatedAt: now - 60 * minute };

async function examined(executionId?: string): Promise<{ isHealthy: boolean; document: JsonMap; text: string }> {
  const found = await examineDatabase(database, {
    now,
    patienceMs: minute,
    limit: 20,
    ...(executionId === undefined ? {} : { executionId }),
  });
  if (found === undefined) throw new Error("no report");
  return found;
}

function listIn(document: JsonMap, name: string): readonly JsonMap[] {
  const list = document[name];
  return Array.isArray(list) ? list.filter(isMap) : [];
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

interface Scene {
  readonly what: string;
  readonly plant: (store: Store) => Promise<unknown>;
  /** Kinds of the problems. */
  readonly problems: readonly string[];
  readonly notices: readonly string[];
}

function stored(store: Store, commit: Partial<ExecutionCommit>, run = execution(hourAgo)): Promise<unknown> {
  return store.commit([{ executionId: run.id, expectedVersion: null, created: [run], ...commit }]);
}

const alive = (store: Store): Promise<void> => store.holdLease("n1", 10 * minute);

const scenes: readonly Scene[] = [
  { what: "nothing to do", plant: alive, problems: [], notices: [] },
  { what: "nobody there", plant: async () => {}, problems: [], notices: ["no_node"] },
  {
    what: "nobody there for what waits",
    plant: async (store) => {
      const run = execution(hourAgo);
      await stored(store, { timersSet: [timer(run, { at: now - 30 * minute })] }, run);
    },
    problems: ["no_node"],
    notices: [],
  },
  {
    what: "an execution that nothing moves, and one that was just decided about",
    plant: async (store) => {
      await alive(store);
      await stored(store, {});
      await stored(store, {}, execution({ createdAt: now, updatedAt: now }));
    },
    problems: ["stuck"],
    notices: [],
  },
  {
    what: "a dead node and what it left",
    plant: async (store) => {
      await alive(store);
      await store.holdLease("n2", -5 * minute);
      const run = execution(hourAgo);
      const first = task(run);
      const left = action(first, { dispatch: "claimed", claimedBy: "n2" });
      await stored(
        store,
        {
          changes: [
            { type: "taskCreated", task: first },
            { type: "actionCreated", action: left },
          ],
        },
        run,
      );
    },
    problems: ["orphaned_actions"],
    notices: ["dead_node"],
  },
  {
    what: "queues that stand still",
    plant: async (store) => {
      await alive(store);
      await store.createAction(action(null, { ...hourAgo, dispatch: "queued" }));
      await store.createAction(action(null, { ...hourAgo, dispatch: "offered" }));
    },
    problems: ["queue", "no_worker"],
    notices: [],
  },
  {
    what: "what is late",
    plant: async (store) => {
      await alive(store);
      const run = execution(hourAgo);
      const late = {
        timersSet: [timer(run, { at: now - 5 * minute })],
        messagesSent: [message(run, undefined, hourAgo)],
      };
      await stored(store, late, run);
    },
    problems: ["late_messages", "late_timers"],
    notices: [],
  },
  {
    what: "a service that rests",
    plant: async (store) => {
      await alive(store);
      await store.setMaintenance("RUNNING", { status: "PAUSED", paused: ["a"] });
    },
    problems: [],
    notices: ["maintenance"],
  },
];

describe("the doctor", () => {
  it.each(scenes)("finds $what", async ({ plant, problems, notices }) => {
    const store = await openStore(database);
    await plant(store);
    const { document, isHealthy } = await examined();
    await store.close();
    const findings = listIn(document, "findings");
    const kindsOf = (severity: string) =>
      findings.filter((finding) => finding["severity"] === severity).map((finding) => finding["kind"]);
    expect({ isHealthy, problems: kindsOf("problem"), notices: kindsOf("notice") }).toEqual({
      isHealthy: problems.length === 0,
      problems,
      notices,
    });
  });

  it("names what belongs to nobody's commit yet", async () => {
    const store = await openStore(database);
    await alive(store);
    const parent = execution(hourAgo);
    const joining = task(parent, { name: "both", state: "WAITING" });
    const calling = task(parent, { name: "call", type: "WORKFLOW" });
    const sub = child(parent, calling.id, { ...hourAgo, workflowName: "below" });
    const items = task(parent, { name: "items" });
    const each = Array.from({ length: 7 }, (_, index) =>
      action(items, { ...hourAgo, index, dispatch: "claimed", claimedBy: "gone" }),
    );
    await store.commit([
      {
        executionId: parent.id,
        expectedVersion: null,
        created: [parent, sub],
        changes: [
          ...[joining, calling, items].map((one) => ({ type: "taskCreated", task: one }) as const),
          ...each.map((one) => ({ type: "actionCreated", action: one }) as const),
        ],
      },
    ]);
    const { text } = await examined(parent.id);
    await store.close();
    expect(text).toContain(`${parent.id} hello RUNNING, created 1 h ago\n`);
    expect(text).toContain(`  call: sub-workflow below (${sub.id}) is RUNNING\n`);
    expect(text).toContain("  both: waits for the tasks that it joins\n");
    expect(text).toContain("  items: and 4 more like that\n");
    expect(text.match(/ran at node gone, which is gone; it will end with an error unless/g)).toHaveLength(3);
  });
});

const definition = `
version: '2.0'
waits:
  tasks:
    asks: {action: std.async_noop, on-success: both}
    sleeps: {action: std.noop, wait-before: 3600, on-success: both}
    hurries: {action: std.async_noop, timeout: 7200}
    calls: {workflow: below}
    both: {join: all, action: std.noop}
below:
  tasks:
    asks: {action: std.async_noop}
`;

describe("ostro doctor beside a service", () => {
  it("says what each execution waits for, and tells by its exit code that all is well", async () => {
    const service = await createService(readSettings({ options: { database, logLevel: "silent" } }), { version: "0" });
    const connection = new Connection(service.transport);
    await connection.sendText("POST", "/v2/workflows", definition);
    const start = async (name: string) =>
      textOf((await connection.post("/v2/executions", { workflow_name: name }))["id"]);
    const id = await start("waits");
    const pausedId = await start("below");
    await connection.put(`/v2/executions/${pausedId}`, { state: "PAUSED" });

    const { exitCode, out } = await ostro(["doctor", "--database", database, "--output", "json"]);
    const report = JSON.parse(out) as JsonMap;
    const executions = listIn(report, "executions");
    const reasons = new Map(
      executions.map((one) => [
        one["id"],
        listIn(one, "reasons")
          .map(({ kind, task: name }) => `${textOf(name)} ${textOf(kind)}`)
          .toSorted(),
      ]),
    );
    expect(exitCode).toBe(0);
    expect(report).toMatchObject({ healthy: true, unfinished: 3, findings: [], nodes: [{ alive: true }] });
    expect(reasons.get(id)).toEqual(["asks answer", "calls child", "hurries answer", "hurries timer", "sleeps timer"]);
    expect(reasons.get(pausedId)).toEqual([" paused", "asks answer"]);

    const one = await ostro(["doctor", "--database", database, "--execution", id]);
    expect(one.out).toMatch(/ {2}sleeps: goes on after its delay at \S+Z, in 59 min \d+ s\n/);
    expect(one.out).toMatch(/ {2}hurries: fails if it has not ended at \S+Z, in 1 h 59 min\n/);
    const none = await ostro(["doctor", "--database", database, "--execution", "none"]);
    expect(none).toMatchObject({ exitCode: 2, err: expect.stringContaining("There is no execution none.\n") });
    await service.stop();

    const alone = await ostro(["doctor", "--database", database]);
    expect(alone).toMatchObject({
      exitCode: 1,
      out: expect.stringMatching(/^PROBLEM no node is running, and 3 exec/m),
    });
  });

  it("does not make a database where there is none", async () => {
    const path = join(folder, "none.db");
    const nowhere = examineDatabase(`sqlite:${path}`, { now, patienceMs: 0, limit: 1 });
    await expect(nowhere).rejects.toThrow("Cannot use the database");
    expect(existsSync(path)).toBe(false);
  });
});
