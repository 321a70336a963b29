import { sql, type RawBuilder } from "kysely";
import { writeJson, type Json } from "../../core/base/index.ts";
import type { Filter, Visibility } from "../query.ts";
import { toValue, type Column, type Table } from "../rows/table.ts";

export type Condition = RawBuilder<boolean>;

/** All conditions of a query; true when there is none. */
export function allOf(conditions: readonly Condition[]): Condition {
  return conditions.length === 0 ? sql<boolean>`1 = 1` : sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

export function anyOf(conditions: readonly Condition[]): Condition {
  return conditions.length === 0 ? sql<boolean>`1 = 0` : sql<boolean>`(${sql.join(conditions, sql` or `)})`;
}

/**
 * The rows that a query may see. Only tables with a scope have public rows; of workflows, those count too that others share
 * with the project and that it accepted (Mistral 15: resource members).
 */
export function visibleTo<Rec>(visibility: Visibility, table: Table<Rec>): Condition[] {
  if (visibility === "all") return [];
  const { project, withPublic } = visibility;
  const own = sql<boolean>`project_id = ${project}`;
  const hasScope = table.columns.some((column) => column.name === "scope");
  if (!withPublic || !hasScope) return [own];
  const published = sql<boolean>`scope = 'public'`;
  if (table.name !== "workflows") return [anyOf([own, published])];
  const shared = sql<boolean>`id in (select resource_id from members where member_id = ${project}
    and status = 'accepted' and resource_type = 'workflow')`;
  return [anyOf([own, published, shared])];
}

/**
 * The condition of a filter.
 *
 * @throws RangeError when the table has no such field
 */
export function conditionOf<Rec>(filter: Filter, table: Table<Rec>): Condition {
  const column = table.column(filter.field);
  const ref = sql.ref(column.name);
  const { op, value } = filter;
  switch (op) {
    case "eq":
      return equals(column, value);
    case "neq":
      return value === null ? sql`${ref} is not null` : sql`not ${equals(column, value)}`;
    case "in":
      return anyOf(listOf(value).map((item) => equals(column, item)));
    case "nin":
      return allOf(listOf(value).map((item) => sql`not ${equals(column, item)}`));
    case "has":
      return sql`${ref} like ${`%${typeof value === "string" ? value : writeJson(value)}%`}`;
    case "gt":
      return sql`${ref} > ${toValue(column.kind, value)}`;
    case "gte":
      return sql`${ref} >= ${toValue(column.kind, value)}`;
    case "lt":
      return sql`${ref} < ${toValue(column.kind, value)}`;
    case "lte":
      return sql`${ref} <= ${toValue(column.kind, value)}`;
  }
}

function equals(column: Column, value: Json): Condition {
  const ref = sql.ref(column.name);
  if (value === null) return sql`${ref} is null`;
  if (column.name === "tags") return allOf(listOf(value).map((tag) => carries(ref, tag)));
  if (column.name === "state" && value !== "SUCCESS") {
    // Said twice, because SQLite does not see by itself that the index of these states will do.
    return sql`(${ref} = ${toValue(column.kind, value)} and ${ref} <> 'SUCCESS')`;
  }
  if (column.kind === "json") return sql`same_json(${ref}, ${writeJson(value)})`;
  return sql`${ref} = ${toValue(column.kind, value)}`;
}

/** A tag begins, in the JSON text of the list, after `[` or `,`; within a string a quote would have a backslash before it. */
function carries(ref: RawBuilder<unknown>, tag: Json): Condition {
  const text = writeJson(tag).replaceAll(/[\\%_]/g, (special) => `\\${special}`);
  return anyOf(["[", ","].map((before) => sql`${ref} like ${`%${before}${text}%`} escape '\\'`));
}

function listOf(value: Json): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}
