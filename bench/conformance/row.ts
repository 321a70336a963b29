/** Measures one shape, for `conformance.ts`, which says how. Run: `node --expose-gc bench/conformance/row.ts SHAPE` */
import { performance } from "node:perf_hooks";
import { comparisonOf } from "../../src/core/inheritance/conformance/behaviour/compare.ts";
import { compileQuestion } from "../../src/core/inheritance/conformance/behaviour/space/compile.ts";
import type { Flow } from "../../src/core/inheritance/canon/node.ts";
import { showByEdits } from "../../src/core/inheritance/conformance/tier-one.ts";
import type { Script } from "../../src/core/inheritance/conformance/tier-one.ts";
import { applyEdits } from "../../src/core/inheritance/edit/apply.ts";
import { readDraft } from "../../src/core/inheritance/edit/draft.ts";
import { contestedUnits } from "../../src/core/inheritance/edit/settle.ts";
import { conformanceOf, flattenDocument } from "../../src/core/inheritance/index.ts";
import type { Flattened } from "../../src/core/inheritance/index.ts";
import { readWorkflows } from "../../src/core/language/index.ts";
import { Report } from "../../src/core/inheritance/report/problem.ts";
import { shapes } from "./shapes.ts";

const shape = shapes[process.argv[2] ?? ""]?.();
if (shape === undefined) throw new Error(`Choose from ${Object.keys(shapes).join(", ")}`);
const sources = readWorkflows(shape.text).workflows;
const { results, problems } = flattenDocument(sources, {
  namespace: "",
  identify: (name) => ({ id: name, revision: 0 }),
  findParent: () => "missing",
});
const [parent, child] = [flattened("parent"), flattened("child")];

const edits = { ms: 0, level: conformanceOf(child, parent, undefined, () => undefined).level };
edits.ms = timed(scripts(101), (script) => showByEdits(script.parent, script));

for (const relation of ["projection", "protocol"] as const) {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const counts = { states: 0, most: before };
  const began = process.cpuUsage();
  const watch = (): void => {
    counts.most = Math.max(counts.most, process.memoryUsage().heapUsed);
  };
  const question = compileQuestion(parent.flow, child.flow);
  const answer = comparisonOf(question, {
    maxStates: 20_000,
    isOver: () => {
      watch();
      return spentMs(began) > 2000;
    },
    found: () => {
      counts.states += 1;
    },
  }).answer(relation);
  watch();
  const ms = spentMs(began);
  const memory = `${((counts.most - before) / 2 ** 20).toFixed(0)} MiB`;
  const isFirst = relation === "projection";
  const first = isFirst ? [process.argv[2] ?? "", `${edits.ms.toFixed(2)} ms`, edits.level] : ["", "", ""];
  console.log([...first, relation, `${ms.toFixed(0)} ms`, answer.type, counts.states, memory].join("\t"));
}

/** Processor time, which other work on the machine does not change much. */
function spentMs(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}

function flattened(name: string): Flattened {
  const found = results.get(name);
  if (found === undefined) throw new Error(JSON.stringify(problems));
  return found;
}

/** The edits of the child, as often as wanted: with every flow anew, since its graph is worked out once. */
function scripts(count: number): (Script & { readonly parent: Flow })[] {
  const body = sources.find(({ name }) => name === "child")?.body ?? {};
  const pen = { id: "child", wf: "child", rev: 1, lineAt: () => undefined };
  const draft = readDraft(body, pen);
  const report = new Report("child", () => undefined);
  const session = {
    pen,
    report,
    contested: contestedUnits([], draft),
    parentNames: ["parent"],
    listOf: () => undefined,
  };
  const inherited = { flow: parent.flow, finalTasks: new Set<string>(), conflicts: [], label: "parent" };
  const { flow, uninserted, insertions } = applyEdits(inherited, draft, session);
  return Array.from({ length: count }, () => ({
    flow: { ...flow },
    uninserted: { ...uninserted },
    insertions: insertions.map((insertion) => ({ ...insertion, from: { ...insertion.from } })),
    parent: { ...parent.flow },
  }));
}

/** The median of the runs for each of some subjects but the first two, in milliseconds. */
function timed<Subject>(subjects: readonly Subject[], run: (subject: Subject) => void): number {
  const times = subjects.map((subject) => {
    const start = performance.now();
    run(subject);
    return performance.now() - start;
  });
  const rest = times.slice(2).toSorted((a, b) => a - b);
  return rest[Math.floor(rest.length / 2)] ?? 0;
}
