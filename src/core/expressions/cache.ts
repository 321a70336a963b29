/** Keeps the values that were used last, at most `limit` of them. */
export class Cache<V> {
  readonly #entries = new Map<string, V>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * The value of a key, made by `make` when it is not there. A `make` that throws leaves the cache as it was.
   *
   * @param key what the value is made from
   * @param make makes the value
   */
  get(key: string, make: (key: string) => V): V {
    const known = this.#entries.get(key);
    if (known !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known;
    }
    const made = make(key);
    this.#entries.set(key, made);
    if (this.#entries.size > this.#limit) {
      for (const oldest of this.#entries.keys()) {
        this.#entries.delete(oldest);
        break;
      }
    }
    return made;
  }
}
