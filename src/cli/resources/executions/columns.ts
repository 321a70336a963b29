import type { Column } from "../../output/columns.ts";

/** Executions in a table. */
export const executionColumns: readonly Column[] = [
  { title: "ID", key: "id", isWhole: true },
  { title: "WORKFLOW", key: "workflow_name" },
  { title: "STATE", key: "state", isWhole: true },
  { title: "STATE INFO", key: "state_info", rank: 2 },
  { title: "CREATED", key: "created_at", isWhole: true, rank: 1 },
  { title: "UPDATED", key: "updated_at", isWhole: true, rank: 3 },
];

/** Tasks in a table. */
export const taskColumns: readonly Column[] = [
  { title: "ID", key: "id", isWhole: true },
  { title: "NAME", key: "name" },
  { title: "WORKFLOW", key: "workflow_name", rank: 1 },
  { title: "STATE", key: "state", isWhole: true },
  { title: "STATE INFO", key: "state_info", rank: 2 },
  { title: "STARTED", key: "started_at", isWhole: true, rank: 3 },
  { title: "FINISHED", key: "finished_at", isWhole: true, rank: 4 },
];
