import type { Net, Question } from "./space/net.ts";

/** Where tasks are left out: the guards that must not let anything into them. */
export interface Blocking {
  readonly tasks: ReadonlySet<number>;
  /** The values that atoms have then. */
  readonly values: ReadonlyMap<number, boolean>;
}

/** Why tasks cannot be left out by values of guards. */
export interface Unblockable {
  /** Text of a guard that the parent has, too, or that would have to be true and false. */
  readonly atom: string;
  readonly task: string;
}

/** Nothing is left out. */
export const noBlocking: Blocking = { tasks: new Set(), values: new Map() };

/**
 * Leaves tasks out: every guarded entry into them is false (design, section 11, "blocked"). That must not rule out anything
 * that the parent can do, so these guards must be none of the parent's.
 */
export function blockingOf(question: Question, tasks: ReadonlySet<number>): Blocking | Unblockable {
  const { child, parent, atoms } = question;
  const values = new Map<number, boolean>();
  const known = atomsOf(parent);
  for (const [task, { onSuccess, onError }] of child.nodes.entries()) {
    if (tasks.has(task)) continue;
    const entries = question.roles[task] === "hidden" ? onSuccess : [...onSuccess, ...onError];
    for (const { to, atom, isNegated } of entries) {
      if (!tasks.has(to) || atom < 0) continue;
      if (known.has(atom) || (values.get(atom) ?? isNegated) !== isNegated) {
        return { atom: atoms[atom] ?? "", task: question.tasks[to] ?? "" };
      }
      values.set(atom, isNegated);
    }
  }
  return { tasks, values };
}

/** The atoms that guards of a side ask for. */
export function atomsOf({ nodes }: Net): Set<number> {
  const atoms = new Set<number>();
  for (const { onSuccess, onError } of nodes) {
    for (const { atom } of [...onSuccess, ...onError]) if (atom >= 0) atoms.add(atom);
  }
  return atoms;
}
