import type { Flow, Gone, Origins } from "../canon/node.ts";
import { pointerOf } from "../canon/pointer.ts";
import { isOlder, joinOrigins } from "./ancestry.ts";
import type { Ancestry } from "./ancestry.ts";

/** A parent as the combination sees it. */
export interface Side {
  readonly name: string;
  readonly flow: Flow;
}

/** Something that the parents disagree about. */
export interface Conflict {
  readonly path: readonly string[];
  /** The parents that do. */
  readonly parents: readonly string[];
}

/** What one parent says about a unit; `value` undefined when it has removed it. */
export interface Candidate<T> {
  readonly value: T | undefined;
  readonly origins: Origins;
}

interface Sourced {
  readonly origins: Origins;
}

/** Decides unit by unit between the parents, and gathers what they disagree about. */
export class Chooser {
  readonly conflicts: Conflict[] = [];
  readonly gone = new Map<string, Gone>();
  private readonly sides: readonly Side[];
  private readonly ancestry: Ancestry;

  constructor(sides: readonly Side[], ancestry: Ancestry) {
    this.sides = sides;
    this.ancestry = ancestry;
  }

  /**
   * Chooses between what the parents say: the more derived wins, and what is left must agree.
   *
   * @param path the unit
   * @param candidates what each parent says; undefined for one that has no opinion
   * @param isSame compares two values
   * @returns the value; one of them after a conflict; undefined when it is removed or nobody has it
   */
  choose<T>(
    path: readonly string[],
    candidates: readonly (Candidate<T> | undefined)[],
    isSame: (a: T, b: T) => boolean,
  ): T | undefined {
    const voices = candidates.flatMap((candidate, index) => (candidate === undefined ? [] : [{ candidate, index }]));
    const left = voices.filter(
      ({ candidate }) => !voices.some(({ candidate: other }) => this.isOlder(candidate.origins, other.origins)),
    );
    const [first, ...rest] = left;
    if (first === undefined) return undefined;
    const { value } = first.candidate;
    const isAgreed = rest.every(({ candidate }) =>
      candidate.value === undefined || value === undefined
        ? candidate.value === value
        : candidate.value === value || isSame(candidate.value, value),
    );
    if (isAgreed) return value;
    this.conflicts.push({ path, parents: left.map(({ index }) => this.sides[index]?.name ?? "") });
    return left.find(({ candidate }) => candidate.value !== undefined)?.candidate.value;
  }

  /** Like {@link choose} for values that know their origins: an agreed one has those of all who agree. */
  chooseSourced<T extends Sourced>(
    path: readonly string[],
    values: readonly (T | undefined)[],
    isSame: (a: T, b: T) => boolean,
  ): T | undefined {
    const [first] = values;
    if (first !== undefined && values.every((value) => value === first)) return first;
    const candidates = values.map((value, index) => {
      if (value !== undefined) return { value, origins: value.origins };
      const removal = this.tombstone(path, index);
      return removal === undefined ? undefined : { value: undefined, origins: removal.origins };
    });
    const chosen = this.choose(path, candidates, isSame);
    if (chosen === undefined) return undefined;
    const agreeing = values.filter((value) => value !== undefined && isSame(value, chosen));
    const youngest = agreeing.filter(
      (value) =>
        value !== undefined &&
        !agreeing.some((other) => other !== undefined && this.isOlder(value.origins, other.origins)),
    );
    let { origins } = chosen;
    for (const value of youngest) if (value !== undefined) origins = joinOrigins(origins, value.origins);
    return origins === chosen.origins ? chosen : { ...chosen, origins };
  }

  /**
   * The removal of a unit, or of something around it.
   *
   * @param path the unit
   * @param side the parent that is asked; all if undefined
   */
  tombstone(path: readonly string[], side?: number): Gone | undefined {
    const asked = side === undefined ? this.sides : this.sides.slice(side, side + 1);
    for (const { flow } of asked) {
      if (flow.gone.size === 0) continue;
      let pointer = "";
      for (const segment of path) {
        pointer = pointerOf(pointer, segment);
        const removal = flow.gone.get(pointer);
        if (removal !== undefined) return removal;
      }
    }
    return undefined;
  }

  isOlder(origins: Origins, than: Origins): boolean {
    return isOlder(this.ancestry, origins, than);
  }
}
