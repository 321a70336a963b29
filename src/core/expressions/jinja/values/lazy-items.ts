import { PyIterator, type Value } from "../../python/index.ts";

/**
 * The lazy result of a filter. Its text names the function that makes it and an address, as Python's does; the address
 * means nothing there either.
 */
export class LazyItems extends PyIterator {
  readonly #name: string;

  /**
   * @param items where the items come from
   * @param name the Python function behind the filter
   */
  constructor(items: Iterator<Value>, name: string) {
    super(items);
    this.#name = name;
  }

  override repr(): string {
    return `<generator object ${this.#name} at 0x7f0000000000>`;
  }
}

/** An iterator over the items of a container. */
export class ContainerIterator extends PyIterator {
  override repr(): string {
    return `<${this.pyType} object at 0x7f0000000000>`;
  }
}
