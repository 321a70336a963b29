import type { WorkflowSpec } from "../../language/index.ts";
import { isFinal } from "../../model/index.ts";
import { neededNames, targetOf } from "../flow/reverse.ts";
import type { LiveState } from "../state/live-state.ts";
import type { WorkflowDefinition } from "../world.ts";
import { comparisonOf, type Comparison } from "./comparison.ts";
import { dataObjections } from "./data.ts";
import { History } from "./history.ts";
import { compareInput, compareVars } from "./input.ts";
import { joinObjections } from "./joins.ts";
import { startsOf } from "./starts.ts";
import type { MigrationVerdict, Objection, TaskStanding, TaskVerdict } from "./verdict.ts";

/**
 * Judges whether an execution can go on by another specification as if it had been started with it (design of inheritance,
 * section 12). Nothing that has started may differ; with leave, insertions that lie behind it are passed.
 *
 * @param from the specification that it has run by
 * @param to the workflow that it is to run by
 * @param state the execution
 * @param allowsSkipped whether insertions may be passed
 */
export function judge(
  from: WorkflowSpec,
  to: WorkflowDefinition,
  state: LiveState,
  allowsSkipped: boolean,
): MigrationVerdict {
  return new Judgement(comparisonOf(from, to.spec), to, state, allowsSkipped).verdict();
}

/** What is found out about one execution. */
class Judgement {
  readonly #comparison: Comparison;
  readonly #to: WorkflowDefinition;
  readonly #state: LiveState;
  readonly #allowsSkipped: boolean;
  readonly #history: History;
  readonly #skipped = new Set<string>();
  readonly #dropped = new Set<string>();
  readonly #ofTasks = new Map<string, { standing: TaskStanding; objections: Objection[] }>();
  readonly #objections: Objection[] = [];

  constructor(comparison: Comparison, to: WorkflowDefinition, state: LiveState, allowsSkipped: boolean) {
    this.#comparison = comparison;
    this.#to = to;
    this.#state = state;
    this.#allowsSkipped = allowsSkipped;
    this.#history = new History(state);
  }

