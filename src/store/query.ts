import type { Json } from "../core/base/index.ts";

/** Whose rows a query may see: one project's own, with the public ones of others where there are such; or all. */
export type Visibility = { readonly project: string; readonly withPublic: boolean } | "all";

/**
 * Operators of the REST interface (REST reference, section 2). `has` is SQL's `LIKE %value%` with the value's own `%` and
 * `_`, upper and lower case told apart. On `tags`, `eq` takes a list and asks for rows that carry all of them.
 */
export type FilterOperator = "eq" | "neq" | "gt" | "gte" | "lt" | "lte" | "in" | "nin" | "has";

/**
 * One condition; all conditions of a query must hold.
 *
 * `field` is the record's own name (`workflowName`, not `workflow_name`). Times are compared as milliseconds. A JSON field
 * is equal when the values are equal, whatever the order of keys. `eq null` and `neq null` ask for rows without and with
 * a value. `in` and `nin` take a list.
 */
export interface Filter<Field extends string = string> {
  readonly field: Field;
  readonly op: FilterOperator;
  readonly value: Json;
}

export interface Sort<Field extends string = string> {
  readonly field: Field;
  readonly direction: "asc" | "desc";
}

/** What every list takes. `id`, ascending, is appended as the last sort key unless it is one already. */
export interface ListQuery<Field extends string = string> {
  readonly visibility: Visibility;
  readonly filters?: readonly Filter<Field>[];
  /** `createdAt` ascending when left out. */
  readonly sort?: readonly Sort<Field>[];
  /** Everything when left out. */
  readonly limit?: number;
  /** Id of the last row of the page before; the answer begins after it. */
  readonly marker?: string;
  /** The fields wanted; all when left out. Leave out large ones that nobody reads. */
  readonly fields?: readonly Field[];
}

/** Reading one noun. Field names are those of its record. */
export interface Reader<Row extends { readonly id: string }> {
  /**
   * @returns the row, or undefined when there is none or it is not visible
   */
  get(id: string, visibility: Visibility): Promise<Row | undefined>;

  /**
   * @returns the rows in order; each holds the fields asked for
   * @throws MarkerNotFound when the marker names no visible row
   */
  list<Field extends keyof Row & string = keyof Row & string>(
    query: ListQuery<keyof Row & string> & { readonly fields?: readonly Field[] },
  ): Promise<Pick<Row, Field>[]>;

  /** How many rows the filters leave; sort, limit and marker are not looked at. */
  count(query: ListQuery<keyof Row & string>): Promise<number>;
}
