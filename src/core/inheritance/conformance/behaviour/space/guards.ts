import type { Guards } from "./play.ts";

/** Which atoms have a value, and which may be true at one time and false at another. */
export interface Valuation {
  readonly values: ReadonlyMap<number, boolean>;
  readonly free: ReadonlySet<number>;
}

/** Thrown when a guard is asked for that is neither valued nor free. */
export class Unvalued extends Error {
  readonly atom: number;

  constructor(atom: number) {
    super(`Atom ${atom} has no value`);
    this.name = "Unvalued";
    this.atom = atom;
  }
}

/**
 * Guards whose free atoms take all values one after the other: what asks them is done again until they are through. Within
 * the guards of one task an atom keeps its value.
 */
export class Chooser implements Guards {
  private readonly valuation: Valuation;
  private readonly choices: boolean[] = [];
  private readonly current = new Map<number, boolean>();
  private place = 0;

  constructor(valuation: Valuation) {
    this.valuation = valuation;
  }

  begin(): void {
    this.current.clear();
  }

  /** @throws Unvalued */
  isTrue(atom: number): boolean {
    const value = this.valuation.values.get(atom) ?? this.current.get(atom);
    if (value !== undefined) return value;
    if (!this.valuation.free.has(atom)) throw new Unvalued(atom);
    const choice = this.choices[this.place] ?? false;
    this.choices[this.place] = choice;
    this.place += 1;
    this.current.set(atom, choice);
    return choice;
  }

  /** Goes on to the next combination of choices. @returns false when all have been */
  advance(): boolean {
    this.choices.length = this.place;
    this.place = 0;
    this.current.clear();
    while (this.choices.at(-1) === true) this.choices.pop();
    if (this.choices.length === 0) return false;
    this.choices[this.choices.length - 1] = true;
    return true;
  }
}
