import Table from "cli-table3";
import pc from "picocolors";
import { writeJson, type Json, type JsonMap } from "../../core/base/index.ts";

/** One column of a table: what it shows of a row, and under which heading. */
export interface Column {
  readonly title: string;
  readonly key: string;
  /** Never cut: an id that lost its end is of no use. */
  readonly isWhole?: boolean;
  /** Left out where the terminal is too narrow for all, the highest first; a column without a rank always stays. */
  readonly rank?: number;
}

/** Where a table is drawn. */
export interface Paper {
  /** Characters of a line; 0 for no limit. */
  readonly width: number;
  readonly isColored: boolean;
}

const noBorders = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "  ",
};

/** Below this a text that was cut says nothing any more. */
const narrowest = 10;
const gap = 2;

/** Rows as a table that fits the terminal: columns of the highest rank are left out, then the widest ones are cut. */
export function table(columns: readonly Column[], rows: readonly JsonMap[], { width, isColored }: Paper): string {
  if (rows.length === 0) return "nothing found\n";
  const most = width === 0 ? Infinity : width;
  const shown = fitting(
    columns.map((column) => measured(column, rows)),
    most,
  );
  const widths = shown.map((one) => one.width);
  shrink(shown, widths, most - gap * (shown.length - 1));
  const drawn = new Table({
    head: shown.map(({ column }, i) => cut(column.title, widths[i] ?? 0)),
    colWidths: widths,
    chars: noBorders,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0, compact: true },
  });
  const paint = pc.createColors(isColored);
  drawn.push(
    ...rows.map((_, row) =>
      shown.map(({ column, cells }, i) => {
        const text = cut(cells[row] ?? "", widths[i] ?? 0);
        return column.key === "state" ? painted(text, paint) : text;
      }),
    ),
  );
  const lines = drawn
    .toString()
    .split("\n")
    .map((line) => line.trimEnd());
  return `${lines.join("\n")}\n`;
}

interface Measured {
  readonly column: Column;
  readonly cells: readonly string[];
  readonly width: number;
  readonly least: number;
}

function measured(column: Column, rows: readonly JsonMap[]): Measured {
  const cells = rows.map((row) => cell(row[column.key] ?? null));
  const width = Math.max(column.title.length, ...cells.map((text) => text.length));
  return { column, cells, width, least: column.isWhole === true ? width : Math.min(width, narrowest) };
}

function fitting(columns: readonly Measured[], most: number): readonly Measured[] {
  const least = columns.reduce((sum, one) => sum + one.least, gap * (columns.length - 1));
  const rank = Math.max(...columns.map(({ column }) => column.rank ?? 0));
  if (least <= most || rank === 0) return columns;
  return fitting(
    columns.filter(({ column }) => column.rank !== rank),
    most,
  );
}

function shrink(columns: readonly Measured[], widths: number[], most: number): void {
  for (let total = widths.reduce((a, b) => a + b, 0); total > most; total -= 1) {
    const free = widths.map((width, i) => (width > (columns[i]?.least ?? 0) ? width : 0));
    const widest = free.indexOf(Math.max(...free));
    if (free[widest] === 0) return;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
}

function cell(value: Json): string {
  if (value === null) return "-";
  return typeof value === "string" ? value : writeJson(value);
}

function cut(text: string, width: number): string {
  const line = text.split("\n")[0] ?? "";
  return line.length <= width && line === text.trimEnd() ? line : `${line.slice(0, Math.max(0, width - 1))}\u2026`;
}

/** A state in the colour that it has everywhere. */
export function painted(state: string, colors: ReturnType<typeof pc.createColors>): string {
  switch (state.trimEnd()) {
    case "SUCCESS":
      return colors.green(state);
    case "ERROR":
    case "CANCELLED":
      return colors.red(state);
    case "RUNNING":
      return colors.cyan(state);
    case "PAUSED":
    case "DELAYED":
    case "WAITING":
      return colors.yellow(state);
    default:
      return state;
  }
}
