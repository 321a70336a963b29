import * as fc from "fast-check";

export type Clause = "on-success" | "on-error" | "on-complete";

interface Entry {
  readonly to: string;
  readonly guard?: string;
}

interface Task {
  readonly join?: "all" | 1 | 2;
  readonly marker?: number;
  readonly next: Readonly<Record<Clause, readonly Entry[]>>;
}

/** A direct workflow as data, to be edited. */
export type Model = ReadonlyMap<string, Task>;

const clauses = ["on-success", "on-error", "on-complete"] as const;
const guards = [undefined, undefined, undefined, "<% $.flag %>", "<% not $.flag %>"];
const none: Task["next"] = { "on-success": [], "on-error": [], "on-complete": [] };

/** The text of a model. */
export function textOf(model: Model, name = "w"): string {
  const bodies = [...model].map(([task, { join, marker, next }]) => {
    const body = [
      "action: std.async_noop",
      ...(marker === undefined ? [] : [`tags: [m${marker}]`, `keep-result: ${marker % 2 === 0}`]),
      ...(join === undefined ? [] : [`join: ${join}`]),
      ...clauses.flatMap((clause) => {
        const entries = next[clause].map(({ to, guard }) => (guard === undefined ? to : `{${to}: "${guard}"}`));
        return entries.length === 0 ? [] : [`${clause}: [${entries.join(", ")}]`];
      }),
    ];
    return `    ${task}: {${body.join(", ")}}`;
  });
  return `${name}:\n  input: [{flag: true}]\n  tasks:\n${bodies.join("\n")}\n`;
}

/** Workflows of up to `most` tasks; loops are closed by `on-error` alone, so that an execution ends when all goes well. */
export function randomModel(most = 7): fc.Arbitrary<Model> {
  return fc.integer({ min: 2, max: most }).chain((count) => {
    const edge = fc.record({
      a: fc.nat(count - 1),
      b: fc.nat(count - 1),
      clause: fc.constantFrom(...clauses),
      guard: fc.constantFrom(...guards),
    });
    const joins = fc.array(fc.constantFrom<Task["join"]>("all", "all", "all", 1, 2, undefined), {
      minLength: count,
      maxLength: count,
    });
    const trunk = fc.array(fc.tuple(fc.nat(20), fc.constantFrom(...clauses, "on-success" as const)), {
      minLength: count,
      maxLength: count,
    });
    const command = fc.record({
      at: fc.nat(count - 1),
      clause: fc.constantFrom(...clauses),
      to: fc.constantFrom("fail", "succeed", "pause", "pause"),
      guard: fc.constantFrom(...guards),
    });
    return fc
      .tuple(trunk, fc.array(edge, { maxLength: count }), joins, fc.boolean(), fc.option(command, { freq: 3 }))
      .map(([sources, edges, wanted, withLoops, said]) => {
        const tasks = new Map<string, Task>();
        for (let i = 0; i < count; i += 1) tasks.set(`t${i}`, { next: none });
        // Most tasks follow an earlier one, so that few begin the workflow.
        sources.forEach(([source, clause], i) => {
          if (i > 0 && source < 17) add(tasks, `t${source % i}`, clause, { to: `t${i}` });
        });
        for (const { a, b, clause, guard } of edges) {
          const isBack = a >= b;
          if (isBack && (!withLoops || a === b || b === 0)) continue;
          add(tasks, `t${a}`, isBack ? "on-error" : clause, { to: `t${b}`, ...(guard === undefined ? {} : { guard }) });
        }
        if (said !== null) {
          const { at, clause, to, guard } = said;
          add(tasks, `t${at}`, clause, { to, ...(guard === undefined ? {} : { guard }) });
        }
        for (const [i, join] of wanted.entries()) {
          const name = `t${i}`;
          const sources = [...tasks.values()].filter((task) => leadsTo(task, name)).length;
          const task = tasks.get(name);
          // Joins that wait for each other in a loop wait for ever.
          if (
            task === undefined ||
            sources < 2 ||
            join === undefined ||
            isInLoop(tasks, name) ||
            (typeof join === "number" && join > sources)
          )
            continue;
          tasks.set(name, { ...task, join });
        }
        return tasks;
      });
  });
}

export type Edit =
  | { readonly kind: "before" | "after" | "change" | "drop" | "side" | "join" | "detach"; readonly at: number }
  | { readonly kind: "between" | "arrow"; readonly at: number; readonly to: number }
  | { readonly kind: "start" };