  verdict(): MigrationVerdict {
    const { from, to } = this.#comparison;
    const { execution } = this.#state;
    if (this.#to.isAbstract) {
      const tasks = this.#to.abstractTasks.map((name) => `'${name}'`).join(", ");
      this.#object("abstract", `'${this.#to.name}' is abstract and cannot be run: ${tasks || "it says so"}`);
    }
    if (from.spec.type !== to.spec.type) {
      this.#object("type", `a ${from.spec.type} workflow cannot become a ${to.spec.type} one`);
    } else {
      if (from.spec.type === "direct") this.#judgeStarts();
      for (const name of this.#history.tasks.keys()) this.#judgeTask(name);
      this.#judgeDropped();
      if (from.spec.type === "direct") this.#judgeJoins();
      else this.#judgeReverse();
    }
    const input = compareInput(from.spec, to.spec, execution.input);
    const vars = compareVars(from.spec, to.spec, execution.variables);
    this.#objections.push(...input.objections, ...dataObjections(to.spec, this.#skipped));
    const tasks = this.#tasks();
    return {
      isAllowed: this.#objections.length === 0 && tasks.every(({ objections }) => objections.length === 0),
      tasks,
      objections: this.#objections,
      skipped: [...this.#skipped],
      dropped: [...this.#dropped],
      addedInput: input.added,
      removedInput: input.removed,
      addedVars: vars.added,
      keptVars: vars.kept,
    };
  }

  #judgeStarts(): void {
    const starts = startsOf(this.#comparison);
    if (starts.isSame) return;
    if (!starts.isExplained) {
      this.#object("start-tasks", starts.message);
      return;
    }
    if (!this.#allowsSkipped) {
      this.#object("not-passed", `${starts.message}; 'allow_skipped' lets the execution pass what was inserted`);
      return;
    }
    for (const name of starts.skipped) this.#skipped.add(name);
    for (const name of starts.dropped) this.#dropped.add(name);
  }

  #judgeTask(name: string): void {
    const { to } = this.#comparison;
    if (!to.spec.tasks.has(name)) return;
    const difference = this.#comparison.differenceOf(name);
    if (difference === undefined) {
      this.#note(name, "kept");
      return;
    }
    const { attributes, isOnlyRewired } = difference;
    const what = attributes.map((attribute) => `'${attribute}'`).join(", ");
    const inserted = isOnlyRewired ? this.#comparison.insertedAfter(name) : undefined;
    const removed = isOnlyRewired ? this.#comparison.removedAfter(name) : undefined;
    const insertions = inserted ?? removed;
    if (insertions === undefined) {
      this.#note(name, "refused", {
        code: "task-changed",
        message: `task '${name}' has started and differs in ${what}`,
      });
      return;
    }
    const names = [...new Set(insertions.flatMap(({ tasks }) => tasks))].map((task) => `'${task}'`).join(", ");
    const edit = inserted === undefined ? `has no ${names} behind it any more` : `gets ${names} behind it`;
    if (!this.#allowsSkipped) {
      const message = `task '${name}' has started and ${edit}; 'allow_skipped' lets the execution pass this`;
      this.#note(name, "refused", { code: "not-passed", message });
      return;
    }
    const runs = this.#history.of(name);
    if (!runs.every((run) => this.#history.isBehind(run))) {
      const message = `task '${name}' ${edit} and what follows it has not been started yet`;
      this.#note(name, "refused", { code: "not-passed", message });
      return;
    }
    this.#note(name, "passed");
    for (const { clause, target, tasks } of insertions) {
      if (inserted === undefined) for (const task of tasks) this.#dropped.add(task);
      else if (runs.some(({ next }) => next.some((one) => one.event === clause && one.name === target))) {
        for (const task of tasks) this.#skipped.add(task);
      }
    }
  }

  /** Tasks that have run and are gone: only what had been inserted, succeeded, and lies behind. */
  #judgeDropped(): void {
    const { to } = this.#comparison;
    for (const [name, runs] of this.#history.tasks) {
      if (to.spec.tasks.has(name)) continue;
      if (!this.#dropped.has(name)) {
        const message = `task '${name}' has started and is not there any more`;
        this.#note(name, "refused", { code: "task-gone", message });
      } else if (!runs.every((run) => run.state === "SUCCESS" && this.#history.isBehind(run))) {
        const state = runs.find((run) => !isFinal(run.state))?.state ?? runs.at(-1)?.state ?? "";
        const message = `task '${name}' is not there any more and must have ended in SUCCESS, with what follows it started; it is ${state}`;
        this.#note(name, "refused", { code: "task-gone", message });
      } else {
        this.#note(name, "dropped");
      }
    }
    for (const name of this.#dropped) if (!this.#history.has(name)) this.#dropped.delete(name);
  }

  #judgeJoins(): void {
    for (const [name, { standing }] of this.#ofTasks) {
      if (standing !== "kept" && standing !== "passed") continue;
      const objections = joinObjections(this.#comparison, this.#history, this.#dropped, name);
      for (const objection of objections) this.#note(name, "refused", objection);
    }
  }

  #judgeReverse(): void {
    const { to } = this.#comparison;
    const { execution } = this.#state;
    const target = targetOf(execution);
    if (!to.spec.tasks.has(target)) {
      this.#object("target", `'${to.spec.name}' has no task '${target}', for which this execution was started`);
      return;
    }
    const needed = neededNames(to.spec, execution);
    for (const [name, { standing }] of this.#ofTasks) {
      if (standing === "refused" || needed.has(name)) continue;
      const message = `task '${name}' has started and is not needed for the target any more`;
      this.#note(name, "refused", { code: "target", message });
    }
  }

  #note(name: string, standing: TaskStanding, ...objections: Objection[]): void {
    const known = this.#ofTasks.get(name);
    this.#ofTasks.set(name, { standing, objections: [...(known?.objections ?? []), ...objections] });
  }

  #object(code: Objection["code"], message: string): void {
    this.#objections.push({ code, message });
  }

  #tasks(): TaskVerdict[] {
    const { from, to } = this.#comparison;
    const seen: TaskVerdict[] = [...this.#ofTasks].map(([name, task]) => ({ name, ...task }));
    const named = new Set(seen.map(({ name }) => name));
    for (const name of this.#skipped) {
      if (!named.has(name)) seen.push({ name, standing: "skipped", objections: [] });
      named.add(name);
    }
    const differs = (name: string) => !from.spec.tasks.has(name) || this.#comparison.differenceOf(name) !== undefined;
    const ahead = [...to.spec.tasks.keys()].filter((name) => !named.has(name) && differs(name));
    return [...seen, ...ahead.map((name): TaskVerdict => ({ name, standing: "ahead", objections: [] }))];
  }
}
