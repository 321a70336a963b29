import { clauseNames, commandNames } from "../canon/attributes.ts";
import { effectiveRequires, itemsOf, nextOf } from "../canon/next.ts";
import type { Flow, Parts } from "../canon/node.ts";
import { textOf } from "../canon/value.ts";
import { entryPath } from "../edit/remove-path.ts";
import type { Report } from "../report/problem.ts";
import { circlesOf, graphOf, isStart, reach } from "./graph.ts";
import { readersOf } from "./readers.ts";

/** What a result is compared with. */
export interface Heritage {
  /** What is inherited, before any edit. */
  readonly was: Flow;
  /** The names of all tasks that a parent has. */
  readonly inherited: ReadonlySet<string>;
  /** Tasks that the child removes and defines anew. */
  readonly redefined: ReadonlySet<string>;
}

/**
 * Checks that nothing dangles, starts or disappears by accident (design, section 9, checkGraph): INH-014, 017, 018, 019.
 *
 * @param heritage what was inherited
 * @param flow the result
 * @param report gets the errors, each code in turn
 */
export function checkTransitions(heritage: Heritage, flow: Flow, report: Report): void {
  const isLost = (task: string): boolean => heritage.inherited.has(task) && !flow.tasks.has(task);
  if (flow.type === "reverse") {
    checkRequirements(flow, isLost, report);
    checkCircles(flow, report);
  } else {
    checkLooseEnds(flow, isLost, report);
    checkStarts(heritage, flow, report);
    checkJoins(flow, report);
  }
  if ([...heritage.inherited].every((task) => flow.tasks.has(task))) return;
  for (const { path, tasks } of readersOf(flow)) {
    for (const task of tasks) {
      if (!isLost(task)) continue;
      const place = path.join(".");
      report.add(
        "INH-019",
        path,
        `'${place}' reads task '${task}', which this workflow removes; change '${place}' or remove it, too`,
      );
    }
  }
}

/** The attributes of `task-defaults` and of every task, with their paths, in the order of the rendering. */
export function* sections(flow: Flow): Generator<readonly [readonly string[], Parts]> {
  yield [["task-defaults"], flow.defaults];
  for (const [name, { parts }] of flow.tasks) yield [["tasks", name], parts];
}

function checkLooseEnds(flow: Flow, isLost: (task: string) => boolean, report: Report): void {
  for (const [place, parts] of sections(flow)) {
    for (const clause of clauseNames) {
      for (const { key } of nextOf(parts, clause)?.items ?? []) {
        if (commandNames.has(key) || !isLost(key)) continue;
        const path = entryPath(place, clause, key);
        const source = place.length > 1 ? `task '${place[1]}'` : "'task-defaults'";
        report.add(
          "INH-014",
          path,
          `${source} ${clause} still leads to '${key}', which this workflow removes; remove '${path.join(".")}' or redirect it under 'override'`,
        );
      }
    }
  }
}

function checkRequirements(flow: Flow, isLost: (task: string) => boolean, report: Report): void {
  for (const [place, parts] of sections(flow)) {
    for (const { key } of itemsOf(parts, "requires")) {
      if (!isLost(key)) continue;
      const path = [...place, "requires", key];
      const source = place.length > 1 ? `task '${place[1]}'` : "'task-defaults'";
      report.add(
        "INH-014",
        path,
        `${source} still requires '${key}', which this workflow removes; remove '${path.join(".")}'`,
      );
    }
  }
}

function checkStarts({ was, redefined }: Heritage, flow: Flow, report: Report): void {
  const before = graphOf(was);
  const after = graphOf(flow);
  for (const name of flow.tasks.keys()) {
    if (!was.tasks.has(name) || redefined.has(name)) continue;
    if (!isStart(after, name) || isStart(before, name)) continue;
    const upstream = reach(before.sources, name);
    upstream.delete(name);
    if (upstream.size > 0 && [...upstream].every((other) => !flow.tasks.has(other))) continue;
    report.add(
      "INH-017",
      ["tasks", name],
      `task '${name}' lost its last inbound transition and would start at once; lead to it from another task, or remove 'tasks.${name}'`,
    );
  }
}

function checkJoins(flow: Flow, report: Report): void {
  const graph = graphOf(flow);
  for (const [name, { parts }] of flow.tasks) {
    const join = parts.get("join");
    if (join?.kind !== "leaf") continue;
    const sources = graph.sources.get(name)?.size ?? 0;
    const needed = join.value === "all" || join.value === "one" ? 1 : Number(join.value);
    if (sources >= needed) continue;
    report.add(
      "INH-018",
      ["tasks", name, "join"],
      `task '${name}' waits for ${needed} ${needed === 1 ? "task" : "tasks"} with 'join: ${textOf(join.value)}', but ${sources} lead to it; change 'join' or lead more tasks to it`,
    );
  }
}

function checkCircles(flow: Flow, report: Report): void {
  const requires = new Map<string, readonly string[]>();
  for (const [name, { parts }] of flow.tasks) requires.set(name, effectiveRequires(name, parts, flow.defaults));
  for (const circle of circlesOf(requires)) {
    const [first = ""] = circle;
    report.add(
      "INH-018",
      ["tasks", first, "requires"],
      `the tasks ${circle.join(", ")} require each other in a circle; remove one of the requirements`,
    );
  }
}
