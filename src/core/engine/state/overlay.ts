/** A record with the fields that a decision changed. */
export interface Difference<R> {
  readonly id: string;
  readonly set: Partial<R>;
}

/** Records as a decision sees them: what was loaded, and over it what the decision created or changed. */
export class Overlay<R extends { readonly id: string }> {
  readonly #base: ReadonlyMap<string, R>;
  readonly #now = new Map<string, R>();

  constructor(base: ReadonlyMap<string, R>) {
    this.#base = base;
  }

  find(id: string): R | undefined {
    return this.#now.get(id) ?? this.#base.get(id);
  }

  /** @throws Error when there is no such record */
  get(id: string): R {
    const record = this.find(id);
    if (record === undefined) throw new Error(`No record ${id} in this execution`);
    return record;
  }

  put(record: R): void {
    this.#now.set(record.id, record);
  }

  /** Changes fields of a record. @returns the record as it is now */
  change(id: string, set: Partial<R>): R {
    const record = { ...this.get(id), ...set };
    this.#now.set(id, record);
    return record;
  }

  /** Records that the decision created or changed, in order of the first touch. */
  touched(): IterableIterator<R> {
    return this.#now.values();
  }

  isTouched(id: string): boolean {
    return this.#now.has(id);
  }

  /** Records that were not there before. */
  *created(): Generator<R> {
    for (const record of this.#now.values()) if (!this.#base.has(record.id)) yield record;
  }

  /** Records that were there before, with the fields that differ now. */
  *changed(): Generator<Difference<R>> {
    for (const record of this.#now.values()) {
      const before = this.#base.get(record.id);
      if (before === undefined) continue;
      const set = difference(before, record);
      if (set !== undefined) yield { id: record.id, set };
    }
  }
}

/** The fields of `after` that are not the same value in `before`; undefined when there is none. */
export function difference<R extends object>(before: R, after: R): Partial<R> | undefined {
  let set: Partial<R> | undefined;
  for (const key of Object.keys(after) as (keyof R)[]) {
    if (Object.is(before[key], after[key])) continue;
    set ??= {};
    set[key] = after[key];
  }
  return set;
}
