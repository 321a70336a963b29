import { sql } from "kysely";
import { Duplicate } from "../problems.ts";
import type { Database } from "../rows/database.ts";
import type { Row, Table } from "../rows/table.ts";

/**
 * Inserts a record.
 *
 * @param kind the word for it in the error
 * @throws Duplicate when a unique key is taken
 */
export async function insert<Rec>(db: Database, table: Table<Rec>, record: Rec, kind: string): Promise<void> {
  const columns = Object.entries(table.toRow(record));
  await told(kind, async () => {
    await sql`insert into ${sql.table(table.name)} (${sql.join(columns.map(([name]) => sql.ref(name)))})
      values (${sql.join(columns.map(([, value]) => value))})`.execute(db);
  });
}

/**
 * Changes the columns of those fields that are given.
 *
 * @returns whether there is such a row
 * @throws Duplicate when a unique key is taken
 */
export async function update<Rec>(
  db: Database,
  table: Table<Rec>,
  id: string,
  set: Partial<Rec>,
  kind: string,
): Promise<boolean> {
  const columns = Object.entries(table.toRow(set)).filter(([name]) => name !== "id");
  const assignments = columns.length === 0 ? sql`id = id` : assign(columns);
  return told(kind, async () => {
    const { rows } = await sql<Row>`update ${sql.table(table.name)} set ${assignments}
      where id = ${id} returning id`.execute(db);
    return rows.length > 0;
  });
}

function assign(columns: readonly [string, Row[string]][]) {
  return sql.join(columns.map(([name, value]) => sql`${sql.ref(name)} = ${value}`));
}

async function told<T>(kind: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isUniqueViolation(error) ? new Duplicate(kind) : error;
  }
}

/** PostgreSQL: class 23505. SQLite: SQLITE_CONSTRAINT_UNIQUE and _PRIMARYKEY. */
function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, errcode } = error as Error & { code?: unknown; errcode?: unknown };
  return code === "23505" || errcode === 2067 || errcode === 1555;
}
