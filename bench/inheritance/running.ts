/**
 * Whether running a child costs more than running its flattened text: both are run in turn, and the medians of many rounds
 * are told with their spread (design, section 15: no difference, as both are the same stored specification).
 *
 * Run: `node bench/inheritance/running.ts [rounds] [executions of a round]`
 */
import { randomFillSync, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { hierarchyLimitsOf } from "../../src/assembly/index.ts";
import { readSettings } from "../../src/config.ts";
import { actionRegistry } from "../../src/actions/index.ts";
import { writeJson } from "../../src/core/base/index.ts";
import { createWorkflows, viewFlattened, type Library } from "../../src/library/index.ts";
import { idSource, Runtime, systemClock } from "../../src/runtime/index.ts";
import { openStore } from "../../src/store/index.ts";

const [rounds, executions] = [Number(process.argv[2] ?? 60), Number(process.argv[3] ?? 20)];
const folder = await mkdtemp(join(tmpdir(), "ostro-bench-"));
const store = await openStore(`sqlite:${join(folder, "bench.db")}`);
const actions = actionRegistry();
const runtime = new Runtime({
  store,
  actions,
  clock: systemClock,
  chance: { newId: idSource(() => systemClock.now(), randomFillSync), random: Math.random },
  slots: 64,
  leaseMs: 15_000,
  rerunLostActions: "safe",
  callbackUrl: () => null,
  onTrouble: (what, error) => {
    throw new Error(what, { cause: error });
  },
});
const library: Library = {
  store,
  systemActions: actions,
  now: () => Date.now(),
  newId: randomUUID,
  changed: () => runtime.definitionsChanged(),
  limits: hierarchyLimitsOf(readSettings({})),
};
const caller = { project: "bench", user: "", roles: [] };
const place = { namespace: "", scope: "private" };

const chain = Array.from({ length: 10 }, (_, i) => {
  const next = i < 9 ? `, on-success: [t${i + 1}]` : "";
  return `    t${i}: {action: std.echo output="<% $.n %>", publish: {r${i}: <% task().result %>}${next}}`;
});
const family = `version: '2.0'
base:
  input: [{n: 1}]
  tasks:
${chain.join("\n")}
child:
  extends: base
  override:
    t3: {timeout: 60}
  tasks:
    extra: {before: t5, action: std.noop}
`;
await createWorkflows(library, caller, { ...place, text: family });
const view = await viewFlattened(library, caller, { identifier: "child", namespace: "" }, false);
await createWorkflows(library, caller, { ...place, text: view.definition.replace("\nchild:", "\nflat:") });
const [child, flat] = await Promise.all(
  ["child", "flat"].map(async (name) => (await store.workflows.find(name, "", caller.project))?.spec ?? {}),
);
console.log(
  `stored specifications are ${writeJson(child ?? {}) === writeJson(flat ?? {}) ? "" : "NOT "}byte-identical`,
);

await runtime.begin();
const ended = new Map<string, () => void>();
const over = new Set<string>();
runtime.onCommitted((id, { commit }) => {
  if (!commit.changes?.some((change) => change.type === "executionChanged" && change.set.finishedAt)) return;
  if (!ended.has(id)) over.add(id);
  ended.get(id)?.();
});
const times = new Map<string, number[]>([
  ["child", []],
  ["flat", []],
]);
for (let round = -10; round < rounds; round += 1) {
  for (const name of round % 2 === 0 ? ["child", "flat"] : ["flat", "child"]) {
    const milliseconds = await measure(name);
    if (round >= 0) times.get(name)?.push(milliseconds / executions);
  }
}
for (const [name, all] of times) {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(2);
  console.log(
    `${name.padEnd(6)} median ${at(0.5)} ms of processor an execution (quartiles ${at(0.25)} to ${at(0.75)})`,
  );
}
await runtime.stop(10_000);
await store.close();
await rm(folder, { recursive: true });

/** The processor's time for some executions, one after the other. */
async function measure(name: string): Promise<number> {
  const before = process.cpuUsage();
  const start = performance.now();
  for (let i = 0; i < executions; i += 1) {
    const request = { caller, workflowIdentifier: name, namespace: "", input: {}, params: {}, description: "" };
    const { id } = await runtime.start(request);
    await new Promise<void>((resolve) => {
      if (over.delete(id)) resolve();
      else ended.set(id, resolve);
    });
    ended.delete(id);
  }
  const { user, system } = process.cpuUsage(before);
  return Math.min((user + system) / 1000, performance.now() - start);
}
