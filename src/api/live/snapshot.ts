import type { Json } from "../../core/base/index.ts";
import type { ExecutionRecord, TaskRecord } from "../../core/model/index.ts";
import type { Filter, Store, Visibility } from "../../store/index.ts";
import { show } from "../shapes/members.ts";
import { liveExecutionMembers, liveTaskMembers } from "../shapes/live.ts";

const executionFields = [...new Set(Object.values(liveExecutionMembers).flatMap(({ from }) => from))];
const taskFields = [...new Set(Object.values(liveTaskMembers).flatMap(({ from }) => from))];

/** Executions as a live view shows them; large columns are not read. */
export async function liveExecutions(
  store: Store,
  visibility: Visibility,
  filter: Filter<keyof ExecutionRecord>,
): Promise<Record<string, Json>[]> {
  const rows = await store.executions.list({ visibility, filters: [filter], fields: executionFields });
  return rows.map((row) => show(liveExecutionMembers, row as ExecutionRecord));
}

/** Tasks as a live view shows them, in the order of their creation. */
export async function liveTasks(
  store: Store,
  visibility: Visibility,
  filter: Filter<keyof TaskRecord>,
): Promise<Record<string, Json>[]> {
  const sort = [{ field: "ordinal", direction: "asc" }] as const;
  const rows = await store.tasks.list({ visibility, filters: [filter], sort, fields: taskFields });
  return rows.map((row) => show(liveTaskMembers, row as TaskRecord));
}
