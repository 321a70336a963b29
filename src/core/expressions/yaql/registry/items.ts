import type { Value } from "../../python/index.ts";
import { PyIterator } from "../../python/index.ts";

/** A one-pass iterator over what a generator yields; the work is done when the items are taken. */
export function lazily(generate: () => Iterator<Value>, className = "generator"): PyIterator {
  return new PyIterator(generate(), className);
}

/** An iterator that remembers: each walk begins at the start, and the source is taken from only once. */
export class Remembered extends PyIterator {
  private readonly walks: () => Iterator<Value>;

  constructor(source: PyIterator) {
    const items: Value[] = [];
    const walks = (): Iterator<Value> => {
      let index = 0;
      return {
        next: (): IteratorResult<Value> => {
          if (index === items.length) {
            const item = source.next();
            if (item === undefined) return { done: true, value: undefined };
            items.push(item);
          }
          return { done: false, value: items[index++] as Value };
        },
      };
    };
    super(walks(), "RememberingIterator");
    this.walks = walks;
  }

  override [Symbol.iterator](): Iterator<Value> {
    return this.walks();
  }
}

/** The same collection; one that can be walked only once is made to remember. */
export function memorized<T extends Value>(collection: T): T | Remembered {
  return collection instanceof PyIterator ? new Remembered(collection) : collection;
}
