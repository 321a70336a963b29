import { sql, type Kysely } from "kysely";

/**
 * Indexes of tables that may have grown large before a version wanted them. They are made beside the steps of the schema, on
 * PostgreSQL without keeping anybody from writing meanwhile, which no transaction may do. Whatever needs one works without it,
 * only slower.
 */
const wanted = [
  // Fair claims: the oldest queued actions of each project.
  `actions_queued_project on actions (project_id, created_at, id) where dispatch = 'queued'`,
  // Expiry: the oldest finished executions.
  `executions_finished on executions (finished_at, id) where parent_task_id is null and finished_at is not null`,
];

export async function indexLate<Schema>(db: Kysely<Schema>, concurrently: string): Promise<void> {
  for (const index of wanted) {
    await sql.raw(`create index ${concurrently} if not exists ${index}`).execute(db);
  }
}
