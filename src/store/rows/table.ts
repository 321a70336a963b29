import { parseJson, writeJson, type Json } from "../../core/base/index.ts";

/** What a column holds. Booleans are 0 and 1; JSON is text, so that `2.0` and big integers survive, and null is NULL. */
type Kind = "text" | "integer" | "boolean" | "json";

/** The kind that fits a field's type; with `?` where it may be null. */
type KindOf<Type> = null extends Type ? `${Kind}?` : Kind;

export type Value = string | number | null;
export type Row = Record<string, Value>;

export interface Column {
  readonly field: string;
  readonly name: string;
  readonly kind: Kind;
  readonly isNullable: boolean;
}

/** `workflowName` -> `workflow_name`, as types see it. */
type Snake<Text extends string> = Text extends `${infer Head}${infer Rest}`
  ? Head extends Lowercase<Head>
    ? `${Head}${Snake<Rest>}`
    : `_${Lowercase<Head>}${Snake<Rest>}`
  : "";

/** The row of a record, as kysely sees it. */
export type RowOf<Rec> = {
  [Field in keyof Rec & string as Snake<Field>]: [Rec[Field]] extends [string]
    ? string
    : [Rec[Field]] extends [string | null]
      ? string | null
      : [Rec[Field]] extends [number | boolean]
        ? number
        : [Rec[Field]] extends [number | null]
          ? number | null
          : string | null;
};

/** How the records of one noun are kept as rows. */
export interface Table<Rec> {
  readonly name: string;
  readonly columns: readonly Column[];

  /** @throws RangeError when the record has no such field */
  column(field: string): Column;

  /** The columns of those fields of a record that are given. */
  toRow(record: Partial<Rec>): Row;

  /** The record of a row; a row of some columns makes a record of some fields. */
  toRecord(row: object): Rec;
}

/**
 * Says which columns a table has: one for each field of its record, named in snake_case.
 *
 * @param name of the table
 * @param kinds for every field of the record
 */
export function defineTable<Rec extends object>(
  name: string,
  kinds: { readonly [Field in keyof Rec & string]-?: KindOf<Rec[Field]> },
): Table<Rec> {
  const columns = Object.entries<string>(kinds).map(([field, text]) => {
    const isNullable = text.endsWith("?");
    const kind = (isNullable ? text.slice(0, -1) : text) as Kind;
    return { field, name: snakeCase(field), kind, isNullable };
  });
  const byField = new Map(columns.map((column) => [column.field, column]));
  return {
    name,
    columns,
    column(field) {
      const column = byField.get(field);
      if (column === undefined) throw new RangeError(`${name} have no field ${field}`);
      return column;
    },
    toRow(record) {
      const row: Row = {};
      for (const { field, name, kind } of columns) {
        const value = (record as Record<string, Json | undefined>)[field];
        if (value !== undefined) row[name] = toValue(kind, value);
      }
      return row;
    },
    toRecord(row) {
      const record: Record<string, Json> = {};
      for (const column of columns) {
        const value = (row as Row)[column.name];
        if (value !== undefined) record[column.field] = fromValue(column.kind, value);
      }
      return record as Rec;
    },
  };
}

/** A value as its column keeps it. */
export function toValue(kind: Kind, value: Json): Value {
  if (value === null) return null;
  switch (kind) {
    case "text":
      return storable(typeof value === "string" ? value : writeJson(value));
    case "integer":
      return Number(value);
    case "boolean":
      return value === true || value === 1 ? 1 : 0;
    case "json":
      return writeJson(value);
  }
}

function fromValue(kind: Kind, value: Value): Json {
  if (value === null) return null;
  switch (kind) {
    case "text":
    case "integer":
      return value;
    case "boolean":
      return value === 1;
    case "json":
      return parseJson(String(value));
  }
}

/** PostgreSQL keeps neither NUL nor half a surrogate pair in text: they become U+FFFD, in both databases alike. */
function storable(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return whole.includes("\0") ? whole.replaceAll("\0", "\uFFFD") : whole;
}

function snakeCase(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
