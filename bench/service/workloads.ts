import type { Action } from "../../src/actions/index.ts";

/** What is run again and again. */
export interface Workload {
  readonly name: string;
  /** A document with one workflow, named as the workload. */
  readonly definition: string;
  readonly tasks: number;
  /** Executions at the same time. */
  readonly inFlight: number;
  /** Executions in all, the first tenth of which is not counted. */
  readonly executions: number;
}

/** A step that takes a turn of the event loop: the cheapest action whose result is an event of its own. */
export const step: Action = {
  name: "bench.step",
  description: "Succeeds in the next turn of the event loop.",
  parameters: [],
  className: "Step",
  isAsync: false,
  run: () => new Promise((resolve) => void setImmediate(() => resolve({ state: "SUCCESS", value: null }))),
};

function workload(name: string, tasks: readonly string[], inFlight: number, executions: number): Workload {
  const definition = ["version: '2.0'", `${name}:`, "  tasks:", ...tasks.map((task) => `    ${task}`), ""].join("\n");
  return { name, definition, tasks: tasks.length, inFlight, executions };
}

const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);

const chain = numbers(100).map((n) => `t${n}: {action: std.noop${n === 99 ? "" : `, on-success: t${n + 1}`}}`);

const three = [
  "a: {action: bench.step, on-success: b}",
  "b: {action: bench.step, on-success: c}",
  "c: {action: bench.step}",
];

const fanOut = [
  `first: {action: std.noop, on-success: [${numbers(50)
    .map((n) => `t${n}`)
    .join(", ")}]}`,
  ...numbers(50).map((n) => `t${n}: {action: bench.step, on-success: last}`),
  "last: {join: all, action: std.noop}",
];

const steps = numbers(100).map((n) => `t${n}: {action: bench.step${n === 99 ? "" : `, on-success: t${n + 1}`}}`);

const thousand = 1000;
const items = [`each: {with-items: "i in <% range(${thousand}) %>", action: bench.step}`];

export const workloads: readonly Workload[] = [
  workload("chain", chain, 16, 1000),
  workload("three", three, 50, 6000),
  workload("fan", fanOut, 10, 400),
  workload("steps", steps, 50, 300),
  { ...workload("items", items, 2, 30), tasks: thousand },
  workload("alone", three, 1, 600),
];

/** The first tenth warms up. */
export function warmUpOf({ executions }: Workload): number {
  return Math.floor(executions / 10);
}
