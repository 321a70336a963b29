import { sql, type Kysely, type RawBuilder } from "kysely";

/** What the two databases need said differently. */
export interface ColumnTypes {
  /** Text that sorts by code point, so that lists come in the same order from both. */
  readonly text: RawBuilder<unknown>;
  /** Milliseconds and counters. */
  readonly integer: RawBuilder<unknown>;
  /** A number that the database gives each new row, in order; the primary key. */
  readonly sequence: RawBuilder<unknown>;

  /** `same_json(text, text)`: whether two JSON texts say the same, whatever the order of keys. */
  createFunctions(db: Kysely<unknown>): Promise<void>;
}

export const sqliteTypes: ColumnTypes = {
  text: sql`text`,
  integer: sql`integer`,
  sequence: sql`integer primary key autoincrement`,
  // The connection brings its functions along.
  createFunctions: () => Promise.resolve(),
};

export const postgresTypes: ColumnTypes = {
  text: sql`text collate "C"`,
  integer: sql`bigint`,
  sequence: sql`bigint generated always as identity primary key`,
  async createFunctions(db) {
    // jsonb cannot hold the character NUL.
    await sql`create function same_json(a text, b text) returns boolean language sql immutable as $$
      select case when position('\\u0000' in a) > 0 or position('\\u0000' in b) > 0 then a = b
                  else a::jsonb = b::jsonb end $$`.execute(db);
  },
};
