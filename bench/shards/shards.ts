/**
 * The plan of docs/operations/beyond-one-primary.md on a small scale: several PostgreSQL servers with a service each, behind
 * one key, the hash of the root execution's id. It shows that work is spread evenly, that no tree crosses a shard, and what
 * that gives on this machine; servers, services and clients share its cores.
 *
 *     node bench/shards/shards.ts [SHARDS] [EXECUTIONS]
 */
import { createHash, randomUUID } from "node:crypto";
import { Connection } from "../../src/client/index.ts";
import { createService, readSettings, type OstroService } from "../../src/index.ts";
import { openStore } from "../../src/store/index.ts";
import { startPostgres, type PostgresServer } from "../../tests/postgres-server.ts";

const most = Number(process.argv[2] ?? 2);
const executions = Number(process.argv[3] ?? 1000);
const inFlight = 50;

const definition = `
version: '2.0'
tree:
  tasks:
    first: {action: std.sleep seconds=0, on-success: below}
    below: {workflow: leaf, on-success: last}
    last: {action: std.sleep seconds=0}
leaf:
  tasks:
    only: {action: std.sleep seconds=0}
`;

interface Shard {
  readonly server: PostgresServer;
  readonly url: string;
  readonly service: OstroService;
  readonly connection: Connection;
}

async function startShard(): Promise<Shard> {
  const server = await startPostgres(true);
  const url = await server.createDatabase();
  const settings = readSettings({ options: { database: url, logLevel: "silent" } });
  const service = await createService(settings, { version: "0" });
  const connection = new Connection(service.transport);
  await connection.sendText("POST", "/v2/workflows", definition);
  return { server, url, service, connection };
}

/** The same shard for an id, whoever asks. */
function shardOf(id: string, shards: readonly Shard[]): Shard {
  const shard = shards[createHash("sha256").update(id).digest().readUInt32BE() % shards.length];
  if (shard === undefined) throw new Error("no shards");
  return shard;
}

async function work(shards: readonly Shard[]): Promise<{ readonly perSecond: number; readonly spread: number[] }> {
  const begun = performance.now();
  const ids = Array.from({ length: executions }, () => randomUUID());
  const waiting = [...ids];
  const one = async (): Promise<void> => {
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      await shardOf(id, shards).connection.post("/v2/executions", { id, workflow_name: "tree" });
    }
  };
  await Promise.all(Array.from({ length: inFlight }, one));
  for (const { connection } of shards) await allEnded(connection);
  const perSecond = executions / ((performance.now() - begun) / 1000);
  return { perSecond, spread: await Promise.all(shards.map((shard) => treesIn(shard, ids, shards))) };
}

async function allEnded(connection: Connection): Promise<void> {
  for (;;) {
    const { executions: running } = await connection.get("/v2/executions?state=RUNNING&limit=1");
    if (Array.isArray(running) && running.length === 0) return;
  }
}

/** Counts the trees of a shard, each of which must be whole and belong there. */
async function treesIn(shard: Shard, ids: readonly string[], shards: readonly Shard[]): Promise<number> {
  const store = await openStore(shard.url);
  const rows = await store.executions.list({ visibility: "all", fields: ["id", "rootId", "state"] });
  const tasks = await store.tasks.list({ visibility: "all", fields: ["rootId"] });
  await store.close();
  const own = new Set(ids.filter((id) => shardOf(id, shards) === shard));
  const isStray = [...rows, ...tasks].some(({ rootId }) => !own.has(rootId));
  const isWhole = rows.length === 2 * own.size && rows.every(({ state }) => state === "SUCCESS");
  if (isStray || !isWhole) throw new Error("a tree is not whole in its shard");
  return own.size;
}

for (let count = 1; count <= most; count += 1) {
  const shards = await Promise.all(Array.from({ length: count }, startShard));
  const { perSecond, spread } = await work(shards);
  process.stdout.write(`${count} shards: ${perSecond.toFixed(0)} trees/s, ${spread.join(" + ")} trees\n`);
  await Promise.all(shards.map(({ service }) => service.stop()));
  await Promise.all(shards.map(({ server }) => server.stop()));
}
