import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { startLedger, type Ledger } from "../ledger.ts";
import * as scenario from "../scenario.ts";
import type { Nodes } from "./nodes.ts";
import { definitions, runOf, type Run } from "./work.ts";

/**
 * Starts nodes and executions of all kinds, lets faults happen, waits until everything has ended, and compares what came
 * about with what would have without the faults.
 *
 * @param nodes none of them started yet
 * @param faults begins when the executions begin; told when everything has ended
 * @param allEnded waits until no execution runs
 */
export async function expectAsWithoutFaults(
  nodes: Nodes,
  database: string,
  counts: { readonly nodes: number; readonly executions: number },
  faults: (signal: AbortSignal) => Promise<void>,
  allEnded: () => Promise<void>,
): Promise<void> {
  const answers: Promise<void>[] = [];
  const ledger = await startLedger(
    () => 20 + Math.random() * 100,
    (name, key) => name.includes("/async/") && void answers.push(answer(nodes, key, name)),
  );
  ledger.open();
  const ended = new AbortController();
  try {
    await nodes.start(counts.nodes);
    expect(await nodes.request("POST", "/v2/workflows", definitions, "text/plain")).toMatchObject({ status: 201 });
    const runs = Array.from({ length: counts.executions }, (_, n) => runOf(n, randomUUID()));
    const over = faults(ended.signal);
    await startAll(nodes, runs, ledger);
    await allEnded();
    ended.abort();
    await over;
    await Promise.all(answers);
    expect(new Set(await nodes.stop())).toEqual(new Set([0]));
    expectEnd(await scenario.remembered(database), runs, ledger);
  } finally {
    ended.abort();
    await nodes.kill9();
    await ledger.stop();
  }
}

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
function expectEnd(end: scenario.Remembered, runs: readonly Run[], ledger: Ledger): void {
  expect(end.stuck).toEqual([]);
  const roots = end.executions.filter(({ parentTaskId }) => parentTaskId === null);
  expect(new Set(roots.map(({ id }) => id))).toEqual(new Set(runs.map(({ id }) => id)));

  const byId = new Map(end.executions.map((execution) => [execution.id, execution]));
  const failed = scenario.failedOf(end).filter(({ taskName }) => taskName !== "stubborn");
  for (const action of failed) scenario.expectLost(action);
  const lostIn = new Set(failed.map(({ executionId }) => byId.get(executionId ?? "")?.rootId));

  for (const { id, name, kind } of runs) {
    const { state, output } = byId.get(id) ?? {};
    if (lostIn.has(id)) {
      expect({ name, state }).toEqual({ name, state: "ERROR" });
      continue;
    }
    const whole = kind.output((deed) => `/${name}${deed}`);
    expect({ name, state, output }).toEqual({ name, state: "SUCCESS", output: whole });
    for (const deed of kind.deeds) expect(ledger.deeds.has(`/${name}${deed}`), `/${name}${deed} was done`).toBe(true);
  }
  for (const { name, callsByKey } of ledger.deeds.values()) {
    if (name.includes("/once/")) expect([...callsByKey.values()], name).toEqual([1]);
    else expect(callsByKey.size, name).toBe(name.includes("/flaky/") ? 2 : 1);
  }
}
