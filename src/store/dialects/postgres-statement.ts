import { notificationTable } from "../rows/events.ts";
import {
  actionTable,
  executionTable,
  messageTable,
  migrationTable,
  taskTable,
  timerTable,
} from "../rows/executions.ts";
import type { Column, Row, Value } from "../rows/table.ts";
import type { FoldedCommit, RowChange } from "../sql/fold.ts";

/**
 * One part of the statement: what it does with the rows of one kind, and where a commit has them. A row's `owner` is the
 * execution whose commit it belongs to; the `mask` of a change says which columns it sets.
 */
interface Part {
  /** The text of a common table expression; `rows` is the expression that yields the part's rows as `r`. */
  readonly text: (rows: string) => string;
  /** Columns of those rows. */
  readonly columns: readonly Pick<Column, "name" | "kind">[];
  readonly rowsOf: (commit: FoldedCommit) => readonly Row[];
}

const id = { name: "id", kind: "text" } as const;
const owner = { name: "owner", kind: "text" } as const;
const mask = { name: "mask", kind: "integer" } as const;
const version = { name: "version", kind: "integer" } as const;

const parts: readonly Part[] = [
  raising(),
  beginning(),
  inserting("executions", executionTable.columns, (commit) => commit.executions),
  inserting("tasks", taskTable.columns, (commit) => commit.tasks),
  inserting("actions", actionTable.columns, (commit) => commit.actions),
  changing("tasks", taskTable.columns, (commit) => commit.taskChanges),
  changing("actions", actionTable.columns, (commit) => commit.actionChanges),
  changing("executions", [executionTable.column("accepted")], (commit) => commit.childChanges),
  inserting("timers", timerTable.columns, (commit) => commit.timers, replaceTimer()),
  inserting("messages", messageTable.columns, (commit) => commit.messages),
  removing("timers", (commit) => commit.timersRemoved),
  removing("messages", (commit) => commit.messagesConsumed),
  inserting("migrations", migrationTable.columns, (commit) => commit.migrations),
  inserting("notifications", notificationTable.columns, (commit) => commit.notifications),
];

/** Places of the two parts that decide which commits are stored. */
const raised = 0;
const begun = 1;

/** A prepared statement: a batch with rows for the same parts has the same name and text. */
export interface CommitStatement {
  readonly name: string;
  readonly text: string;
  readonly values: string[];
}

const texts = new Map<number, string>();

/**
 * The statement that stores a batch of commits of different executions and answers the ids of those that were not stale.
 *
 * It has only the parts for which the batch has rows. Each column of a part is one parameter, an array, so that a batch may
 * have any number of rows. (Rows as one JSON document take the server two and a half times as long to take apart.)
 */
export function statementOf(batch: readonly FoldedCommit[]): CommitStatement {
  const values: string[] = [];
  let present = 0;
  for (const [place, part] of parts.entries()) {
    const rows = batch.flatMap((commit) => part.rowsOf(commit));
    if (rows.length === 0) continue;
    for (const { name } of part.columns) values.push(arrayOf(rows, name));
    present |= 1 << place;
  }
  let text = texts.get(present);
  if (text === undefined) {
    text = textOf(present);
    texts.set(present, text);
  }
  return { name: `commit-${present}`, text, values };
}

function textOf(present: number): string {
  const isPresent = (place: number) => (present & (1 << place)) !== 0;
  let parameter = 0;
  const expressions = parts.flatMap((part, place) => {
    if (!isPresent(place)) return [];
    const arrays = part.columns.map(({ kind }) => `$${(parameter += 1)}::${typeOf(kind)}[]`);
    const rows = `unnest(${arrays.join(", ")}) as r(${namesOf(part.columns)})`;
    return [`part${place} as (${part.text(rows)})`];
  });
  const fresh = [raised, begun].filter(isPresent);
  const union = fresh.map((place) => `select id from part${place}`).join(" union all ");
  expressions.splice(fresh.length, 0, `fresh as (${union})`);
  return `with ${expressions.join(",\n")}\nselect id from fresh`;
}

