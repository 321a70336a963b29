import { commandNames } from "../canon/attributes.ts";
import { effectiveNext } from "../canon/next.ts";
import type { Flow, Item } from "../canon/node.ts";
import { reach } from "../check/graph.ts";
import type { FlowGraph } from "../check/graph.ts";

/**
 * Whether one of these entries leads to a join, however far. A join is not given up as long as something runs that may lead to what
 * it waits for, be it by a way that is never taken.
 */
export function leadTowardsJoin(flow: Flow, graph: FlowGraph, items: readonly Item[]): boolean {
  const isJoin = (name: string): boolean => flow.tasks.get(name)?.parts.has("join") ?? false;
  return items.some(({ key }) => isJoin(key) || [...reach(graph.targets, key)].some(isJoin));
}

/** Groups of new tasks that are entered somewhere and lead nowhere else (design, section 11, "closed"). */
export class Groups {
  private readonly flow: Flow;
  private readonly graph: FlowGraph;
  private readonly isNew: (task: string) => boolean;
  private readonly joins = new Set<string>();
  private readonly covered = new Set<string>();

  /**
   * @param flow the workflow before its insertions
   * @param graph its graph
   * @param isNew whether a task is new and not inserted
   */
  constructor(flow: Flow, graph: FlowGraph, isNew: (task: string) => boolean) {
    this.flow = flow;
    this.graph = graph;
    this.isNew = isNew;
  }

  /**
   * Enters a group.
   *
   * @param head its first task
   * @param isEnteredAgain whether that can happen more than once
   * @returns whether the group is closed and shares no join with one entered before
   */
  enter(head: string, isEnteredAgain: boolean): boolean {
    const members = this.membersFrom(head);
    if (members === undefined) return false;
    const joins = [...members].filter((name) => this.hasJoin(name));
    if (joins.length > 0 && (isEnteredAgain || this.hasJoin(head) || this.hasGuard(members))) return false;
    for (const join of joins) {
      if (this.joins.has(join) || !this.isFed(join, members)) return false;
      this.joins.add(join);
    }
    for (const name of members) this.covered.add(name);
    return true;
  }

  /** Whether the task belongs to a group that was entered. */
  isCovered(task: string): boolean {
    return this.covered.has(task);
  }

  private membersFrom(head: string): Set<string> | undefined {
    const members = new Set([head]);
    for (const name of members) {
      if (!this.isNew(name) || this.isOnCycle(name) || this.failsTowardsJoin(name)) return undefined;
      for (const { key } of this.firedBy(name)) {
        if (commandNames.has(key)) return undefined;
        members.add(key);
      }
    }
    return members;
  }

  /** A new task succeeds (A1), so that its `on-error` never fires. */
  private firedBy(name: string): readonly Item[] {
    return ["on-success", "on-complete"].flatMap((clause) => this.next(name, clause));
  }

  private next(name: string, clause: string): readonly Item[] {
    return effectiveNext(name, this.flow.tasks.get(name)?.parts ?? new Map(), this.flow.defaults, clause);
  }

  private failsTowardsJoin(name: string): boolean {
    const items = ["on-error", "on-skip"].flatMap((clause) => this.next(name, clause));
    return leadTowardsJoin(this.flow, this.graph, items);
  }

  private isOnCycle(name: string): boolean {
    return reach(this.graph.targets, name).has(name);
  }

  private hasJoin(name: string): boolean {
    return this.flow.tasks.get(name)?.parts.has("join") ?? false;
  }

  private hasGuard(members: ReadonlySet<string>): boolean {
    return [...members].some((name) => this.firedBy(name).some(({ guard }) => guard !== undefined));
  }

  private isFed(join: string, members: ReadonlySet<string>): boolean {
    return [...(this.graph.sources.get(join) ?? [])].every((source) => members.has(source));
  }
}
