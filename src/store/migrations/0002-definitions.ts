import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { index, tableOf, uniqueName } from "./table-text.ts";
import type { ColumnTypes } from "./types.ts";

/** Workflows with revisions and arrows (design, section 14), workbooks, ad-hoc actions, environments. */
export function createDefinitions(types: ColumnTypes): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await tableOf(db, "workflows", types)
        .text("id", "name", "namespace", "project_id", "scope")
        .optionalText("workbook_name")
        .integer("revision")
        .text("definition", "spec", "tags")
        .integer("is_abstract")
        .text("abstract_tasks")
        .integer("is_final")
        .text("final_tasks")
        .optionalText("conforms")
        .text("spec_checksum", "inheritance_state")
        .optionalText("inheritance_error")
        .integer("created_at")
        .optionalInteger("updated_at")
        .create(uniqueName("workflows", "project_id", "namespace", "name"));
      await index(db, "workflows", "name", "name", "namespace", "scope");
      await index(db, "workflows", "created", "created_at", "id");

      await tableOf(db, "workflow_revisions", types)
        .text("workflow_id")
        .integer("revision")
        .text("name", "namespace", "definition", "own_spec", "spec")
        .optionalText("workbook_name", "provenance", "edits", "conformance")
        .text("abstract_tasks")
        .integer("is_abstract")
        .text("final_tasks")
        .integer("is_final")
        .optionalText("conforms")
        .text("spec_checksum", "scope")
        .optionalText("cause")
        .integer("created_at")
        .text("created_by")
        .create((table) => table.addPrimaryKeyConstraint("workflow_revisions_key", ["workflow_id", "revision"]));

      await tableOf(db, "workflow_parents", types)
        .text("child_id")
        .integer("ordinal")
        .text("parent_id")
        .integer("parent_revision")
        .text("mode", "parent_name", "parent_namespace", "parent_project_id")
        .create((table) => table.addPrimaryKeyConstraint("workflow_parents_key", ["child_id", "ordinal"]));
      await index(db, "workflow_parents", "parent", "parent_id", "parent_revision");

      await tableOf(db, "workbooks", types)
        .text("id", "name", "namespace", "project_id", "scope", "definition", "tags")
        .integer("created_at")
        .optionalInteger("updated_at")
        .create(uniqueName("workbooks", "project_id", "namespace", "name"));

      await tableOf(db, "action_definitions", types)
        .text("id", "name", "namespace", "project_id", "scope")
        .optionalText("workbook_name", "description")
        .text("definition", "spec", "input", "tags")
        .integer("created_at")
        .optionalInteger("updated_at")
        .create(uniqueName("action_definitions", "project_id", "namespace", "name"));
      await index(db, "action_definitions", "name", "name", "namespace", "scope");

      await tableOf(db, "environments", types)
        .text("id", "name", "project_id", "scope")
        .optionalText("description")
        .text("variables")
        .integer("created_at")
        .optionalInteger("updated_at")
        .create(uniqueName("environments", "project_id", "name"));
    },
  };
}
