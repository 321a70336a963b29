import pc from "picocolors";
import { isMap, type Json, type JsonMap } from "../../../core/base/index.ts";
import { painted, type Paper } from "../../output/columns.ts";
import { rowsOf, textOf } from "../../run/execution-tree.ts";

/** Colours, and the characters of a line. */
type Colors = ReturnType<typeof pc.createColors> & { readonly width: number };

/**
 * The report of an execution as a tree: its tasks, below them their actions and sub-workflows, and how many are in which
 * state.
 *
 * @param report as the service gives it
 */
export function drawReportTree(report: JsonMap, { width, isColored }: Paper): string[] {
  const colors = { ...pc.createColors(isColored), width: width === 0 ? Infinity : width };
  const root = report["root_workflow_execution"];
  const { statistics } = report;
  return [
    ...(root !== undefined && isMap(root) ? workflow(root, "", "", colors) : []),
    ...(statistics !== undefined && isMap(statistics) ? [counted(statistics)] : []),
  ];
}

function workflow(entry: JsonMap, first: string, next: string, colors: Colors): string[] {
  return [head(entry, first, colors), ...branches(rowsOf(entry, "task_executions"), next, colors, task)];
}

function task(entry: JsonMap, first: string, next: string, colors: Colors): string[] {
  const retries = entry["retry_count"];
  const note = typeof retries === "number" ? colors.dim(` (${retries} retries)`) : "";
  const below = [...rowsOf(entry, "action_executions"), ...rowsOf(entry, "workflow_executions")];
  const info = entry["state"] === "ERROR" ? errorLine(entry["state_info"], next, below.length > 0, colors) : [];
  const drawn = branches(below, next, colors, (one, head1, next1) =>
    one["accepted"] === undefined ? workflow(one, head1, next1, colors) : [head(one, head1, colors)],
  );
  return [head(entry, first, colors) + note, ...info, ...drawn];
}

function branches(
  entries: readonly JsonMap[],
  indent: string,
  colors: Colors,
  draw: (entry: JsonMap, first: string, next: string, colors: Colors) => string[],
): string[] {
  return entries.flatMap((entry, i) => {
    const isLast = i === entries.length - 1;
    return draw(
      entry,
      `${indent}${isLast ? "\u2514\u2500\u2500 " : "\u251c\u2500\u2500 "}`,
      `${indent}${isLast ? "    " : "\u2502   "}`,
      colors,
    );
  });
}

function head(entry: JsonMap, first: string, colors: Colors): string {
  const state = textOf(entry["state"]);
  return `${first}${textOf(entry["name"])} ${painted(state, colors)} ${colors.dim(textOf(entry["id"]))}`;
}

function errorLine(info: Json | undefined, indent: string, hasMore: boolean, colors: Colors): string[] {
  const text = textOf(info).split("\n")[0] ?? "";
  if (text === "") return [];
  const head = `${indent}${hasMore ? "\u2502" : " "}   `;
  const room = Math.max(20, colors.width - head.length);
  return [`${head}${colors.red(text.length > room ? `${text.slice(0, room - 1)}\u2026` : text)}`];
}

function counted(statistics: JsonMap): string {
  const kinds = ["success", "error", "running", "idle", "paused"];
  const counts = kinds.flatMap((kind) => {
    const count = statistics[`${kind}_tasks_count`];
    return typeof count === "number" && count > 0 ? [`${count} ${kind.toUpperCase()}`] : [];
  });
  const total = statistics["total_tasks_count"];
  const all = typeof total === "number" ? total : 0;
  return `${all} task${all === 1 ? "" : "s"}${counts.length === 0 ? "" : `: ${counts.join(", ")}`}`;
}
