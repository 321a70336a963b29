/** A parent and a child, as one document of workflows `parent` and `child`. */
export interface Shape {
  readonly name: string;
  readonly text: string;
}

const head = "version: '2.0'\n";

/** What is measured, by the names that the command line takes. */
export const shapes: Readonly<Record<string, () => Shape>> = {
  "chain-insert": () => chain(300, "tasks: {check: {before: task_150, action: std.noop}}"),
  "chain-detour": () =>
    chain(
      300,
      `override: {task_149: {on-success: [{task_150: <% not $.urgent %>}, {check: <% $.urgent %>}]}}
  tasks: {check: {action: std.noop, on-success: [task_150]}}`,
    ),
  "chain-swap": () =>
    chain(
      300,
      "override: {task_149: {on-success: [task_151]}, task_151: {on-success: [task_150]}, task_150: {on-success: [task_152]}}",
    ),
  ...forks(10),
  ...forks(12),
  ...forks(14),
  pipeline: () => pipeline(""),
  "pipeline-broken": () => pipeline("stage_30_left: {on-success: [stage_31_start]}"),
};

/** Tasks one after the other, each with a way to one handler of errors. */
function chain(count: number, child: string): Shape {
  const tasks = Array.from({ length: count }, (_, index) => {
    const next = index < count - 1 ? `on-success: [task_${index + 1}], ` : "";
    return `    task_${index}: {action: std.noop, ${next}on-error: [handler]}\n`;
  });
  const parent = `parent:\n  tasks:\n    handler: {action: std.noop, on-success: [fail]}\n${tasks.join("")}`;
  return { name: `chain of ${count}`, text: `${head}${parent}child:\n  extends: parent\n  ${child}\n` };
}

function forks(width: number): Record<string, () => Shape> {
  return {
    [`fork-${width}-insert`]: () => fork(width, "tasks: {check: {before: join, action: std.noop}}"),
    [`fork-${width}-branch`]: () =>
      fork(
        width,
        `override: {fork: {on-success: [super, {check: <% $.urgent %>}]}}
  tasks: {check: {action: std.noop, on-success: [noop]}}`,
      ),
    [`fork-${width}-broken`]: () => fork(width, "override: {branch_0: {on-success: [branch_1x, super]}}"),
  };
}

/** Tasks side by side and a join. */
function fork(width: number, child: string): Shape {
  const branches = Array.from({ length: width }, (_, index) => `branch_${index}`);
  const tasks = branches.map((name) => `    ${name}: {action: std.noop, on-success: [join]}\n`);
  const parent = `parent:
  tasks:
    fork: {action: std.noop, on-success: [${branches.join(", ")}]}
    join: {join: all, action: std.noop, on-success: [branch_1x]}
    branch_1x: {action: std.noop}
${tasks.join("")}`;
  return { name: `fork and join of ${width}`, text: `${head}${parent}child:\n  extends: parent\n  ${child}\n` };
}

/** Fifty stages of four tasks: two side by side and a join; some with a choice, with retries, all with handlers of errors. */
function pipeline(more: string): Shape {
  const stages = Array.from({ length: 50 }, (_, index) => {
    const at = `stage_${index}`;
    const next = index < 49 ? `on-success: [stage_${index + 1}_start], ` : "";
    const choice =
      index % 5 === 0
        ? `[{${at}_left: <% $.full_${index} %>}, {${at}_right: <% not $.full_${index} %>}]`
        : `[${at}_left, ${at}_right]`;
    const join = index % 5 === 0 ? "one" : "all";
    return `    ${at}_start: {action: std.noop, on-success: ${choice}}
    ${at}_left: {action: std.noop, on-success: [${at}_end]}
    ${at}_right: {action: std.noop, retry: count=3 delay=1, on-success: [${at}_end]}
    ${at}_end: {action: std.noop, join: ${join}, ${next}timeout: 60}
`;
  });
  const parent = `parent:
  task-defaults: {on-error: [report]}
  tasks:
    report: {action: std.noop, on-success: [fail]}
${stages.join("")}`;
  const child = `child:
  extends: parent
  override:
    stage_3_left: {action: std.echo output="other", timeout: 10}
    stage_10_end: {on-success: [super, {notify: <% $.is_watched %>}]}
    stage_20_start: {on-success: [{stage_20_left: <% $.full_20 %>}, {slow: <% not $.full_20 %>}]}
    ${more}
  tasks:
    notify: {action: std.noop}
    slow: {action: std.noop, on-success: [stage_20_right]}
    audit: {before: stage_25_start, action: std.noop}
    approve: {after: stage_40_left, before: stage_40_end, action: std.noop}
`;
  return { name: "pipeline of 201, five edits", text: `${head}${parent}${child}` };
}
