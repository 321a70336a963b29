import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAsWithoutFaults } from "./mixed/runs.ts";
import { Nodes } from "./mixed/nodes.ts";
import { isLong } from "./scenario.ts";

const executions = isLong ? 600 : 36;
const kills = isLong ? 200 : 10;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ostro-restarts-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** So often the node is killed, each time after it has worked for a moment. */
async function killOften(nodes: Nodes): Promise<void> {
  for (let n = 0; n < kills; n += 1) {
    await new Promise((resolve) => void setTimeout(resolve, 400 * Math.random()));
    await nodes.killAndRestart();
  }
}

async function allEnded(nodes: Nodes): Promise<void> {
  const running = () => nodes.request("GET", "/v2/executions?state=RUNNING&limit=1&fields=id", "");
  const none = { status: 200, text: '{"executions":[]}' };
  await expect.poll(running, { timeout: isLong ? 600_000 : 60_000, interval: 200 }).toEqual(none);
}

test(`a node on SQLite that is killed ${kills} times at random moments`, { timeout: 1_800_000 }, async () => {
  const database = `sqlite:${join(folder, "restarts.db")}`;
  const nodes = new Nodes(database, ["--log-level", "fatal"]);
  let killing = Promise.resolve();
  await expectAsWithoutFaults(
    nodes,
    database,
    { nodes: 1, executions },
    () => (killing = killOften(nodes)),
    () => killing.then(() => allEnded(nodes)),
  );
});
