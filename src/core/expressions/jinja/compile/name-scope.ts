/** Where a variable is: how many frames up, and in which slot. */
export interface Place {
  readonly up: number;
  readonly slot: number;
}

/** The names that a scope assigns, while it is compiled. */
export class NameScope {
  readonly parent: NameScope | undefined;
  /**
   * Whether a filter or test that does not exist is an error only when it is used, which Jinja allows inside a condition so
   * that a template can ask first.
   */
  readonly isSoft: boolean;
  readonly #names: Names;

  private constructor(names: Names, parent: NameScope | undefined, isSoft: boolean) {
    this.parent = parent;
    this.isSoft = isSoft;
    this.#names = names;
  }

  /** The scope of a whole template. */
  static root(names: Iterable<string>): NameScope {
    return new NameScope(new Names(names), undefined, false);
  }

  /** A scope inside of this one. */
  inner(names: Iterable<string>): NameScope {
    return new NameScope(new Names(names), this, false);
  }

  /** This scope within a condition. */
  soft(): NameScope {
    return new NameScope(this.#names, this.parent, true);
  }

  /** How many slots a frame of this scope has. */
  get size(): number {
    return this.#names.slots.size;
  }

  /** Every place that may hold the variable, the innermost first. */
  find(name: string): Place[] {
    const outer = this.parent?.find(name).map(({ up, slot }) => ({ up: up + 1, slot })) ?? [];
    const slot = this.#names.slots.get(name);
    if (slot === undefined) return outer;
    this.#names.used.add(name);
    return [{ up: 0, slot }, ...outer];
  }

  /** The slot of a name that this scope assigns. */
  slotOf(name: string): number {
    const slot = this.#names.slots.get(name);
    if (slot === undefined) throw new Error(`the scope does not assign ${name}`);
    return slot;
  }

  /** Whether something that was compiled so far reads the name in this scope. */
  isUsed(name: string): boolean {
    return this.#names.used.has(name);
  }

  /** The scope of the whole template. */
  outermost(): NameScope {
    return this.parent === undefined ? this : this.parent.outermost();
  }
}

class Names {
  readonly slots: ReadonlyMap<string, number>;
  readonly used = new Set<string>();

  constructor(names: Iterable<string>) {
    this.slots = new Map([...new Set(names)].map((name, slot) => [name, slot]));
  }
}
