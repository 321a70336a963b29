import type { Pool } from "pg";
import type { ExecutionBundle } from "../port.ts";
import type { Row } from "../rows/table.ts";
import { bundleOf, childColumns } from "../sql/bundle.ts";

const children = childColumns.map((name) => `"${name}"`).join(", ");

/** One statement, so one round trip and one moment. */
const text = `
  select
    (select row_to_json(x) from executions x where x.id = $1) as execution,
    (select json_agg(x order by x.ordinal) from tasks x where x.execution_id = $1) as tasks,
    (select json_agg(x order by x.created_at, x."index", x.id) from actions x where x.execution_id = $1) as actions,
    (select json_agg(x order by x.created_at, x."index", x.id)
       from (select ${children} from executions where parent_execution_id = $1) x) as children,
    (select json_agg(x order by x.at, x.id) from timers x where x.execution_id = $1) as timers,
    (select json_agg(x order by x.seq) from messages x where x.execution_id = $1) as messages`;

interface Loaded {
  readonly execution: Row | null;
  readonly tasks: Row[] | null;
  readonly actions: Row[] | null;
  readonly children: Row[] | null;
  readonly timers: Row[] | null;
  readonly messages: Row[] | null;
}

export async function loadExecution(pool: Pool, id: string): Promise<ExecutionBundle | undefined> {
  const { rows } = await pool.query<Loaded>({ name: "load", text, values: [id] });
  const [row] = rows;
  if (row === undefined || row.execution === null) return undefined;
  return bundleOf({
    execution: row.execution,
    tasks: row.tasks ?? [],
    actions: row.actions ?? [],
    children: row.children ?? [],
    timers: row.timers ?? [],
    messages: row.messages ?? [],
  });
}