const place = fc.nat(20);

/** A few edits, among them those that inheritance knows. */
export const randomEdits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constantFrom("before", "after", "change", "drop", "side", "join", "detach") as fc.Arbitrary<"before">,
      at: place,
    }),
    fc.record({ kind: fc.constantFrom("between", "arrow") as fc.Arbitrary<"between">, at: place, to: place }),
    fc.constant({ kind: "start" } as const),
  ),
  { minLength: 1, maxLength: 2 },
);

/** The model after the edits; new tasks are called n0, n1, ... */
export function edited(model: Model, edits: readonly Edit[]): Model {
  const tasks = new Map(model);
  edits.forEach((edit, i) => apply(tasks, edit, `n${i}`));
  return tasks;
}

function apply(tasks: Map<string, Task>, edit: Edit, added: string): void {
  const names = [...tasks.keys()];
  const at = "at" in edit ? (names[edit.at % names.length] ?? "") : "";
  const task = tasks.get(at) ?? { next: none };
  switch (edit.kind) {
    case "before": {
      redirect(tasks, at, added, () => true);
      const { join, ...rest } = tasks.get(at) ?? task;
      tasks.set(at, rest);
      tasks.set(added, { ...(join === undefined ? {} : { join }), next: { ...none, "on-success": [{ to: at }] } });
      return;
    }
    case "after":
      tasks.set(at, { ...task, next: { ...task.next, "on-success": [{ to: added }] } });
      tasks.set(added, { next: { ...none, "on-success": task.next["on-success"] } });
      return;
    case "between": {
      const to = task.next["on-success"][edit.to % Math.max(1, task.next["on-success"].length)]?.to;
      if (to === undefined) return;
      redirect(tasks, to, added, (source, clause) => source === at && clause === "on-success");
      tasks.set(added, { next: { ...none, "on-success": [{ to }] } });
      return;
    }
    case "change":
      tasks.set(at, { ...task, marker: edit.at });
      return;
    case "drop":
      tasks.delete(at);
      for (const [name, one] of tasks) tasks.set(name, without(one, at));
      return;
    case "detach":
      tasks.set(at, { ...task, next: none });
      return;
    case "side":
      add(tasks, at, "on-success", { to: added });
      tasks.set(added, { next: none });
      return;
    case "join":
      if (task.join !== undefined) tasks.set(at, { ...task, join: task.join === "all" ? 1 : "all" });
      return;
    case "arrow": {
      const to = names[edit.to % names.length] ?? at;
      if (names.indexOf(to) > names.indexOf(at)) add(tasks, at, "on-success", { to });
      return;
    }
    case "start":
      tasks.set(added, { next: none });
  }
}

function add(tasks: Map<string, Task>, from: string, clause: Clause, entry: Entry): void {
  const task = tasks.get(from);
  if (task === undefined || task.next[clause].some(({ to }) => to === entry.to)) return;
  tasks.set(from, { ...task, next: { ...task.next, [clause]: [...task.next[clause], entry] } });
}

function redirect(
  tasks: Map<string, Task>,
  from: string,
  to: string,
  concerns: (source: string, clause: Clause) => boolean,
): void {
  for (const [name, task] of tasks) {
    const next = Object.fromEntries(
      clauses.map((clause) => [
        clause,
        task.next[clause].map((entry) => (entry.to === from && concerns(name, clause) ? { ...entry, to } : entry)),
      ]),
    ) as unknown as Task["next"];
    tasks.set(name, { ...task, next });
  }
}

function without(task: Task, gone: string): Task {
  const next = Object.fromEntries(
    clauses.map((clause) => [clause, task.next[clause].filter(({ to }) => to !== gone)]),
  ) as unknown as Task["next"];
  return { ...task, next };
}

function leadsTo(task: Task, name: string): boolean {
  return clauses.some((clause) => task.next[clause].some(({ to }) => to === name));
}

function isInLoop(tasks: Model, name: string): boolean {
  const reached = new Set<string>();
  const open = [name];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    for (const { to } of clauses.flatMap((clause) => tasks.get(one ?? "")?.next[clause] ?? [])) {
      if (reached.has(to)) continue;
      reached.add(to);
      open.push(to);
    }
  }
  return reached.has(name);
}
