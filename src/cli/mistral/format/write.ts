import { writeJson, type Json, type JsonMap } from "../../../core/base/index.ts";
import { CliError } from "../../exit.ts";
import type { CliHost } from "../../host.ts";
import { documentText } from "../../output/document.ts";
import type { Answer, Column } from "./answer.ts";
import { grid } from "./grid.ts";
import type { FormatOptions } from "./options.ts";

/** Prints an answer as Mistral's command would. @throws CliError when there is no such column */
export function write(host: CliHost, answer: Answer, options: FormatOptions): void {
  switch (answer.type) {
    case "text":
      if (answer.text !== "") host.out(answer.text.endsWith("\n") ? answer.text : `${answer.text}\n`);
      break;
    case "list":
      host.out(listText(host, chosen(answer.columns, options), answer.rows, options));
      break;
    case "record":
      host.out(recordText(host, chosen(answer.columns, options), answer.row, options));
      break;
  }
}

function chosen(columns: readonly Column[], { column }: FormatOptions): readonly Column[] {
  if (column.length === 0) return columns;
  const wanted = new Set(column.map(plain));
  const missing = column.find((title) => !columns.some((one) => plain(one.title) === plain(title)));
  if (missing !== undefined) {
    throw new CliError(`There is no column '${missing}'; there are ${columns.map(({ title }) => title).join(", ")}.`);
  }
  return columns.filter(({ title }) => wanted.has(plain(title)));
}

function plain(title: string): string {
  return title.toLowerCase();
}

function listText(
  host: CliHost,
  columns: readonly Column[],
  given: readonly JsonMap[],
  options: FormatOptions,
): string {
  const rows = ordered(columns, given, options);
  const titles = columns.map(({ title }) => title);
  const cells = rows.map((row) => columns.map((column) => column.of(row)));
  const records = cells.map((row) => Object.fromEntries(row.map((value, i) => [titles[i] ?? "", value])));
  switch (options.format) {
    case "json":
      return jsonText(records, options);
    case "yaml":
      return documentText(records, "yaml");
    case "value":
      return cells.map((row) => `${row.map(shown).join(" ")}\n`).join("");
    case "csv":
      return [titles, ...cells].map((row) => `${row.map((value) => quoted(value, options)).join(",")}\n`).join("");
    default: {
      // Mistral's command prints one empty row where there is none.
      const drawn = cells.length === 0 && options.printEmpty !== true ? [titles.map(() => "")] : cells;
      return grid(
        titles,
        drawn.map((row) => row.map(shown)),
        widthOf(host, options),
      );
    }
  }
}

function recordText(host: CliHost, columns: readonly Column[], row: JsonMap, options: FormatOptions): string {
  const entries = columns.map((column): readonly [string, Json] => [column.title, column.of(row)]);
  switch (options.format) {
    case "json":
      return jsonText(Object.fromEntries(entries), options);
    case "yaml":
      return documentText(Object.fromEntries(entries), "yaml");
    case "value":
      return entries.map(([, value]) => `${shown(value)}\n`).join("");
    case "shell":
      return entries
        .map(([title, value]) => {
          const name = `${options.prefix}${plain(title).replaceAll(/[ -]/g, "_")}`;
          return `${name}="${shown(value).replaceAll(/(["\\$`])/g, "\\$1")}"\n`;
        })
        .join("");
    default:
      return grid(
        ["Field", "Value"],
        entries.map(([title, value]) => [title, shown(value)]),
        widthOf(host, options),
      );
  }
}

function ordered(columns: readonly Column[], rows: readonly JsonMap[], options: FormatOptions): readonly JsonMap[] {
  if (options.sortColumn.length === 0) return rows;
  const by = chosen(columns, { ...options, column: options.sortColumn });
  const sign = options.sortDescending === true ? -1 : 1;
  return rows.toSorted((a, b) => {
    for (const { of } of by) {
      const [left, right] = [shown(of(a)), shown(of(b))];
      if (left !== right) return left < right ? -sign : sign;
    }
    return 0;
  });
}

function jsonText(value: Json, { noindent }: FormatOptions): string {
  return `${noindent === true ? writeJson(value) : writeJson(value, 2)}\n`;
}

function widthOf(host: CliHost, { maxWidth, fitWidth }: FormatOptions): number {
  if (maxWidth > 0) return maxWidth;
  return fitWidth === true ? host.columns : 0;
}

/** A value as Python prints it. */
function shown(value: Json): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return typeof value === "string" ? value : writeJson(value);
}

function quoted(value: Json, { quote }: FormatOptions): string {
  const text = value === null ? "" : shown(value);
  const isNumber = typeof value === "number" || typeof value === "bigint";
  const isNeeded = /[",\n\r]/.test(text);
  if (quote === "none" || (quote === "minimal" && !isNeeded) || (quote === "nonnumeric" && isNumber)) return text;
  return `"${text.replaceAll('"', '""')}"`;
}
