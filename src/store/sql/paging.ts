import { sql, type RawBuilder } from "kysely";
import type { Sort } from "../query.ts";
import type { Column, Row, Table, Value } from "../rows/table.ts";
import { allOf, anyOf, type Condition } from "./filters.ts";

interface Key {
  readonly column: Column;
  readonly isAscending: boolean;
}

/** The keys of a list's order: as asked for, and the id last so that no two rows are equal. */
export function sortKeys<Rec>(sort: readonly Sort[] | undefined, table: Table<Rec>): Key[] {
  const keys = (sort ?? [{ field: "createdAt", direction: "asc" }]).map(({ field, direction }) => ({
    column: table.column(field),
    isAscending: direction === "asc",
  }));
  if (!keys.some((key) => key.column.name === "id")) keys.push({ column: table.column("id"), isAscending: true });
  return keys;
}

/** Rows without a value come before all others; said only where there can be such rows, so that indexes still fit. */
export function orderBy(keys: readonly Key[]): RawBuilder<unknown> {
  return sql.join(
    keys.map(({ column, isAscending }) => {
      const ref = sql.ref(column.name);
      if (column.isNullable) return isAscending ? sql`${ref} asc nulls first` : sql`${ref} desc nulls last`;
      return isAscending ? sql`${ref} asc` : sql`${ref} desc`;
    }),
  );
}

/** The rows that come after the marker's row in the order of the keys. */
export function after(keys: readonly Key[], marker: Row): Condition {
  const ways = keys.map((key, place) =>
    allOf([
      ...keys.slice(0, place).map((earlier) => sameAs(earlier, valueOf(earlier, marker))),
      beyond(key, valueOf(key, marker)),
    ]),
  );
  const [first] = keys;
  return allOf([...(first === undefined ? [] : notBefore(first, valueOf(first, marker))), anyOf(ways)]);
}

/** Follows from the rest; it is what lets the database begin in the middle of an index. */
function notBefore({ column, isAscending }: Key, value: Value): Condition[] {
  if (value === null || column.isNullable) return [];
  const ref = sql.ref(column.name);
  return [isAscending ? sql`${ref} >= ${value}` : sql`${ref} <= ${value}`];
}

function sameAs({ column }: Key, value: Value): Condition {
  const ref = sql.ref(column.name);
  return value === null ? sql`${ref} is null` : sql`${ref} = ${value}`;
}

function beyond({ column, isAscending }: Key, value: Value): Condition {
  const ref = sql.ref(column.name);
  if (value === null) return isAscending ? sql`${ref} is not null` : sql`1 = 0`;
  if (isAscending) return sql`${ref} > ${value}`;
  return column.isNullable ? sql`(${ref} < ${value} or ${ref} is null)` : sql`${ref} < ${value}`;
}

function valueOf({ column }: Key, marker: Row): Value {
  return marker[column.name] ?? null;
}
