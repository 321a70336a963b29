import { afterAll, beforeAll, test } from "vitest";
import { startPostgres, type PostgresServer } from "../postgres-server.ts";
import { expectAsWithoutFaults } from "./mixed/runs.ts";
import { Nodes } from "./mixed/nodes.ts";
import * as scenario from "./scenario.ts";

/** Many executions through many faults, or a few of both. */
const executions = scenario.isLong ? 2000 : 36;
const faults = scenario.isLong ? Infinity : 3;
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

/** Each second another fault, until it is enough. */
async function throwFaults(nodes: Nodes, database: string, signal: AbortSignal): Promise<void> {
  for (let n = 0; n < faults && !signal.aborted; n += 1) {
    await new Promise((resolve) => void setTimeout(resolve, everyMs));
    if (n % 2 === 0) nodes.kill(Math.random());
    else nodes.pause(Math.random(), pauseMs);
    if (n % 3 === 2) await scenario.cutConnections(database);
  }
}

test(
  `${executions} executions of all kinds on three nodes that are killed, paused and cut off`,
  {
    timeout: 1_800_000,
  },
  async () => {
    const database = await postgres.createDatabase();
    const nodes = new Nodes(database, ["--node-lease-seconds", String(leaseSeconds), "--log-level", "fatal"]);
    await expectAsWithoutFaults(
      nodes,
      database,
      { nodes: 3, executions },
      (signal) => throwFaults(nodes, database, signal),
      () => scenario.allEndedIn(database),
    );
  },
);
