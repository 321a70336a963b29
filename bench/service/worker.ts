/** A process for one measurement, so that none is warmed or burdened by another. */
import { measureBare, measureInProcess } from "./in-process.ts";
import { listen } from "./rest.ts";
import type { Job } from "./job.ts";
import { workloads } from "./workloads.ts";

function send(result: object): Promise<void> {
  return new Promise((resolve) => void process.send?.(result, () => resolve()));
}

function nextMessage(): Promise<unknown> {
  return new Promise((resolve) => void process.once("message", resolve));
}

async function work(job: Job): Promise<void> {
  const [first, second = ""] = job.databases;
  if (job.type === "rest") {
    const service = await listen(first);
    await send({ url: service.url });
    await nextMessage();
    await service.stop();
    return send({ rssMb: process.resourceUsage().maxRSS / 1024 });
  }
  const workload = workloads.find(({ name }) => name === job.workload);
  if (workload === undefined) throw new Error(`no workload ${job.workload}`);
  return send(
    job.type === "bare" ? await measureBare(workload, first, second) : await measureInProcess(workload, first),
  );
}

await work(JSON.parse(process.argv[2] ?? "") as Job);
process.disconnect();
