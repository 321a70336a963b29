import type { DatabaseSync } from "node:sqlite";
import type { ExecutionBundle } from "../port.ts";
import type { Row } from "../rows/table.ts";
import { bundleOf, childColumns } from "../sql/bundle.ts";

/** Prepares the six selects that read an execution whole. */
export function prepareLoad(database: DatabaseSync): (id: string) => ExecutionBundle | undefined {
  const execution = database.prepare("select * from executions where id = ?");
  const tasks = database.prepare("select * from tasks where execution_id = ? order by ordinal");
  const actions = database.prepare(`select * from actions where execution_id = ? order by created_at, "index", id`);
  const children = database.prepare(
    `select ${childColumns.map((name) => `"${name}"`).join(", ")} from executions
     where parent_execution_id = ? order by created_at, "index", id`,
  );
  const timers = database.prepare("select * from timers where execution_id = ? order by at, id");
  const messages = database.prepare("select * from messages where execution_id = ? order by seq");
  return (id) => {
    const row = execution.get(id) as Row | undefined;
    if (row === undefined) return undefined;
    return bundleOf({
      execution: row,
      tasks: tasks.all(id) as Row[],
      actions: actions.all(id) as Row[],
      children: children.all(id) as Row[],
      timers: timers.all(id) as Row[],
      messages: messages.all(id) as Row[],
    });
  };
}
