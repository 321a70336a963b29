import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { index, indexSome, tableOf } from "./table-text.ts";
import type { ColumnTypes } from "./types.ts";

/** Executions, tasks, actions, timers, messages and nodes. */
export function createExecutions(types: ColumnTypes): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await types.createFunctions(db);
      await tableOf(db, "executions", types)
        .text("id", "project_id", "workflow_id", "workflow_name", "workflow_namespace")
        .integer("workflow_revision")
        .text("description", "tags", "state")
        .optionalText("state_info")
        .text("input", "params")
        .optionalText("output")
        .text("variables", "published_global")
        .optionalText("environment", "parent_task_id", "parent_execution_id")
        .text("root_id")
        .integer("index", "accepted")
        .optionalText("backlog")
        .integer("created_at", "updated_at")
        .optionalInteger("finished_at")
        .integer("version")
        .create();
      await index(db, "executions", "created", "created_at", "id");
      await index(db, "executions", "project_created", "project_id", "created_at", "id");
      await index(db, "executions", "project_state", "project_id", "state", "created_at", "id");
      await index(db, "executions", "project_workflow", "project_id", "workflow_name", "created_at", "id");
      await indexSome(db, "executions", "root", ["root_id", "created_at", "id"], "parent_task_id is not null");
      await indexSome(db, "executions", "parent", ["parent_execution_id"], "parent_execution_id is not null");
      await indexSome(db, "executions", "parent_task", ["parent_task_id"], "parent_task_id is not null");
      await indexSome(db, "executions", "unfinished", ["created_at", "id"], "state in ('IDLE', 'RUNNING', 'PAUSED')");

      await tableOf(db, "tasks", types)
        .text("id", "execution_id", "root_id", "project_id", "workflow_id", "workflow_name", "workflow_namespace")
        .text("name", "type", "tags", "state")
        .optionalText("state_info", "published")
        .text("published_global")
        .integer("processed")
        .text("runtime_context", "sources", "next")
        .integer("is_error_handled", "ordinal", "created_at", "updated_at")
        .optionalInteger("started_at", "finished_at")
        .create();
      await index(db, "tasks", "execution", "execution_id", "ordinal");
      await index(db, "tasks", "project_created", "project_id", "created_at", "id");

      await tableOf(db, "actions", types)
        .text("id", "project_id")
        .optionalText("execution_id", "root_id", "task_id", "task_name", "workflow_name")
        .text("workflow_namespace", "name", "description")
        .optionalText("tags")
        .text("state")
        .optionalText("state_info")
        .integer("accepted")
        .text("input")
        .optionalText("output")
        .integer("index")
        .text("run", "dispatch")
        .optionalText("claimed_by")
        .integer("is_safe_to_rerun", "created_at", "updated_at")
        .create();
      await index(db, "actions", "execution", "execution_id");
      await index(db, "actions", "task", "task_id", "index");
      await index(db, "actions", "project_created", "project_id", "created_at", "id");
      await indexSome(db, "actions", "queued", ["created_at", "id"], "dispatch = 'queued'");
      await indexSome(db, "actions", "offered", ["created_at", "id"], "dispatch = 'offered'");
      await indexSome(db, "actions", "claimed", ["claimed_by"], "dispatch = 'claimed'");

      await tableOf(db, "timers", types).text("id", "execution_id").integer("at").optionalText("purpose").create();
      await index(db, "timers", "at", "at");
      await index(db, "timers", "execution", "execution_id");

      await db.schema
        .createTable("messages")
        .addColumn("seq", types.sequence)
        .addColumn("id", types.text, (column) => column.notNull().unique())
        .addColumn("execution_id", types.text, (column) => column.notNull())
        .addColumn("event", types.text, (column) => column.notNull())
        .addColumn("created_at", types.integer, (column) => column.notNull())
        .execute();
      await index(db, "messages", "execution", "execution_id", "seq");

      await tableOf(db, "nodes", types).text("id").integer("started_at", "heartbeat_at", "lease_until").create();
    },
  };
}
