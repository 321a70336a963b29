import pc from "picocolors";
import type { ExecutionTree, TaskNode } from "./execution-tree.ts";

type Colors = ReturnType<typeof pc.createColors>;

const marks: Readonly<Record<string, string>> = {
  SUCCESS: "\u2714",
  ERROR: "\u2718",
  CANCELLED: "\u2298",
  SKIPPED: "\u21b7",
  PAUSED: "\u2016",
  IDLE: "\u00b7",
  WAITING: "\u2026",
  DELAYED: "\u23f2",
};

const spinner = ["\u280b", "\u2819", "\u2839", "\u2838", "\u283c", "\u2834", "\u2826", "\u2827", "\u2807", "\u280f"];

/**
 * An execution as lines: one for itself and one for each task, sub-workflows indented.
 *
 * @param tree what to draw
 * @param now milliseconds since 1970-01-01T00:00:00Z, for the time of what still runs
 * @param frame number of the picture, which turns the spinner
 * @param isColored whether to use colours
 */
export function drawTree(tree: ExecutionTree, now: number, frame: number, isColored: boolean): string[] {
  const colors = pc.createColors(isColored);
  return drawExecution(tree, now, frame, colors, "");
}

function drawExecution(tree: ExecutionTree, now: number, frame: number, colors: Colors, indent: string): string[] {
  const head = `${indent}${mark(tree.state, frame, colors)} ${colors.bold(tree.workflowName)} ${tree.state}`;
  return [head, ...tree.tasks.flatMap((task) => drawTask(task, now, frame, colors, `${indent}  `))];
}

function drawTask(task: TaskNode, now: number, frame: number, colors: Colors, indent: string): string[] {
  const why = task.state === "ERROR" && task.stateInfo !== null ? ` ${colors.dim(firstLine(task.stateInfo))}` : "";
  const line = `${indent}${mark(task.state, frame, colors)} ${task.name} ${colors.dim(task.state)}${duration(task, now)}${why}`;
  return [line, ...task.executions.flatMap((child) => drawExecution(child, now, frame, colors, `${indent}  `))];
}

function mark(state: string, frame: number, colors: Colors): string {
  if (state === "RUNNING") return colors.cyan(spinner[frame % spinner.length] ?? "");
  const sign = marks[state] ?? "?";
  if (state === "SUCCESS") return colors.green(sign);
  return state === "ERROR" || state === "CANCELLED" ? colors.red(sign) : colors.yellow(sign);
}

function duration({ startedAt, finishedAt }: TaskNode, now: number): string {
  if (startedAt === undefined) return "";
  const seconds = Math.max(0, Math.round(((finishedAt ?? now) - startedAt) / 1000));
  return seconds === 0 ? "" : ` ${seconds} s`;
}

function firstLine(text: string): string {
  const line = text.split("\n")[0] ?? "";
  return line.length > 100 ? `${line.slice(0, 99)}\u2026` : line;
}
