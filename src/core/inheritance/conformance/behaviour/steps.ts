import type { Net, Question } from "./space/net.ts";

/** Something that is seen of a run: a task that ends. */
export interface Step {
  readonly task: string;
  readonly state: "SUCCESS" | "ERROR";
  /** The tasks that led to it, in the order in which they ended; none where it starts with the workflow. */
  readonly after: readonly string[];
  /** New tasks that ran in between, unseen. */
  readonly through: readonly string[];
}

/**
 * Puts the events of a run on the graph: which task led to which.
 *
 * @param question names
 * @param net the side that runs
 * @param events numbers of events in their order, see `eventOf`
 */
export function stepsOf(question: Question, net: Net, events: readonly number[]): Step[] {
  const names = (tasks: Iterable<number>): string[] => [...tasks].map((task) => question.tasks[task] ?? "");
  return events.map((event, place) => {
    const task = event >> 1;
    const last = hiddenBefore(question, net, task);
    const through = new Set<number>();
    const after = new Set<number>();
    for (const one of events.slice(0, place)) {
      const passed = passedFrom(net, one, last);
      if (!passed.has(task)) continue;
      after.add(one >> 1);
      for (const between of passed) if (between !== task) through.add(between);
    }
    const state = event % 2 === 1 ? "ERROR" : "SUCCESS";
    return { task: question.tasks[task] ?? "", state, after: names(after), through: names(through) };
  });
}

/** The new tasks from which ways lead to a task along new tasks alone. */
function hiddenBefore({ roles }: Question, { nodes }: Net, task: number): ReadonlySet<number> {
  const found = new Set([task]);
  for (const one of found) {
    for (const [source, { onSuccess }] of nodes.entries()) {
      if (roles[source] === "hidden" && onSuccess.some(({ to }) => to === one)) found.add(source);
    }
  }
  return found;
}

/** Those of some tasks that are led to after an event, one by the other. */
function passedFrom({ nodes }: Net, event: number, among: ReadonlySet<number>): Set<number> {
  const node = nodes[event >> 1];
  const passed = new Set<number>();
  const entries = event % 2 === 1 ? node?.onError : node?.onSuccess;
  for (const { to } of entries ?? []) if (among.has(to)) passed.add(to);
  for (const one of passed) for (const { to } of nodes[one]?.onSuccess ?? []) if (among.has(to)) passed.add(to);
  return passed;
}
