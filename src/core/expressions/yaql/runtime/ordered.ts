import type { Json } from "../../../base/index.ts";
import type { Value } from "../../python/index.ts";
import { PyObject } from "../../python/index.ts";

/** One field to sort by: where it is taken from, and the direction. */
export interface SortField {
  readonly select: (item: Value) => Value;
  readonly isAscending: boolean;
}

/**
 * What `orderBy` gives: sorted when it is first walked, so that `thenBy` can add fields before. It can be walked again, but
 * has neither a length nor an index.
 */
export class Ordered extends PyObject {
  readonly fields: SortField[] = [];
  private readonly source: Iterable<Value>;
  private readonly isLess: (a: Value, b: Value) => boolean;
  private readonly isGreater: (a: Value, b: Value) => boolean;
  private sorted: readonly Value[] | undefined;

  /**
   * @param source what is sorted
   * @param isLess the operator `<`
   * @param isGreater the operator `>`
   */
  constructor(
    source: Iterable<Value>,
    isLess: (a: Value, b: Value) => boolean,
    isGreater: (a: Value, b: Value) => boolean,
  ) {
    super();
    this.source = source;
    this.isLess = isLess;
    this.isGreater = isGreater;
    this.sorted = undefined;
  }

  get pyType(): string {
    return "OrderingIterable";
  }

  [Symbol.iterator](): Iterator<Value> {
    this.sorted ??= [...this.source].toSorted((a, b) => this.order(a, b));
    return this.sorted.values();
  }

  override json(convert: (member: Value) => Json): Json {
    return Array.from(this, convert);
  }

  private order(a: Value, b: Value): number {
    for (const { select, isAscending } of this.fields) {
      const x = select(a);
      const y = select(b);
      if (this.isLess(x, y)) return isAscending ? -1 : 1;
      if (this.isGreater(x, y)) return isAscending ? 1 : -1;
    }
    return 0;
  }
}
