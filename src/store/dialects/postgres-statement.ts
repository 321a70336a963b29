import { actionTable, executionTable, messageTable, taskTable, timerTable } from "../rows/executions.ts";
import type { Column, Row } from "../rows/table.ts";
import type { FoldedCommit, RowChange } from "../sql/fold.ts";

/**
 * One part of the statement: what it does with the rows of one kind, and where a commit has them. A row's `owner` is the
 * execution whose commit it belongs to; the `mask` of a change says which columns it sets.
 */
interface Part {
  /** The text of a common table expression; `rows` is the expression that yields the part's rows. */
  readonly text: (rows: string) => string;
  /** Columns that `rows` yields, with types. */
  readonly shape: string;
  readonly rowsOf: (commit: FoldedCommit) => readonly object[];
}

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
 * It has only the parts for which the batch has rows. Each part gets its rows as one JSON document, which the server takes
 * apart: one parameter and no limit of their number.
 */
export function statementOf(batch: readonly FoldedCommit[]): CommitStatement {
  const values: string[] = [];
  let present = 0;
  for (const [place, part] of parts.entries()) {
    const rows = batch.flatMap((commit) => part.rowsOf(commit));
    if (rows.length === 0) continue;
    values.push(JSON.stringify(rows));
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
  let parameter = 0;
  const expressions = parts.flatMap((part, place) => {
    if ((present & (1 << place)) === 0) return [];
    parameter += 1;
    return [`part${place} as (${part.text(`json_to_recordset($${parameter}::json) as r(${part.shape})`)})`];
  });
  const fresh = [raised, begun].filter((place) => (present & (1 << place)) !== 0);
  const union = fresh.map((place) => `select id from part${place}`).join(" union all ");
  expressions.splice(fresh.length, 0, `fresh as (${union})`);
  return `with ${expressions.join(",\n")}\nselect id from fresh`;
}

/** The compare-and-set: raises the version of those executions that still have the one their decision was taken upon. */
function raising(): Part {
  const columns = executionTable.columns.filter(({ name }) => name !== "id" && name !== "version");
  return {
    shape: `id text, version bigint, mask int, ${shapeOf(columns)}`,
    text: (rows) =>
      `update executions e set version = e.version + 1, ${assignments(columns)}
       from ${rows} where e.id = r.id and e.version = r.version returning e.id`,
    rowsOf: ({ executionId, expectedVersion, own, begun: row }) =>
      row === undefined ? [{ id: executionId, version: expectedVersion, ...masked(columns, own) }] : [],
  };
}

function beginning(): Part {
  const { columns } = executionTable;
  return {
    shape: shapeOf(columns),
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
    shape: `owner text, ${shapeOf(columns)}`,
    text: (rows) =>
      `insert into ${table} (${namesOf(columns)})
       select ${namesOf(columns, "r.")} from ${rows} join fresh on fresh.id = r.owner ${onConflict}`,
    rowsOf: (commit) => rowsOf(commit).map((row) => ({ owner: commit.executionId, ...row })),
  };
}

function changing(
  table: string,
  allColumns: readonly Column[],
  changesOf: (commit: FoldedCommit) => readonly RowChange[],
): Part {
  const columns = allColumns.filter(({ name }) => name !== "id");
  return {
    shape: `owner text, id text, mask int, ${shapeOf(columns)}`,
    text: (rows) =>
      `update ${table} e set ${assignments(columns)}
       from ${rows} join fresh on fresh.id = r.owner where e.id = r.id`,
    rowsOf: (commit) =>
      changesOf(commit).map(({ id, set }) => ({ owner: commit.executionId, id, ...masked(columns, set) })),
  };
}

function removing(table: string, idsOf: (commit: FoldedCommit) => readonly string[]): Part {
  return {
    shape: "owner text, id text",
    text: (rows) => `delete from ${table} e using ${rows} join fresh on fresh.id = r.owner where e.id = r.id`,
    rowsOf: (commit) => idsOf(commit).map((id) => ({ owner: commit.executionId, id })),
  };
}

function replaceTimer(): string {
  return `on conflict (id) do update
    set execution_id = excluded.execution_id, at = excluded.at, purpose = excluded.purpose`;
}

/** The columns set, and a bit for each of them: a column set to null differs from one that is left as it is. */
function masked(columns: readonly Column[], set: Row): Row {
  let mask = 0;
  for (const [bit, { name }] of columns.entries()) {
    if (set[name] !== undefined) mask |= 1 << bit;
  }
  return { ...set, mask };
}

function assignments(columns: readonly Column[]): string {
  return columns
    .map(({ name }, bit) => `"${name}" = case when r.mask & ${1 << bit} <> 0 then r."${name}" else e."${name}" end`)
    .join(", ");
}

function shapeOf(columns: readonly Column[]): string {
  return columns
    .map(({ name, kind }) => `"${name}" ${kind === "integer" || kind === "boolean" ? "bigint" : "text"}`)
    .join(", ");
}

function namesOf(columns: readonly Column[], prefix = ""): string {
  return columns.map(({ name }) => `${prefix}"${name}"`).join(", ");
}
