import { effectiveNext } from "../canon/next.ts";
import type { Flow, Parts } from "../canon/node.ts";
import { graphOf } from "../check/graph.ts";

/**
 * Tells of the tasks of a direct workflow whether they run at most once. One that may run again while it still runs, or
 * feeds a join for the second time, makes it matter how long others take.
 */
export class RunsOnce {
  private readonly flow: Flow;
  private readonly known = new Map<string, boolean>();

  constructor(flow: Flow) {
    this.flow = flow;
  }

  has(task: string): boolean {
    const known = this.known.get(task);
    if (known !== undefined) return known;
    // What is asked for again before it is known lies on a circle.
    this.known.set(task, false);
    const answer = this.find(task);
    this.known.set(task, answer);
    return answer;
  }

  private find(task: string): boolean {
    const sources = [...(graphOf(this.flow).sources.get(task) ?? [])];
    if (!sources.every((source) => this.has(source))) return false;
    const join = joinOf(this.partsOf(task));
    if (join !== undefined) return join === "all";
    return sources.length === 0 || (sources.length === 1 && this.leadsOnce(sources[0] ?? "", task));
  }

  /** Whether no outcome of one task leads to the other twice. */
  private leadsOnce(source: string, task: string): boolean {
    return [["on-success", "on-complete"], ["on-error", "on-complete"], ["on-skip"]].every((clauses) => {
      const next = clauses.flatMap((clause) => effectiveNext(source, this.partsOf(source), this.flow.defaults, clause));
      return next.filter(({ key }) => key === task).length <= 1;
    });
  }

  private partsOf(task: string): Parts {
    return this.flow.tasks.get(task)?.parts ?? new Map();
  }
}

/** What a join waits for: `all`, or a number of tasks; undefined for a task that is no join. */
export function joinOf(parts: Parts): "all" | number | undefined {
  const node = parts.get("join");
  const value = node?.kind === "leaf" ? node.value : 0;
  if (value === "all") return value;
  const count = value === "one" ? 1 : Number(value);
  return count === 0 ? undefined : count;
}
