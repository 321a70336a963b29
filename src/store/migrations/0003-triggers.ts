import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { index, tableOf, uniqueName } from "./table-text.ts";
import type { ColumnTypes } from "./types.ts";

/** Cron and event triggers, members of workflows, code sources with their actions, and maintenance. */
export function createTriggers(types: ColumnTypes): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await tableOf(db, "cron_triggers", types)
        .text("id", "name", "project_id", "scope", "workflow_id", "workflow_name")
        .text("workflow_input", "workflow_params", "pattern")
        .optionalInteger("remaining_executions", "first_execution_time")
        .integer("next_execution_time", "created_at")
        .optionalInteger("updated_at")
        .create(uniqueName("cron_triggers", "project_id", "name"));
      await index(db, "cron_triggers", "next", "next_execution_time", "id");
      await index(db, "cron_triggers", "workflow", "workflow_id");

      await tableOf(db, "event_triggers", types)
        .text("id", "name", "project_id", "scope", "workflow_id")
        .text("workflow_input", "workflow_params", "exchange", "topic", "event")
        .integer("created_at")
        .optionalInteger("updated_at")
        .create(uniqueName("event_triggers", "exchange", "topic", "event", "workflow_id", "project_id"));
      await index(db, "event_triggers", "workflow", "workflow_id");

      await tableOf(db, "members", types)
        .text("id", "resource_id", "resource_type", "project_id", "member_id", "status")
        .integer("created_at")
        .optionalInteger("updated_at")
        .create(uniqueName("members", "resource_id", "resource_type", "member_id"));
      await index(db, "members", "member", "member_id", "status", "resource_id");

      await tableOf(db, "code_sources", types)
        .text("id", "name", "namespace", "project_id", "scope", "content")
        .integer("version", "created_at")
        .optionalInteger("updated_at")
        .create(uniqueName("code_sources", "project_id", "namespace", "name"));

      await tableOf(db, "dynamic_actions", types)
        .text("id", "name", "namespace", "project_id", "scope", "class_name", "code_source_id", "code_source_name")
        .integer("created_at")
        .optionalInteger("updated_at")
        .create(uniqueName("dynamic_actions", "project_id", "namespace", "name"));
      await index(db, "dynamic_actions", "code_source", "code_source_id");

      await tableOf(db, "maintenance", types).text("id", "status", "paused").create();
    },
  };
}
