/**
 * How long it takes to flatten a child of a large parent (design, section 15: at most 10 ms for 300 tasks).
 *
 * Run: `node bench/inheritance/flatten.ts [tasks]`
 */
import { performance } from "node:perf_hooks";
import { flattenDocument, reviveFlattened } from "../../src/core/inheritance/index.ts";
import type { FlattenContext, Flattened, StoredFlattened } from "../../src/core/inheritance/index.ts";
import { readWorkflows } from "../../src/core/language/index.ts";
import { childText, parentText } from "./texts.ts";

const size = Number(process.argv[2] ?? 300);
const parent = flatten(parentText(size), context(undefined));
const stored: StoredFlattened = structuredClone({ ...parent, flow: undefined, ancestry: undefined, shown: undefined });
const read = readWorkflows(childText(size)).workflows;

console.log(`${size} tasks, ${JSON.stringify(parent.spec).length} characters`);
measure("flatten the plain parent", () => void flatten(parentText(size), context(undefined)));
measure("bring the stored parent back", () => void reviveFlattened(stored));
measure("flatten the child, parent at hand", () => {
  // What is stored with it is worked out when it is asked for.
  for (const { body, memory, edits } of flattenDocument(read, context(parent)).results.values()) {
    if (body === undefined || memory === undefined || edits === undefined) throw new Error("nothing to store");
  }
});

function measure(what: string, run: () => void): void {
  for (let round = 0; round < 30; round += 1) run();
  const times = Array.from({ length: 50 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  }).toSorted((a, b) => a - b);
  console.log(`${what.padEnd(36)} ${(times[25] ?? 0).toFixed(2)} ms (worst ${(times.at(-1) ?? 0).toFixed(2)})`);
}

function flatten(text: string, given: FlattenContext): Flattened {
  const { results, problems } = flattenDocument(readWorkflows(text).workflows, given);
  const [only] = results.values();
  if (only === undefined) throw new Error(JSON.stringify(problems));
  return only;
}

function context(base: Flattened | undefined): FlattenContext {
  return {
    namespace: "",
    identify: (name) => ({ id: name, revision: 0 }),
    findParent: () =>
      base === undefined
        ? "missing"
        : { namespace: "", flattened: base, latestRevision: 1, isPublic: false, workbook: undefined },
  };
}
