import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startPostgres, type PostgresServer } from "../postgres-server.ts";
import { definitions, runOf, type Run } from "./cluster/work.ts";
import { Nodes } from "./cluster/nodes.ts";
import { startLedger, type Ledger } from "./ledger.ts";
import * as scenario from "./scenario.ts";

/** Many executions through many faults, or a few of both. */
const executions = scenario.isLong ? 2000 : 48;
const faults = scenario.isLong ? Infinity : 4;
/** Between two faults, in milliseconds. */
const everyMs = 1000;
const leaseSeconds = 2;
const pauseMs = (leaseSeconds + 1) * 1000;

let postgres: PostgresServer;

beforeAll(async () => {
  postgres = await startPostgres();
});

afterAll(async () => {
  await postgres.stop();
});

test(
  `${executions} executions of all kinds on three nodes that are killed, paused and cut off`,
  {
    timeout: 1_800_000,
  },
  async () => {
    const database = await postgres.createDatabase();
    const options = ["--node-lease-seconds", String(leaseSeconds), "--log-level", process.env["CHAOS_LOG"] ?? "fatal"];
    const nodes = new Nodes(database, options);
    const answers: Promise<void>[] = [];
    const ledger = await startLedger(
      () => 20 + Math.random() * 100,
      (name, key) => name.includes("/async/") && void answers.push(answer(nodes, key, name)),
    );
    ledger.open();
    try {
      await nodes.start(3);
      expect(await nodes.request("POST", "/v2/workflows", definitions, "text/plain")).toMatchObject({ status: 201 });
      const runs = Array.from({ length: executions }, (_, n) => runOf(n, randomUUID()));
      const ended = new AbortController();
      const thrown = throwFaults(nodes, database, ended.signal);
      await startAll(nodes, runs, ledger);
      await scenario.allEndedIn(database);
      ended.abort();
      await thrown;
      await Promise.all(answers);
      expect(await nodes.stop()).toEqual([0, 0, 0]);
      expectAsWithoutFaults(await scenario.remembered(database), runs, ledger);
    } finally {
      await nodes.kill9();
      await ledger.stop();
    }
  },
);

/** The receiver of an asynchronous action answers, and as it is not sure whether it was heard, twice. */
async function answer(nodes: Nodes, actionId: string, name: string): Promise<void> {
  const body = JSON.stringify({ state: "SUCCESS", output: { answer: name } });
  const statuses: number[] = [];
  for (let time = 0; time < 2; time += 1) {
    statuses.push((await nodes.request("PUT", `/v2/action_executions/${actionId}`, body)).status);
  }
  // Where the first answer was not heard although it was taken, the second one says the same as a third would.
  expect([200, 400]).toContain(statuses[0]);
  expect(statuses[1]).toBe(400);
}

/** Each second another fault, until it is enough. */
async function throwFaults(nodes: Nodes, database: string, signal: AbortSignal): Promise<void> {
  for (let n = 0; n < faults && !signal.aborted; n += 1) {
    await new Promise((resolve) => void setTimeout(resolve, everyMs));
    if (n % 2 === 0) nodes.kill(Math.random());
    else nodes.pause(Math.random(), pauseMs);
    if (n % 3 === 1) await scenario.cutConnections(database);
  }
}

/** A client that is not answered asks again, under the same id. */
async function startAll(nodes: Nodes, runs: readonly Run[], ledger: Ledger): Promise<void> {
  const waiting = [...runs];
  const refused: unknown[] = [];
  async function startSome(): Promise<void> {
    for (let run = waiting.shift(); run !== undefined; run = waiting.shift()) {
      const input = { ledger: ledger.url, run: run.name };
      const body = JSON.stringify({ id: run.id, workflow_name: run.kind.workflow, input });
      const answered = await nodes.request("POST", "/v2/executions", body);
      if (answered.status !== 201) refused.push(answered);
    }
  }
  await Promise.all(Array.from({ length: 8 }, startSome));
  expect(refused).toEqual([]);
}

/** Nothing waits, nothing is lost, and what failed says that an action was lost that must not be run twice. */
function expectAsWithoutFaults(end: scenario.Remembered, runs: readonly Run[], ledger: Ledger): void {
  expect(end.stuck).toEqual([]);
  const roots = end.executions.filter(({ parentTaskId }) => parentTaskId === null);
  expect(new Set(roots.map(({ id }) => id))).toEqual(new Set(runs.map(({ id }) => id)));

  const byId = new Map(end.executions.map((execution) => [execution.id, execution]));
  const isFlaky = (taskName: string | null) => taskName === "stubborn";
  const failed = scenario.failedOf(end).filter(({ taskName }) => !isFlaky(taskName));
  for (const action of failed) scenario.expectLost(action);
  const lostIn = new Set(failed.map(({ executionId }) => byId.get(executionId ?? "")?.rootId));

  for (const { id, name, kind } of runs) {
    const { state, output } = byId.get(id) ?? {};
    if (lostIn.has(id)) {
      expect({ name, state }).toEqual({ name, state: "ERROR" });
    } else {
      expect({ name, state, output }).toEqual({
        name,
        state: "SUCCESS",
        output: kind.output((deed) => `/${name}${deed}`),
      });
      for (const deed of kind.deeds) expectDone(ledger, `/${name}${deed}`);
    }
  }
  for (const { name, callsByKey } of ledger.deeds.values()) {
    if (name.includes("/once/")) expect([...callsByKey.values()], name).toEqual([1]);
    else expect(callsByKey.size, name).toBe(name.includes("/flaky/") ? 2 : 1);
  }
}

function expectDone(ledger: Ledger, deed: string): void {
  expect(ledger.deeds.has(deed), `${deed} was done`).toBe(true);
}
