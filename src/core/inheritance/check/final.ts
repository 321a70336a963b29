import { clauseNames } from "../canon/attributes.ts";
import { effectiveNext, effectiveRequires } from "../canon/next.ts";
import type { Flow, Node, Parts } from "../canon/node.ts";
import { isSame, isSameParts } from "../canon/same.ts";
import { textOf } from "../canon/value.ts";
import type { Report } from "../report/problem.ts";
import { graphOf } from "./graph.ts";
import type { FlowGraph } from "./graph.ts";

/** A parent with the tasks that may not change. */
export interface Skeleton {
  readonly name: string;
  readonly flow: Flow;
  readonly finalTasks: readonly string[];
}

const policies = [
  "retry",
  "wait-before",
  "wait-after",
  "timeout",
  "pause-before",
  "concurrency",
  "fail-on",
  "safe-rerun",
];

/**
 * Checks that final tasks, and the transitions into them, are what they are in each parent (design, section 8.2): INH-007
 * and INH-008, in the order of the result.
 *
 * @param skeletons the parents
 * @param flow the result
 * @param report gets the errors
 */
export function checkFinal(skeletons: readonly Skeleton[], flow: Flow, report: Report): void {
  const withFinal = skeletons.filter(({ finalTasks }) => finalTasks.length > 0);
  if (withFinal.length === 0) return;
  const after = graphOf(flow);
  const graphs = withFinal.map((skeleton) => ({ ...skeleton, graph: graphOf(skeleton.flow) }));
  for (const [name, task] of flow.tasks) {
    for (const { flow: parent, finalTasks, graph, name: label } of graphs) {
      if (!finalTasks.includes(name)) continue;
      checkForm(name, task.parts, flow, parent, label, report);
      if (flow.type === "direct") checkInbound(name, graph, after, report);
    }
  }
}

function checkForm(name: string, parts: Parts, flow: Flow, parent: Flow, label: string, report: Report): void {
  const before = parent.tasks.get(name)?.parts ?? new Map();
  if (isSameParts(effectiveParts(name, before, parent.defaults), effectiveParts(name, parts, flow.defaults))) return;
  const cause = isSameParts(before, parts) ? " (through task-defaults)" : "";
  report.add(
    "INH-007",
    ["tasks", name],
    `task '${name}' is final: its effective definition changes${cause}; leave it as it is in '${label}'`,
  );
}

function checkInbound(name: string, before: FlowGraph, after: FlowGraph, report: Report): void {
  const was = inboundOf(before, name);
  const is = inboundOf(after, name);
  const difference = [...was].filter((arrow) => !is.has(arrow)).concat([...is].filter((arrow) => !was.has(arrow)));
  if (difference.length === 0) return;
  report.add(
    "INH-008",
    ["tasks", name],
    `task '${name}' is final: its inbound transitions change: [${difference.toSorted().join(", ")}]; change a task before it that is not final`,
  );
}

function inboundOf(graph: FlowGraph, name: string): Set<string> {
  const texts = graph.arrows
    .filter(({ item }) => item.key === name)
    .map(
      ({ source, clause, item }) =>
        `('${source}', '${clause}', '${item.guard === undefined ? "" : textOf(item.guard)}')`,
    );
  return new Set(texts);
}

/**
 * The attributes of a task with `task-defaults` applied.
 *
 * @param name the task
 * @param parts its own attributes
 * @param defaults the attributes of `task-defaults`
 */
export function effectiveParts(name: string, parts: Parts, defaults: Parts): Parts {
  if (defaults.size === 0) return parts;
  const result = new Map<string, Node>(parts);
  for (const policy of policies) {
    const byDefault = defaults.get(policy);
    if (byDefault !== undefined && !isSwitchedOn(parts.get(policy))) result.set(policy, byDefault);
  }
  for (const clause of clauseNames) {
    if (!defaults.has(clause)) continue;
    const own = parts.get(clause);
    const items = effectiveNext(name, parts, defaults, clause);
    const publish = own?.kind === "clause" ? own.publish : new Map();
    if (items.length > 0) result.set(clause, { kind: "clause", publish, next: { kind: "list", items, origins: [] } });
  }
  if (defaults.has("requires")) {
    const items = effectiveRequires(name, parts, defaults).map((key) => ({
      key,
      value: key,
      guard: undefined,
      trail: [],
    }));
    result.set("requires", { kind: "list", items, origins: [] });
  }
  return result;
}

function isSwitchedOn(node: Node | undefined): boolean {
  return node !== undefined && (node.kind !== "leaf" || !(isSame(node.value, 0) || node.value === false));
}
