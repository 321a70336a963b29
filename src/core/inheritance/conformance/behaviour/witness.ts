import type { Blocking } from "./blocking.ts";
import type { Space } from "./explore.ts";
import type { Question } from "./net.ts";
import type { Difference } from "./sides.ts";
import { traceDifference } from "./traces.ts";

/**
 * Says where two workflows differ, with the way that leads there: "`deploy` may now run before `scan`: build, deploy".
 *
 * @param question names
 * @param difference the state spaces
 * @param blocking what was left out
 */
export function describeDifference(question: Question, difference: Difference, blocking: Blocking): string {
  const left = [...blocking.tasks].map((task) => `'${question.tasks[task] ?? ""}'`);
  const prefix = left.length === 0 ? "" : `with ${left.join(", ")} left out, `;
  return prefix + new Teller(question, difference).tell() + conditionOf(question, difference, blocking);
}

function conditionOf({ atoms }: Question, { values }: Difference, blocking: Blocking): string {
  const chosen = [...values].filter(([atom]) => !blocking.values.has(atom));
  if (chosen.length === 0) return "";
  return `, where ${chosen.map(([atom, value]) => `${guardText(atoms[atom] ?? "")} is ${value ? "true" : "false"}`).join(" and ")}`;
}

/** An atom without the bracket that it begins with. */
export function guardText(atom: string): string {
  return `\`${atom.replace(/^(<%|\{\{)?\s*/, "")}\``;
}

class Teller {
  private readonly question: Question;
  private readonly parent: Space;
  private readonly child: Space;

  constructor(question: Question, { parent, child }: Difference) {
    this.question = question;
    this.parent = parent;
    this.child = child;
  }

  tell(): string {
    const found = traceDifference(this.parent, this.child);
    if (found === undefined) return "what may follow is settled at another moment than before";
    const { trace, side, next } = found;
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

  /** Whether the parent runs a task, but never without another one before it. */
  private needs(task: number, other: number): boolean {
    return this.comesTo(task, undefined) && !this.comesTo(task, other);
  }

  private comesTo(task: number, without: number | undefined): boolean {
    const found = new Set([0]);
    for (const state of found) {
      const list = this.parent.moves[state] ?? [];
      for (let place = 0; place < list.length; place += 2) {
        const mover = (list[place] ?? 0) >> 1;
        if (mover === task) return true;
        if (mover !== without) found.add(list[place + 1] ?? 0);
      }
    }
    return false;
  }

  private shown(event: number): string {
    return `${this.name(event >> 1)}${event % 2 === 1 ? " fails" : ""}`;
  }

  private name(task: number): string {
    return `\`${this.question.tasks[task] ?? ""}\``;
  }
}
