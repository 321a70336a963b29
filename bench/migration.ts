/**
 * Moving many executions to another revision while others start and end: how long ten thousand take, and what the others
 * notice of it.
 *
 *     node bench/migration.ts [sqlite] [postgres] [--executions=10000]
 *
 * The service is a process of its own and is asked over HTTP. Each execution has run five of its twelve tasks and is paused.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client, Connection, httpTransport } from "../src/client/index.ts";
import { serve } from "../tests/e2e/serve.ts";
import { startPostgres } from "../tests/postgres-server.ts";

const count = Number(/--executions=(\d+)/.exec(process.argv.join(" "))?.[1] ?? 10_000);
const chosen = process.argv.slice(2).filter((one) => !one.startsWith("--"));

/** Twelve tasks; the sixth pauses the execution before it runs. */
function longRun(more: string): string {
  const tasks = Array.from({ length: 12 }, (_, n) => {
    const next = n < 11 ? `, on-success: [t${n + 1}]` : "";
    const held = n === 5 ? ", pause-before: true" : "";
    const changed = n > 8 ? more : "";
    return `    t${n}: {action: std.noop, publish: {v${n}: <% $.n %>}${held}${changed}${next}}`;
  });
  return `version: '2.0'\nlong_run:\n  input: [n]\n  tasks:\n${tasks.join("\n")}\n`;
}

/** What others do meanwhile: short executions, one after the other. */
const short = "version: '2.0'\nshort: {tasks: {a: {action: std.noop, on-success: [b]}, b: {action: std.noop}}}\n";

/** Starts short executions until it is told to stop. @returns milliseconds that each start took, in order of size */
async function others(client: Client, until: Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  const over = new AbortController();
  until.then(
    () => over.abort(),
    () => over.abort(),
  );
  while (!over.signal.aborted) {
    const begun = performance.now();
    await client.executions.start({ workflow_name: "short" });
    times.push(performance.now() - begun);
    await wait(10);
  }
  return times.toSorted((a, b) => a - b);
}

async function measure(name: string, database: string): Promise<void> {
  const served = await serve(database, ["--log-level", "fatal"]);
  const client = new Client(new Connection(httpTransport(served.url)));
  await client.workflows.create(longRun(""));
  await client.workflows.create(short);
  const started = performance.now();
  let begun = 0;
  const startSome = async () => {
    while (begun < count) {
      begun += 1;
      await client.executions.start({ workflow_name: "long_run", input: { n: begun } });
    }
  };
  await Promise.all(Array.from({ length: 16 }, startSome));
  const startedIn = performance.now() - started;
  await client.workflows.update(longRun(", timeout: 60"));

  const before = await others(client, wait(3000));
  const at = performance.now();
  let moved = 0;
  const moving = (async () => {
    for await (const page of client.workflows.migrateExecutions("long_run", { to_revision: 2 }))
      moved += page.counts.moved;
  })();
  const [meanwhile] = await Promise.all([others(client, moving), moving]);
  const seconds = (performance.now() - at) / 1000;
  if (moved !== count) throw new Error(`${moved} of ${count} were moved`);
  const row = [
    name,
    `${count} started in ${(startedIn / 1000).toFixed(1)} s`,
    `moved in ${seconds.toFixed(1)} s`,
    `${Math.round(count / seconds)}/s`,
    `start of another: ${quantiles(before)} before, ${quantiles(meanwhile)} meanwhile (${meanwhile.length})`,
  ];
  console.log(row.join(" | "));
  await served.end("SIGTERM");
}

function quantiles(times: readonly number[]): string {
  const at = (share: number) => (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
}

if (chosen.length === 0 || chosen.includes("sqlite")) {
  const folder = await mkdtemp(join(tmpdir(), "ostro-bench-"));
  await measure("SQLite", `sqlite:${join(folder, "ostro.db")}`);
  await rm(folder, { recursive: true });
}
if (chosen.length === 0 || chosen.includes("postgres")) {
  const server = await startPostgres(true);
  await measure("PostgreSQL", await server.createDatabase());
  await server.stop();
}
