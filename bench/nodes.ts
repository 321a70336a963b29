/**
 * What a second node brings: *three* and *chain* over REST on one PostgreSQL, by one node and by two, each with its share of the
 * clients; and how busy the machine was meanwhile. Where one node with its database leaves no core idle, two cannot be faster.
 *
 *     node bench/nodes.ts
 */
import { fork, type ChildProcess } from "node:child_process";
import { cpus } from "node:os";
import { join } from "node:path";
import { startPostgres } from "../tests/postgres-server.ts";
import type { Job } from "./service/job.ts";
import { define, measureRest } from "./service/rest.ts";
import { workloads, type Workload } from "./service/workloads.ts";

function start(workload: Workload, database: string): ChildProcess {
  const job: Job = { type: "rest", workload: workload.name, databases: [database] };
  return fork(join(import.meta.dirname, "service/worker.ts"), [JSON.stringify(job)]);
}

function urlOf(node: ChildProcess): Promise<string> {
  return new Promise((resolve) => void node.once("message", ({ url }: { url: string }) => resolve(url)));
}

/** Milliseconds that all cores have worked, and that have passed for them. */
function coreTimes(): { readonly busy: number; readonly all: number } {
  const times = cpus().map(({ times: { user, nice, sys, irq, idle } }) => ({ busy: user + nice + sys + irq, idle }));
  const busy = times.reduce((sum, one) => sum + one.busy, 0);
  return { busy, all: busy + times.reduce((sum, one) => sum + one.idle, 0) };
}

async function measure(workload: Workload, database: string, count: number) {
  const nodes = Array.from({ length: count }, () => start(workload, database));
  const urls = await Promise.all(nodes.map((node) => urlOf(node)));
  await define(workload, urls[0] ?? "");
  const share = {
    ...workload,
    inFlight: Math.ceil(workload.inFlight / count),
    executions: Math.ceil(workload.executions / count),
  };
  const before = coreTimes();
  const driven = await Promise.all(urls.map((url) => measureRest(share, url, () => {})));
  const after = coreTimes();
  await Promise.all(
    nodes.map((node) => {
      node.send("stop");
      return new Promise((resolve) => void node.once("exit", resolve));
    }),
  );
  const worst = (of: (one: (typeof driven)[number]) => number) => Math.round(Math.max(...driven.map((one) => of(one))));
  return {
    workload: workload.name,
    nodes: count,
    "executions/s": Math.round(driven.reduce((sum, { executionsPerSecond }) => sum + executionsPerSecond, 0)),
    "p50 ms": worst(({ p50Ms }) => p50Ms),
    "p99 ms": worst(({ p99Ms }) => p99Ms),
    "cores busy": `${Math.round((100 * (after.busy - before.busy)) / (after.all - before.all))} %`,
  };
}

const server = await startPostgres(true);
const rows: object[] = [];
for (const workload of workloads.filter(({ name }) => name === "three" || name === "chain")) {
  for (const count of [1, 2]) rows.push(await measure(workload, await server.createDatabase(), count));
}
await server.stop();
console.table(rows);
