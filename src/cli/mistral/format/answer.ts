import type { Json, JsonMap } from "../../../core/base/index.ts";

/** A column of a table: its heading, and what it shows of a record. */
export interface Column {
  readonly title: string;
  readonly of: (row: JsonMap) => Json;
}

/** What a word of Mistral's command answers. */
export type Answer =
  | { readonly type: "list"; readonly columns: readonly Column[]; readonly rows: readonly JsonMap[] }
  | { readonly type: "record"; readonly columns: readonly Column[]; readonly row: JsonMap }
  | { readonly type: "text"; readonly text: string };

/** A member as it is. */
export function member(title: string, key: string): Column {
  return { title, of: (row) => row[key] ?? null };
}

/** A member of which a list shows the beginning. */
export function shortened(title: string, key: string): Column {
  return { title, of: (row) => cut(row[key] ?? null) };
}

/** A member for which Mistral's command says `<none>` when it is empty. */
export function orNone(title: string, key: string): Column {
  return { title, of: (row) => (isNothing(row[key]) ? "<none>" : (row[key] ?? null)) };
}

/** The tags, with commas. */
export const tags: Column = {
  title: "Tags",
  of: ({ tags: given }) => (Array.isArray(given) && given.length > 0 ? given.join(", ") : "<none>"),
};

function isNothing(value: Json | undefined): boolean {
  return value === undefined || value === null || value === "";
}

const longest = 25;

function cut(value: Json): Json {
  return typeof value === "string" && value.length > longest ? `${value.slice(0, longest)}...` : value;
}
