import type { Blocking } from "./blocking.ts";
import type { Question } from "./space/net.ts";
import type { Difference } from "./sides.ts";
import { stepsOf } from "./steps.ts";
import type { Step } from "./steps.ts";
import type { TraceDifference } from "./space/traces.ts";

/** Why a relation does not hold. */
export interface Witness {
  /** In words. */
  readonly text: string;
  /** The run that only one of the two can do; undefined where no run tells them apart. */
  readonly trace?: Trace;
}

/** A run as far as it is seen. */
export interface Trace {
  /** Who can run so. */
  readonly side: "parent" | "child";
  /** The tasks that end, the last of them being what the other side cannot do, unless `end` is. */
  readonly steps: readonly Step[];
  /** How the workflow ends after these steps, where the difference is in this. */
  readonly end?: string;
}

/**
 * Says where two workflows differ, with the way that leads there: "`deploy` may now run before `scan`: build, deploy".
 *
 * @param question names
 * @param difference the state spaces
 * @param blocking what was left out
 */
export function describeDifference(question: Question, difference: Difference, blocking: Blocking): Witness {
  const left = [...blocking.tasks].map((task) => `'${question.tasks[task] ?? ""}'`);
  const prefix = left.length === 0 ? "" : `with ${left.join(", ")} left out, `;
  const { found } = difference;
  const text = prefix + new Teller(question, difference, blocking).tell(found);
  return found === undefined ? { text } : { text, trace: traceOf(question, found) };
}

function traceOf(question: Question, { trace, side, next }: TraceDifference): Trace {
  const net = side === "child" ? question.child : question.parent;
  const events = next.type === "event" ? [...trace, next.event] : trace;
  const steps = stepsOf(question, net, events);
  return { side, steps, ...(next.type === "end" ? { end: next.mark } : {}) };
}

/** An atom without the bracket that it begins with. */
export function guardText(atom: string): string {
  return `\`${atom.replace(/^(<%|\{\{)?\s*/, "")}\``;
}

class Teller {
  private readonly question: Question;
  /** The values that were chosen. */
  private readonly values: ReadonlyMap<number, boolean>;
  private readonly reachedWithout = new Map<number | undefined, ReadonlySet<number>>();

  constructor(question: Question, { values }: Difference, blocking: Blocking) {
    this.question = question;
    this.values = new Map([...values].filter(([atom]) => !blocking.values.has(atom)));
  }

  tell(found: TraceDifference | undefined): string {
    if (found === undefined) return "what may follow is settled at another moment than before";
    const events = found.next.type === "event" ? [...found.trace, found.next.event] : found.trace;
    return this.tellOf(found) + this.conditionOf(new Set(events.map((event) => event >> 1)));
  }

  private tellOf({ trace, side, next }: TraceDifference): string {
    const way = trace.map((event) => this.shown(event)).join(", ");
    const after = trace.length === 0 ? "at the start" : `after ${way}`;
    switch (next.type) {
      case "event":
        return side === "child"
          ? this.tellMore(trace, next.event)
          : `${this.shown(next.event)} is no longer possible ${after}`;
      case "end":
        return `the workflow ${side === "child" ? "may now end" : "no longer ends"} in ${next.mark} ${after}`;
      case "choice":
        return `${after}, it is settled ${side === "child" ? "earlier" : "later"} than before what may follow`;
    }
  }

  /** The values of the guards that these tasks ask for. */
  private conditionOf(tasks: ReadonlySet<number>): string {
    const { parent, child, roles, atoms } = this.question;
    const asked = new Set<number>();
    for (const net of [parent, child]) {
      for (const [task, { onSuccess, onError }] of net.nodes.entries()) {
        if (!tasks.has(task) && roles[task] === "seen") continue;
        for (const { atom } of [...onSuccess, ...onError]) asked.add(atom);
      }
    }
    const told = [...this.values].filter(([atom]) => asked.has(atom));
    if (told.length === 0) return "";
    return `, where ${told.map(([atom, value]) => `${guardText(atoms[atom] ?? "")} is ${String(value)}`).join(" and ")}`;
  }

  private tellMore(trace: readonly number[], event: number): string {
    const way = [...trace, event].map((one) => this.shown(one)).join(", ");
    const task = event >> 1;
    const done = new Set(trace.map((one) => one >> 1));
    if (done.has(task)) return `${this.name(task)} may now run once more: ${way}`;
    const missing = this.missingBefore(event, done);
    if (missing !== undefined) return `${this.name(task)} may now run before ${this.name(missing)}: ${way}`;
    return `${this.shown(event)} is possible now: ${way}`;
  }

  /** A task without which the parent does not come to the event; of several, the one that comes last. */
  private missingBefore(event: number, done: ReadonlySet<number>): number | undefined {
    const tasks = [...this.question.roles.keys()].filter((task) => this.question.roles[task] === "seen");
    const candidates = tasks.filter((task) => task !== event >> 1 && !done.has(task) && this.needs(event >> 1, task));
    return (
      candidates.find((task) => candidates.every((other) => other === task || !this.needs(other, task))) ??
      candidates[0]
    );
  }

  /** Whether the parent may run a task, but never without another one before it. */
  private needs(task: number, other: number): boolean {
    return this.reached(undefined).has(task) && !this.reached(other).has(task);
  }

  /** The tasks that the parent may run if one of them never ends. */
  private reached(without: number | undefined): ReadonlySet<number> {
    const known = this.reachedWithout.get(without);
    if (known !== undefined) return known;
    const { nodes, starts } = this.question.parent;
    const led = new Map<number, Set<number>>();
    const found = new Set(starts);
    for (const task of found) {
      if (task === without) continue;
      const { onSuccess, onError } = nodes[task] ?? { onSuccess: [], onError: [] };
      for (const { to } of [...onSuccess, ...onError]) {
        const sources = (led.get(to) ?? new Set()).add(task);
        led.set(to, sources);
        // A join may also fail without having run, and go on with what follows that.
        const needed = (nodes[to]?.onError.length ?? 0) > 0 ? 1 : (nodes[to]?.needed ?? 1);
        if (to >= 0 && sources.size >= needed) found.add(to);
      }
    }
    this.reachedWithout.set(without, found);
    return found;
  }

  private shown(event: number): string {
    return `${this.name(event >> 1)}${event % 2 === 1 ? " fails" : ""}`;
  }

  private name(task: number): string {
    return `\`${this.question.tasks[task] ?? ""}\``;
  }
}
