import { sql, type CreateTableBuilder, type Kysely } from "kysely";
import type { ColumnTypes } from "./types.ts";

/** Begins a table; the column `id`, if it has one, is its primary key. */
export function tableOf(db: Kysely<unknown>, name: string, types: ColumnTypes): TableText {
  return new TableText(db.schema.createTable(name), types);
}

export async function index(db: Kysely<unknown>, table: string, name: string, ...columns: string[]): Promise<void> {
  await db.schema.createIndex(`${table}_${name}`).on(table).columns(columns).execute();
}

/** An index of the rows for which a condition, in SQL, holds. */
export async function indexSome(
  db: Kysely<unknown>,
  table: string,
  name: string,
  columns: string[],
  condition: string,
): Promise<void> {
  await db.schema
    .createIndex(`${table}_${name}`)
    .on(table)
    .columns(columns)
    .where(sql<boolean>`${sql.raw(condition)}`)
    .execute();
}

/** Ends a table with the constraint that no two rows have these columns alike. */
export function uniqueName(table: string, ...columns: string[]) {
  return (builder: CreateTableBuilder<string, string>) => builder.addUniqueConstraint(`${table}_unique`, columns);
}

class TableText {
  readonly #types: ColumnTypes;
  #table: CreateTableBuilder<string, string>;

  constructor(table: CreateTableBuilder<string>, types: ColumnTypes) {
    this.#table = table;
    this.#types = types;
  }

  text(...names: string[]): this {
    for (const name of names) {
      this.#table = this.#table.addColumn(name, this.#types.text, (column) =>
        name === "id" ? column.notNull().primaryKey() : column.notNull(),
      );
    }
    return this;
  }

  optionalText(...names: string[]): this {
    for (const name of names) this.#table = this.#table.addColumn(name, this.#types.text);
    return this;
  }

  integer(...names: string[]): this {
    for (const name of names) this.#table = this.#table.addColumn(name, this.#types.integer, (c) => c.notNull());
    return this;
  }

  optionalInteger(...names: string[]): this {
    for (const name of names) this.#table = this.#table.addColumn(name, this.#types.integer);
    return this;
  }

  /** Ends the table with further constraints, if any. */
  async create(
    constrain: (table: CreateTableBuilder<string, string>) => CreateTableBuilder<string, string> = (t) => t,
  ) {
    await constrain(this.#table).execute();
  }
}
