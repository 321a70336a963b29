import { clausesOf, graphOf, type Graph, type WorkflowSpec } from "../../language/index.ts";
import { insertionsAt, type Insertion } from "./insertions.ts";
import { areSameTransitions, differencesOf } from "./same.ts";

/** How a task of both specifications differs. */
export interface TaskDifference {
  /** Attributes as the language names them, clauses with other transitions among them. */
  readonly attributes: readonly string[];
  /** Whether the attributes are clauses whose transitions differ, and nothing else. */
  readonly isOnlyRewired: boolean;
}

/** One specification with what follows from it. */
class Side {
  readonly spec: WorkflowSpec;
  readonly graph: Graph;
  readonly #ancestors = new Map<string, ReadonlySet<string>>();

  constructor(spec: WorkflowSpec) {
    this.spec = spec;
    this.graph = graphOf(spec);
  }

  /** Names of the tasks from which a way leads to a task, through any number of tasks; itself when it is in a loop. */
  ancestorsOf(name: string): ReadonlySet<string> {
    const known = this.#ancestors.get(name);
    if (known !== undefined) return known;
    const found = new Set(this.graph.inbound.get(name));
    for (const one of found) for (const source of this.graph.inbound.get(one) ?? []) found.add(source);
    this.#ancestors.set(name, found);
    return found;
  }
}

/** Two specifications beside each other. What is found out is kept: many executions are moved between the same two. */
export class Comparison {
  readonly from: Side;
  readonly to: Side;
  readonly #differences = new Map<string, TaskDifference | undefined>();
  readonly #inserted = new Map<string, readonly Insertion[] | undefined>();
  readonly #removed = new Map<string, readonly Insertion[] | undefined>();

  constructor(from: WorkflowSpec, to: WorkflowSpec) {
    this.from = new Side(from);
    this.to = new Side(to);
  }

  /** How a task of both differs; undefined when it means the same. */
  differenceOf(name: string): TaskDifference | undefined {
    if (!this.#differences.has(name)) this.#differences.set(name, this.#compare(name));
    return this.#differences.get(name);
  }

  /** What was inserted behind a task; undefined when its transitions differ otherwise. */
  insertedAfter(name: string): readonly Insertion[] | undefined {
    return remembered(this.#inserted, name, () => insertionsAt(this.from.spec, this.to.spec, name));
  }

  /** What had been inserted behind a task and is not there any more; undefined when its transitions differ otherwise. */
  removedAfter(name: string): readonly Insertion[] | undefined {
    return remembered(this.#removed, name, () => insertionsAt(this.to.spec, this.from.spec, name));
  }

  #compare(name: string): TaskDifference | undefined {
    const [before, after] = [this.from.spec.tasks.get(name), this.to.spec.tasks.get(name)];
    if (before === undefined || after === undefined) return undefined;
    const attributes = differencesOf(before, after);
    const now = new Map(clausesOf(after));
    const rewired = clausesOf(before)
      .filter(([clause, { next }]) => !areSameTransitions(next, now.get(clause)?.next ?? []))
      .map(([clause]) => clause);
    if (attributes.length === 0 && rewired.length === 0) return undefined;
    return { attributes: [...attributes, ...rewired], isOnlyRewired: attributes.length === 0 };
  }
}

const comparisons = new WeakMap<WorkflowSpec, WeakMap<WorkflowSpec, Comparison>>();

/** The comparison of two specifications, made once. */
export function comparisonOf(from: WorkflowSpec, to: WorkflowSpec): Comparison {
  const known = comparisons.get(from) ?? new WeakMap<WorkflowSpec, Comparison>();
  comparisons.set(from, known);
  const comparison = known.get(to) ?? new Comparison(from, to);
  known.set(to, comparison);
  return comparison;
}

function remembered<Value>(values: Map<string, Value>, key: string, make: () => Value): Value {
  const known = values.get(key);
  if (known !== undefined) return known;
  const value = make();
  values.set(key, value);
  return value;
}
