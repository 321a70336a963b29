/**
 * The whole service: executions and tasks per second, latency, memory and commits, within one process and over REST, on
 * SQLite (FULL) and PostgreSQL; beside it the bare database that stores the same rows in the same run.
 *
 *     node bench/service.ts [sqlite] [postgres] [--only=chain|three|fan|steps|items|alone] [--prof]
 *
 * With `--prof` each worker leaves a .cpuprofile in the working folder.
 */
import { fork, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "../tests/e2e/serve.ts";
import { startPostgres } from "../tests/postgres-server.ts";
import type { Bare, Measured } from "./service/in-process.ts";
import type { Job } from "./service/job.ts";
import { define, measureDefinition, measureReads, measureRest } from "./service/rest.ts";
import { workloads, type Workload } from "./service/workloads.ts";

const words = process.argv.slice(2);
const only = words.find((word) => word.startsWith("--only="))?.slice("--only=".length);
const chosen = words.filter((word) => !word.startsWith("--"));

function startWorker(job: Job): ChildProcess {
  const execArgv = words.includes("--prof")
    ? ["--cpu-prof", `--cpu-prof-name=${job.type}-${job.workload}.cpuprofile`]
    : [];
  return fork(join(import.meta.dirname, "service/worker.ts"), [JSON.stringify(job)], { execArgv });
}

function answerOf<Answer>(worker: ChildProcess): Promise<Answer> {
  return new Promise((resolve, reject) => {
    worker.once("message", (answer) => resolve(answer as Answer));
    worker.once("exit", (code) => reject(new Error(`the worker ended with ${code}`)));
  });
}

type Row = Readonly<Record<string, string | number>>;

function row(measured: Measured | (Omit<Measured, "commits"> & { readonly commits: undefined }), bare: Bare): Row {
  const rounded = (value: number) => Number(value.toPrecision(3));
  return {
    "executions/s": rounded(measured.executionsPerSecond),
    "tasks/s": rounded(measured.tasksPerSecond),
    "p50 ms": rounded(measured.p50Ms),
    "p99 ms": rounded(measured.p99Ms),
    "RSS MB": Math.round(measured.rssMb),
    commits: measured.commits ?? "",
    "bare executions/s": rounded(bare.executionsPerSecond),
    "of bare": `${Math.round((100 * measured.executionsPerSecond) / bare.executionsPerSecond)} %`,
  };
}

async function overRest(workload: Workload, database: string): Promise<Omit<Measured, "commits">> {
  const worker = startWorker({ type: "rest", workload: workload.name, databases: [database] });
  const { url } = await answerOf<{ readonly url: string }>(worker);
  await define(workload, url);
  const driven = await measureRest(workload, url, () => {});
  const stopped = answerOf<{ readonly rssMb: number }>(worker);
  worker.send("stop");
  return { ...driven, ...(await stopped) };
}

async function measure(name: string, fresh: () => Promise<string>): Promise<Record<string, Row>> {
  const rows: Record<string, Row> = {};
  for (const workload of workloads.filter((one) => only === undefined || one.name === only)) {
    const job = { workload: workload.name } as const;
    const bare = await answerOf<Bare>(startWorker({ ...job, type: "bare", databases: [await fresh(), await fresh()] }));
    const inside = await answerOf<Measured>(startWorker({ ...job, type: "inProcess", databases: [await fresh()] }));
    rows[`${name}, ${workload.name}, in process`] = row(inside, bare);
    const outside = await overRest(workload, await fresh());
    rows[`${name}, ${workload.name}, REST`] = row({ ...outside, commits: undefined }, bare);
  }
  return rows;
}

/** Times of a service that is started on a database that is there already. */
async function measureStart(name: string, database: string): Promise<Row> {
  const first = await serve(database);
  const { p50Ms, worstMs } = await measureDefinition(first.url);
  const { listMs, oneMs } = await measureReads(first.url);
  await first.end("SIGTERM");
  const times: number[] = [];
  for (let n = 0; n < 7; n += 1) {
    const served = await serve(database);
    times.push(served.readyMs);
    await served.end("SIGTERM");
  }
  const ready = times.toSorted((a, b) => a - b);
  return {
    database: name,
    "ready ms (middle)": Math.round(ready[3] ?? 0),
    "ready ms (slowest)": Math.round(ready.at(-1) ?? 0),
    "100 tasks stored, ms (middle)": Number(p50Ms.toFixed(1)),
    slowest: Number(worstMs.toFixed(1)),
    "list of 200, ms": Number(listMs.toFixed(2)),
    "one execution, ms": Number(oneMs.toFixed(2)),
  };
}

async function main(): Promise<void> {
  const rows: Record<string, Row> = {};
  const starts: Row[] = [];
  const folder = await mkdtemp(join(tmpdir(), "ostro-bench-"));
  let files = 0;
  async function all(name: string, fresh: () => Promise<string>): Promise<void> {
    Object.assign(rows, await measure(name, fresh));
    starts.push(await measureStart(name, await fresh()));
  }
  if (chosen.length === 0 || chosen.includes("sqlite")) {
    await all("SQLite FULL", async () => `sqlite:${join(folder, `${(files += 1)}.db`)}`);
  }
  if (chosen.length === 0 || chosen.includes("postgres")) {
    const server = await startPostgres(true);
    await all("PostgreSQL", () => server.createDatabase());
    await server.stop();
  }
  await rm(folder, { recursive: true });
  console.table(rows);
  console.table(starts);
}

await main();
