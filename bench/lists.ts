/**
 * Lists stay fast: a page of 100 with 100,000 executions present, compared with the same page with 1,000. Every filter is
 * asked for a value that many rows have and for one that few have, for the first page and for one in the middle.
 *
 *     node bench/lists.ts [sqlite] [postgres] [--more=100000]
 *
 * Ends with 1 when a page takes more than twice as long with many as with few.
 */
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import type { Store } from "../src/store/index.ts";
import { startService, type TestService } from "../tests/api/service.ts";
import { action, execution, task } from "../tests/contract/store/records.ts";
import { startPostgres } from "../tests/postgres-server.ts";

const few = 1000;
const most = 2;
/** Rows of the rare kind, however many there are of the others. */
const rare = 50;
const first = Date.UTC(2026, 0, 1);
const projectId = "<default-project>";

/** Stores executions with a task and an action each; the rare ones are spread over all of them. */
async function fill(store: Store, count: number): Promise<void> {
  const gap = Math.floor(count / rare);
  for (let done = 0; done < count; done += 500) {
    const commits = Array.from({ length: 500 }, (_, n) => {
      const place = done + n;
      const isRare = place % gap === 0;
      const createdAt = first + place * 1000;
      const times = { createdAt, updatedAt: createdAt };
      const state = isRare ? "ERROR" : "SUCCESS";
      const workflowName = isRare ? "rare" : `usual${place % 5}`;
      const common = { projectId, workflowName, state, ...times } as const;
      const run = execution({ ...common, id: randomUUID() });
      const only = task(run, { ...common, id: randomUUID(), name: isRare ? "rare" : "usual" });
      const name = isRare ? "std.fail" : "std.echo";
      const one = action(only, { ...common, id: randomUUID(), name });
      return {
        executionId: run.id,
        expectedVersion: null,
        created: [run],
        changes: [{ type: "taskCreated", task: only } as const, { type: "actionCreated", action: one } as const],
      };
    });
    await store.commit(commits);
  }
}

const time = (at: number): string => new Date(at).toISOString().slice(0, 19);

/** What is asked for; the times lie in the middle of what there is. */
function queries(count: number): readonly string[] {
  const middle = time(first + (count / 2) * 1000);
  const last = time(first + (count - 150) * 1000);
  return [
    "executions?",
    "executions?workflow_name=usual1",
    "executions?workflow_name=rare",
    "executions?workflow_name=nothing",
    "executions?state=SUCCESS",
    "executions?state=ERROR",
    "executions?state=RUNNING",
    "executions?nulls=task_execution_id&state=ERROR&workflow_name=rare",
    `executions?created_at=gte:${middle}`,
    `executions?created_at=gte:${last}`,
    `executions?state=ERROR&created_at=lt:${middle}`,
    "tasks?name=usual",
    "tasks?name=rare",
    "tasks?workflow_name=rare",
    "tasks?state=ERROR",
    `tasks?created_at=gte:${last}`,
    "action_executions?name=std.echo",
    "action_executions?name=std.fail",
    "action_executions?workflow_name=rare",
    "action_executions?state=ERROR",
    `action_executions?created_at=gte:${last}`,
  ];
}

interface Timed {
  readonly what: string;
  readonly ms: number;
}

async function measure(service: TestService, count: number): Promise<Timed[]> {
  const timed: Timed[] = [];
  for (const query of queries(count)) {
    for (const order of ["asc", "desc"]) {
      const url = `/v2/${query}&limit=100&sort_keys=created_at&sort_dirs=${order}`;
      timed.push({ what: `${query.replaceAll(/\d{4}-[\d:T-]+/g, "TIME")} ${order}`, ms: await timeOf(service, url) });
    }
  }
  const { body } = await service.app.inject({ method: "GET", url: `/v2/executions?limit=${count / 2}&fields=id` });
  const marker = (JSON.parse(body) as { executions: { id: string }[] }).executions.at(-1)?.id ?? "";
  for (const query of ["executions?", "executions?state=SUCCESS"]) {
    const url = `/v2/${query}&limit=100&sort_keys=created_at&marker=${marker}`;
    timed.push({ what: `${query} from the middle`, ms: await timeOf(service, url) });
  }
  return timed;
}

/** The fastest of some calls, in milliseconds: what else the machine does only makes them slower. */
async function timeOf({ app }: TestService, url: string): Promise<number> {
  let fastest = Infinity;
  for (let n = 0; n < 15; n += 1) {
    const begun = performance.now();
    const { statusCode, body } = await app.inject({ method: "GET", url });
    fastest = Math.min(fastest, performance.now() - begun);
    if (statusCode !== 200) throw new Error(`${url}: ${body}`);
  }
  return fastest;
}

/** Lets PostgreSQL learn how many rows there are, as it does by itself within a minute. */
async function analyze(url: string): Promise<void> {
  if (!url.startsWith("postgres:")) return;
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query("analyze");
  await client.end();
}

async function compare(name: string, open: (which: string) => Promise<string>, many: number): Promise<boolean> {
  const results: Timed[][] = [];
  for (const count of [few, many]) {
    const database = await open(String(count));
    const service = await startService({ database });
    await fill(service.store, count);
    await analyze(database);
    await measure(service, count);
    results.push(await measure(service, count));
    await service.close();
  }
  const [small = [], large = []] = results;
  let isWell = true;
  console.log(`${name}: a page of 100 in ms, with ${few} and with ${many} executions`);
  for (const [place, { what, ms }] of small.entries()) {
    const other = large[place]?.ms ?? 0;
    // A millisecond is what the machine does by chance.
    const isFast = other <= most * ms + 1;
    isWell &&= isFast;
    console.log(`  ${ms.toFixed(2).padStart(7)} ${other.toFixed(2).padStart(7)}  ${isFast ? "  " : "!!"} ${what}`);
  }
  return isWell;
}

const words = process.argv.slice(2);
const given = words.find((word) => word.startsWith("--more="));
const many = Number(given?.slice("--more=".length) ?? 100_000);
const wants = (name: string): boolean => words.every((word) => word.startsWith("--")) || words.includes(name);
let isWell = true;
if (wants("sqlite")) {
  const folder = await mkdtemp(join(tmpdir(), "ostro-lists-"));
  isWell = (await compare("SQLite", async (which) => `sqlite:${join(folder, which)}`, many)) && isWell;
  await rm(folder, { recursive: true, force: true });
}
if (wants("postgres")) {
  const server = await startPostgres();
  isWell = (await compare("PostgreSQL", () => server.createDatabase(), many)) && isWell;
  await server.stop();
}
process.exitCode = isWell ? 0 : 1;