/** As a test of a value it is answered from a hash table; a join would compare each row with each commit. */
const isFresh = "(r.owner in (select id from fresh)) is true";

/** The compare-and-set: raises the version of those executions that still have the one their decision was taken upon. */
function raising(): Part {
  const columns = executionTable.columns.filter(({ name }) => name !== "id" && name !== "version");
  return {
    columns: [id, version, mask, ...columns],
    text: (rows) =>
      `update executions e set version = e.version + 1, ${assignments(columns)}
       from ${rows} where e.id = r.id and e.version = r.version returning e.id`,
    rowsOf: ({ executionId, expectedVersion, own, begun: row }) =>
      row === undefined ? [{ ...own, id: executionId, version: expectedVersion, mask: maskOf(columns, own) }] : [],
  };
}

function beginning(): Part {
  const { columns } = executionTable;
  return {
    columns,
    text: (rows) =>
      `insert into executions (${namesOf(columns)}) select ${namesOf(columns)} from ${rows}
       on conflict (id) do nothing returning id`,
    rowsOf: ({ begun: row }) => (row === undefined ? [] : [row]),
  };
}

function inserting(
  table: string,
  columns: readonly Column[],
  rowsOf: (commit: FoldedCommit) => readonly Row[],
  onConflict = "",
): Part {
  return {
    columns: [owner, ...columns],
    text: (rows) =>
      `insert into ${table} (${namesOf(columns)}) select ${namesOf(columns)} from ${rows} where ${isFresh} ${onConflict}`,
    rowsOf: (commit) => rowsOf(commit).map((row) => ({ ...row, owner: commit.executionId })),
  };
}

function changing(
  table: string,
  allColumns: readonly Column[],
  changesOf: (commit: FoldedCommit) => readonly RowChange[],
): Part {
  const columns = allColumns.filter(({ name }) => name !== "id");
  return {
    columns: [owner, id, mask, ...columns],
    text: (rows) => `update ${table} e set ${assignments(columns)} from ${rows} where e.id = r.id and ${isFresh}`,
    rowsOf: (commit) =>
      changesOf(commit).map((change) => ({
        ...change.set,
        owner: commit.executionId,
        id: change.id,
        mask: maskOf(columns, change.set),
      })),
  };
}

function removing(table: string, idsOf: (commit: FoldedCommit) => readonly string[]): Part {
  return {
    columns: [owner, id],
    text: (rows) => `delete from ${table} e using ${rows} where e.id = r.id and ${isFresh}`,
    rowsOf: (commit) => idsOf(commit).map((one) => ({ owner: commit.executionId, id: one })),
  };
}

function replaceTimer(): string {
  return `on conflict (id) do update
    set execution_id = excluded.execution_id, at = excluded.at, purpose = excluded.purpose`;
}

/** A bit for each column that is set: one set to null differs from one that is left as it is. */
function maskOf(columns: readonly Column[], set: Row): number {
  let bits = 0;
  for (const [bit, { name }] of columns.entries()) {
    if (set[name] !== undefined) bits |= 1 << bit;
  }
  return bits;
}

function assignments(columns: readonly Column[]): string {
  return columns
    .map(({ name }, bit) => `"${name}" = case when r.mask & ${1 << bit} <> 0 then r."${name}" else e."${name}" end`)
    .join(", ");
}

/** One column of the rows as the text of an array. */
function arrayOf(rows: readonly Row[], column: string): string {
  return `{${rows.map((row) => elementOf(row[column] ?? null)).join(",")}}`;
}

const special = /["\\]/;
const everySpecial = /["\\]/g;

function elementOf(value: Value): string {
  if (value === null) return "NULL";
  if (typeof value === "number") return String(value);
  return `"${special.test(value) ? value.replaceAll(everySpecial, String.raw`\$&`) : value}"`;
}

function typeOf(kind: Column["kind"]): string {
  return kind === "integer" || kind === "boolean" ? "bigint" : "text";
}

function namesOf(columns: readonly Pick<Column, "name">[]): string {
  return columns.map(({ name }) => `"${name}"`).join(", ");
}
