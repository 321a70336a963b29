import type { Path } from "../../language/index.ts";
import type { Step, Trail } from "./node.ts";

/** Who writes: a definition with its identifier, its name, the revision it is going to have, and its lines. */
export interface Pen {
  readonly id: string;
  readonly wf: string;
  readonly rev: number;
  lineAt(path: Path): number | undefined;
}

/**
 * A contribution of the definition.
 *
 * @param pen the definition
 * @param op what it does (design, section 14): `set`, `override`, `append`, `add` ...
 * @param at the place in its text
 */
export function stepOf(pen: Pen, op: string, at: Path): Step {
  return { id: pen.id, wf: pen.wf, rev: pen.rev, line: pen.lineAt(at), op };
}

/** The same contribution, told as another operation. */
export function retold(trail: Trail, op: string): Step[] {
  return trail.map((step) => ({ ...step, op }));
}

/** The trail with the last step telling the value that a later one replaces. */
export function rememberValue(trail: Trail, was: string): Step[] {
  return trail.map((step, index) => (index === trail.length - 1 ? { ...step, was } : step));
}
