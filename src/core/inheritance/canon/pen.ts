import type { Json } from "../../base/index.ts";
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
  return new Contribution(pen, op, at);
}

/** The same contribution, told as another operation. */
export function retold(trail: Trail, op: string): Step[] {
  return trail.map((step) => (step instanceof Contribution ? step.retold(op) : { ...step, op }));
}

/** The trail with the last step telling the value that a later one replaces. */
export function rememberValue(trail: Trail, was: Json): Step[] {
  return trail.map((step, index) => {
    const { id, wf, rev, line, op } = step;
    return index === trail.length - 1 ? { id, wf, rev, line, op, was } : step;
  });
}

/** Looks its line up when somebody asks. */
class Contribution implements Step {
  readonly op: string;
  private readonly pen: Pen;
  private readonly at: Path;

  constructor(pen: Pen, op: string, at: Path) {
    this.pen = pen;
    this.op = op;
    this.at = at;
  }

  get id(): string {
    return this.pen.id;
  }

  get wf(): string {
    return this.pen.wf;
  }

  get rev(): number {
    return this.pen.rev;
  }

  get line(): number | undefined {
    return this.pen.lineAt(this.at);
  }

  retold(op: string): Contribution {
    return op === this.op ? this : new Contribution(this.pen, op, this.at);
  }
}
