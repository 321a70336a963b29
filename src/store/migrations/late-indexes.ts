import { sql, type Kysely } from "kysely";

/**
 * Indexes of tables that may have grown large before a version wanted them. They are made beside the steps of the schema: on
 * PostgreSQL without keeping anybody from writing meanwhile, which no transaction may do. Whatever needs one works without it,
 * only slower.
 */
const wanted = {
  // Fair claims: the oldest queued actions of each project.
  actions_queued_project: "actions (project_id, created_at, id) where dispatch = 'queued'",
  // Expiry: the oldest finished executions.
  executions_finished: "executions (finished_at, id) where parent_task_id is null and finished_at is not null",
};

/** Makes those that are missing, in a database that nobody else uses meanwhile. */
export async function indexNow<Schema>(db: Kysely<Schema>): Promise<void> {
  for (const [name, rows] of Object.entries(wanted)) {
    await sql.raw(`create index if not exists ${name} on ${rows}`).execute(db);
  }
}

/** Any number will do that no other lock of this kind has. */
const lock = sql`(727502)`;

/**
 * Makes those that are missing in PostgreSQL, beside whatever others do; not while another node is at it.
 *
 * One whose making was broken off is there but not valid; it is made anew.
 */
export async function indexBeside<Schema>(db: Kysely<Schema>): Promise<void> {
  const names = sql.join(Object.keys(wanted));
  const { rows } = await sql<{ name: string; valid: boolean }>`
    select c.relname as name, i.indisvalid as valid from pg_index i join pg_class c on c.oid = i.indexrelid
    where c.relname in (${names}) and pg_table_is_visible(c.oid)`.execute(db);
  const missing = Object.entries(wanted).filter(([name]) => !rows.some((row) => row.name === name && row.valid));
  if (missing.length === 0) return;
  await db.connection().execute(async (connection) => {
    const { rows: locked } = await sql<{ mine: boolean }>`select pg_try_advisory_lock${lock} as mine`.execute(
      connection,
    );
    if (locked[0]?.mine !== true) return;
    try {
      for (const [name, of] of missing) {
        await sql.raw(`drop index concurrently if exists ${name}`).execute(connection);
        await sql.raw(`create index concurrently ${name} on ${of}`).execute(connection);
      }
    } finally {
      await sql`select pg_advisory_unlock${lock}`.execute(connection);
    }
  });
}
