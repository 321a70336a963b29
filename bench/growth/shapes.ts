import type { JsonMap } from "../../src/core/base/index.ts";

/** A workflow that can be made as large as one likes. */
export interface Shape {
  readonly name: string;
  /** The definitions for so many tasks, items or rounds, the one to start first. */
  readonly text: (size: number) => string;
  readonly input: (size: number) => JsonMap;
  readonly sizes: readonly number[];
}

const thousands = [1000, 10_000, 100_000] as const;
const upToTenThousand = [1000, 10_000] as const;
const sized = (size: number): JsonMap => ({ size });
const nothing = (): JsonMap => ({});

const items: Shape = {
  name: "items, pure",
  text: () => `version: '2.0'
w:
  input: [size]
  tasks:
    t: {with-items: "i in <% range($.size) %>", action: std.echo output=<% $.i %>}
`,
  input: sized,
  sizes: thousands,
};

const realItems: Shape = {
  name: "items",
  text: () => `version: '2.0'
w:
  input: [size]
  tasks:
    t: {with-items: "i in <% range($.size) %>", action: bench.work number=<% $.i %>}
`,
  input: sized,
  sizes: thousands,
};

const fewAtOnce: Shape = {
  name: "items, 20 at once",
  text: () => `version: '2.0'
w:
  input: [size]
  tasks:
    t: {with-items: "i in <% range($.size) %>", concurrency: 20, action: bench.work number=<% $.i %>}
`,
  input: sized,
  sizes: thousands,
};

const loop: Shape = {
  name: "loop, pure",
  text: () => `version: '2.0'
w:
  input: [size]
  tasks:
    s: {publish: {n: 0}, on-success: a}
    a: {publish: {n: <% $.n + 1 %>}, on-success: [a: <% $.n < $.size %>]}
`,
  input: sized,
  sizes: thousands,
};

const realLoop: Shape = {
  name: "loop",
  text: () => `version: '2.0'
w:
  input: [size]
  tasks:
    s: {publish: {n: 0}, on-success: a}
    a: {action: bench.work number=<% $.n %>, publish: {n: <% $.n + 1 %>}, on-success: [a: <% $.n < $.size %>]}
`,
  input: sized,
  sizes: thousands,
};

const chain: Shape = {
  name: "chain",
  text(size) {
    const tasks = Array.from({ length: size }, (_, i) => `    t${i}: {publish: {v: ${i}}, on-success: t${i + 1}}\n`);
    return `version: '2.0'\nw:\n  tasks:\n${tasks.join("")}    t${size}: {action: std.noop}\n`;
  },
  input: nothing,
  sizes: upToTenThousand,
};

const chainOfVariables: Shape = {
  name: "chain, a variable each",
  text(size) {
    const tasks = Array.from(
      { length: size },
      (_, i) => `    t${i}: {publish: {v${i}: ${i}}, on-success: t${i + 1}}\n`,
    );
    return `version: '2.0'\nw:\n  tasks:\n${tasks.join("")}    t${size}: {action: std.noop}\n`;
  },
  input: nothing,
  sizes: upToTenThousand,
};

const fork: Shape = {
  name: "fork and join",
  text(size) {
    const names = Array.from({ length: size }, (_, i) => `t${i}`);
    const tasks = names.map((name) => `    ${name}: {action: bench.work number=1, on-success: j}\n`);
    return `version: '2.0'\nw:\n  tasks:\n    s: {on-success: [${names.join(", ")}]}\n${tasks.join("")}    j: {join: all}\n`;
  },
  input: nothing,
  sizes: upToTenThousand,
};

const children: Shape = {
  name: "sub-workflows",
  text: () => `version: '2.0'
w:
  input: [size]
  tasks:
    t: {with-items: "i in <% range($.size) %>", workflow: child i=<% $.i %>}
child:
  input: [i]
  output: {i: <% $.i %>}
  tasks:
    t: {action: std.noop}
`,
  input: sized,
  sizes: upToTenThousand,
};

const nested: Shape = {
  name: "nested sub-workflows",
  text(size) {
    const levels = Array.from(
      { length: size },
      (_, i) => `w${i === 0 ? "" : i}:\n  tasks:\n    t: {workflow: w${i + 1}}\n`,
    );
    return `version: '2.0'\n${levels.join("")}w${size}:\n  tasks:\n    t: {action: std.noop}\n`;
  },
  input: nothing,
  sizes: [10, 50],
};

const largeContext: Shape = {
  name: "a chain with 10 MB of context",
  text(size) {
    const tasks = Array.from({ length: size }, (_, i) => `    t${i}: {publish: {v: ${i}}, on-success: t${i + 1}}\n`);
    return `version: '2.0'\nw:\n  input: [data]\n  tasks:\n${tasks.join("")}    t${size}: {action: bench.work number=<% $.data.len() %>}\n`;
  },
  input: () => ({ data: Array.from({ length: 100_000 }, (_, i) => ({ id: i, text: "x".repeat(80) })) }),
  sizes: [1000, 5000],
};

/** All of them; those that are not pure run an action outside of the decisions. */
export const shapes: readonly Shape[] = [
  items,
  realItems,
  fewAtOnce,
  loop,
  realLoop,
  chain,
  chainOfVariables,
  fork,
  children,
  nested,
  largeContext,
];
