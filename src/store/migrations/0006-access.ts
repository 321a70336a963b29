import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { index, tableOf } from "./table-text.ts";
import type { ColumnTypes } from "./types.ts";

/** The audit log, and quotas of projects that differ from the settings. */
export function createAccess(types: ColumnTypes): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await tableOf(db, "audit_log", types)
        .text("id")
        .integer("created_at")
        .text("project_id", "user_name", "call", "method", "path")
        .optionalText("target")
        .text("address")
        .optionalText("user_agent")
        .text("request_id", "outcome")
        .integer("status")
        .optionalText("reason")
        .create();
      await index(db, "audit_log", "created", "created_at", "id");
      await index(db, "audit_log", "project_created", "project_id", "created_at", "id");

      await tableOf(db, "quotas", types)
        .text("id")
        .optionalInteger("definitions", "running_executions", "stored_bytes")
        .integer("created_at")
        .optionalInteger("updated_at")
        .create();
    },
  };
}
