/**
 * Processor time that decisions take, without a database: `node bench/engine.ts`. Actions are answered within the decisions. Exits with
 * 1 when a task of a long chain takes more than fifty microseconds.
 */
import type { JsonMap } from "../src/core/base/index.ts";
import { Catalogue, Stage, type SystemAction } from "../src/core/rehearse/index.ts";

const done = { state: "SUCCESS", value: null } as const;
const actions: readonly SystemAction[] = [
  {
    type: "system",
    name: "std.noop",
    parameters: [],
    className: "NoOp",
    isAsync: false,
    answer: () => done,
  },
];

interface Case {
  readonly name: string;
  readonly text: string;
  readonly input?: JsonMap;
  /** How many tasks or items are run. */
  readonly size: number;
  readonly repeat: number;
}

function chain(size: number, body: (i: number) => string): string {
  const tasks = Array.from({ length: size }, (_, i) => `    t${i}: {${body(i)}on-success: t${i + 1}}\n`);
  return `version: '2.0'\nw:\n  tasks:\n${tasks.join("")}    t${size}: {action: std.noop}\n`;
}

function fan(size: number): string {
  const names = Array.from({ length: size }, (_, i) => `t${i}`);
  const branches = names.map((name) => `    ${name}: {on-success: j}\n`);
  return `version: '2.0'\nw:\n  tasks:\n    s: {on-success: [${names.join(", ")}]}\n${branches.join("")}    j: {join: all}\n`;
}

const loop = `version: '2.0'
w:
  input: [max]
  tasks:
    s: {publish: {n: 0}, on-success: a}
    a: {publish: {n: <% $.n + 1 %>}, on-success: [a: <% $.n < $.max %>]}
`;

const items = `version: '2.0'
w:
  input: [max]
  tasks:
    t: {with-items: "i in <% range($.max) %>", action: std.noop}
`;

const cases: readonly Case[] = [
  { name: "chain of 100", text: chain(100, () => ""), size: 100, repeat: 500 },
  {
    name: "chain of 10,000 that publish",
    text: chain(10_000, (i) => `publish: {v${i}: ${i}}, `),
    size: 10_000,
    repeat: 2,
  },
  { name: "fork and join of 2,000", text: fan(2000), size: 2000, repeat: 3 },
  { name: "loop of 100,000 rounds", text: loop, input: { max: 100_000 }, size: 100_000, repeat: 1 },
  { name: "100,000 items", text: items, input: { max: 100_000 }, size: 100_000, repeat: 1 },
];

function measure({ text, input, repeat }: Case): number {
  const catalogue = new Catalogue(actions);
  catalogue.addWorkflows(text);
  const definition = catalogue.workflow("w", "");
  if (definition === undefined) throw new Error("The workflow of the bench is wrong");
  const begun = process.cpuUsage();
  for (let i = 0; i < repeat; i += 1) {
    const stage = new Stage(catalogue, { perform: () => ({ result: done }) });
    const started = stage.start(definition, input ?? {});
    if ("refusal" in started) throw new Error(started.refusal);
    stage.run();
    const { state, stateInfo } = stage.state(started.id).execution;
    if (state !== "SUCCESS") throw new Error(`${state}: ${stateInfo}`);
  }
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000 / repeat;
}

for (const one of cases) {
  const milliseconds = measure(one);
  const each = (milliseconds * 1000) / one.size;
  process.stdout.write(
    `${one.name.padEnd(32)} ${milliseconds.toFixed(1).padStart(9)} ms ${each.toFixed(1).padStart(7)} µs each\n`,
  );
  if (one.size === 10_000 && each > 50) process.exitCode = 1;
}
