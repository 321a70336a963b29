import Table from "cli-table3";
import { writeJson, type Json, type JsonMap } from "../../core/base/index.ts";

/** One column of a table: what it shows of a row, and under which heading. */
export interface Column {
  readonly title: string;
  readonly key: string;
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

/**
 * Rows as a table that fits the terminal: the widest columns are cut until it does.
 *
 * @param columns what to show
 * @param rows the rows
 * @param width characters of a line; 0 for no limit
 */
export function table(columns: readonly Column[], rows: readonly JsonMap[], width: number): string {
  if (rows.length === 0) return "nothing found\n";
  const cells = rows.map((row) => columns.map(({ key }) => cell(row[key] ?? null)));
  const widths = columns.map(({ title }, i) => Math.max(title.length, ...cells.map((row) => row[i]?.length ?? 0)));
  shrink(widths, width === 0 ? Infinity : width - 2 * (columns.length - 1));
  const drawn = new Table({
    head: columns.map(({ title }) => title),
    colWidths: widths,
    chars: noBorders,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0, compact: true },
  });
  drawn.push(...cells.map((row) => row.map((text, i) => cut(text, widths[i] ?? 0))));
  const lines = drawn
    .toString()
    .split("\n")
    .map((line) => line.trimEnd());
  return `${lines.join("\n")}\n`;
}

/** One record as lines of `name  value`. */
export function fields(record: JsonMap): string {
  const width = Math.max(0, ...Object.keys(record).map((key) => key.length));
  return Object.entries(record)
    .map(([key, value]) => `${key.padEnd(width)}  ${indented(cell(value), width + 2)}\n`)
    .join("");
}

function indented(text: string, blanks: number): string {
  return text.trimEnd().replaceAll("\n", `\n${" ".repeat(blanks)}`);
}

function cell(value: Json): string {
  if (value === null) return "-";
  return typeof value === "string" ? value : writeJson(value);
}

function cut(text: string, width: number): string {
  const line = text.split("\n")[0] ?? "";
  return line.length <= width && !text.includes("\n") ? line : `${line.slice(0, Math.max(0, width - 1))}\u2026`;
}

function shrink(widths: number[], most: number): void {
  const smallest = 8;
  for (let total = widths.reduce((a, b) => a + b, 0); total > most; total -= 1) {
    const widest = widths.indexOf(Math.max(...widths));
    const width = widths[widest] ?? 0;
    if (width <= smallest) return;
    widths[widest] = width - 1;
  }
}
