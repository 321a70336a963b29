/**
 * How long it takes to update a parent with many followers (design, section 15: 100 followers of 300 tasks in a second).
 *
 * Run: `node bench/inheritance/followers.ts [followers] [tasks] [database]`
 */
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { hierarchyLimitsOf } from "../../src/assembly/index.ts";
import { readSettings } from "../../src/config.ts";
import { createWorkflows, updateWorkflows, type Library } from "../../src/library/index.ts";
import { openStore } from "../../src/store/index.ts";
import { childText, parentText } from "./texts.ts";

const [followers, tasks] = [Number(process.argv[2] ?? 100), Number(process.argv[3] ?? 300)];
const folder = await mkdtemp(join(tmpdir(), "ostro-bench-"));
const store = await openStore(process.argv[4] ?? `sqlite:${join(folder, "bench.db")}`);
const library: Library = {
  store,
  systemActions: new Map(),
  now: () => Date.now(),
  newId: randomUUID,
  changed: () => {},
  limits: hierarchyLimitsOf(readSettings({})),
};
const caller = { project: "bench", user: "", roles: [] };
const place = { namespace: "", scope: "private" };

await timed("create the parent", () => createWorkflows(library, caller, { ...place, text: parentText(tasks) }));
await timed(`create ${followers} children, one by one`, async () => {
  for (let i = 0; i < followers; i += 1) {
    await createWorkflows(library, caller, { ...place, text: childText(tasks, `child_${i}`) });
  }
});
for (const timeout of [61, 62, 63, 64, 65]) {
  const text = parentText(tasks, timeout);
  await timed("update the parent", () => updateWorkflows(library, caller, { ...place, text, identifier: undefined }));
}
await store.close();
await rm(folder, { recursive: true });

async function timed(what: string, work: () => Promise<unknown>): Promise<void> {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  const used = process.cpuUsage(cpu);
  const milliseconds = (performance.now() - start).toFixed(0);
  console.log(`${what.padEnd(40)} ${milliseconds} ms (processor ${((used.user + used.system) / 1000).toFixed(0)} ms)`);
}
