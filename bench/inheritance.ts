/**
 * How long it takes to flatten a child of a large parent (design, section 15: at most 10 ms for 300 tasks).
 *
 * Run: `node bench/inheritance.ts [tasks]`
 */
import { performance } from "node:perf_hooks";
import { flattenDocument, reviveFlattened } from "../src/core/inheritance/index.ts";
import type { FlattenContext, Flattened, StoredFlattened } from "../src/core/inheritance/index.ts";
import { readWorkflows } from "../src/core/language/index.ts";

const size = Number(process.argv[2] ?? 300);
const parent = flatten(parentText(size), context(undefined));
const stored: StoredFlattened = structuredClone({ ...parent, flow: undefined, ancestry: undefined, shown: undefined });
const read = readWorkflows(childText(size)).workflows;

console.log(`${size} tasks, ${JSON.stringify(parent.spec).length} characters`);
measure("flatten the plain parent", () => void flatten(parentText(size), context(undefined)));
measure("bring the stored parent back", () => void reviveFlattened(stored));
measure("flatten the child, parent at hand", () => {
  // What is stored with it is worked out when it is asked for.
  for (const { body, provenance, edits } of flattenDocument(read, context(parent)).results.values()) {
    if (body === undefined || provenance === undefined || edits === undefined) throw new Error("nothing to store");
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

function parentText(count: number): string {
  const tasks = Array.from({ length: count }, (_, index) =>
    [
      `    task_${index}:`,
      `      action: std.http url="http://host/${index}" method="POST"`,
      `      input: {body: {id: <% $.id_${index} %>, kind: order, list: [1, 2, 3]}, headers: {accept: json}}`,
      `      publish: {result_${index}: <% task().result.content %>, seen_${index}: true}`,
      `      retry: count=3 delay=5`,
      `      timeout: 60`,
      ...(index < count - 1 ? [`      on-success: [task_${index + 1}]`] : []),
      `      on-error: [{handler: <% $.is_handled %>}]`,
    ].join("\n"),
  );
  const head = "version: '2.0'\nbase:\n  input: [{id: 1}]\n  tasks:\n    handler: {action: std.noop}\n";
  return `${head}${tasks.join("\n")}\n`;
}

function childText(count: number): string {
  const last = count - 1;
  return `version: '2.0'
child:
  extends: base
  remove: [tasks.*.publish.seen_${last}, tasks.task_3.timeout]
  override:
    task_1: {timeout: 120, input: {body: {id: 2}}}
    task_${last}: {on-success: [super, report]}
  tasks:
    report: {action: std.echo output="done"}
    check: {before: task_5, action: std.noop}
`;
}
