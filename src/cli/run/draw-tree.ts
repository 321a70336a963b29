import pc from "picocolors";
import { progressBar } from "../output/bar.ts";
import type { ExecutionTree, ItemsProgress, TaskNode } from "./execution-tree.ts";

/** Where a tree is drawn. */
export interface Canvas {
  /** Characters of a line; 0 for no limit. */
  readonly width: number;
  /** Lines that there is room for; 0 for no limit. */
  readonly height: number;
  readonly isColored: boolean;
  /** Milliseconds since 1970-01-01T00:00:00Z, for the time of what still runs. */
  readonly now: number;
  /** Number of the picture, which turns the spinner. */
  readonly frame: number;
}

type Paint = "plain" | "bold" | "dim" | "green" | "red" | "cyan" | "yellow";

interface Line {
  readonly parts: readonly (readonly [text: string, paint: Paint])[];
  /** Left out first where there is not room for all. */
  readonly isDone: boolean;
}

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

/** An execution as lines: one for itself and one for each task, sub-workflows indented. */
export function drawTree(tree: ExecutionTree, canvas: Canvas): string[] {
  const lines = drawExecution(tree, canvas, "");
  const colors = pc.createColors(canvas.isColored);
  return fitting(lines, canvas.height).map(({ parts }) => {
    let left = canvas.width === 0 ? Infinity : canvas.width;
    return parts
      .map(([text, paint]) => {
        const shown = text.length <= left ? text : `${text.slice(0, Math.max(0, left - 1))}${left > 0 ? "\u2026" : ""}`;
        left = Math.max(0, left - text.length);
        return paint === "plain" || shown === "" ? shown : colors[paint](shown);
      })
      .join("");
  });
}

/** As many lines as there is room for: what is done makes way first, then what stands last. */
function fitting(lines: readonly Line[], height: number): readonly Line[] {
  if (height === 0 || lines.length <= height) return lines;
  const [head, ...others] = lines;
  if (head === undefined || height < 4) return lines.slice(0, Math.max(1, height));
  const tooMany = lines.length - (height - 1);
  const leaving = new Set(others.filter(({ isDone }) => isDone).slice(0, tooMany));
  const kept = others.filter((line) => !leaving.has(line));
  const room = height - 2;
  const below = kept.length > room ? kept.length - (room - 1) : 0;
  return [
    head,
    ...(leaving.size === 0 ? [] : [note(`  \u2026 ${leaving.size} done`)]),
    ...kept.slice(0, kept.length - below),
    ...(below === 0 ? [] : [note(`  \u2026 and ${below} more`)]),
  ];
}

function note(text: string): Line {
  return { parts: [[text, "dim"]], isDone: false };
}

function drawExecution(tree: ExecutionTree, canvas: Canvas, indent: string): Line[] {
  const { state, workflowName, tasks } = tree;
  const head: Line = {
    parts: [
      [indent, "plain"],
      mark(state, canvas.frame),
      [" ", "plain"],
      [workflowName, "bold"],
      [` ${state}`, "plain"],
    ],
    isDone: state === "SUCCESS",
  };
  return [head, ...tasks.flatMap((task) => drawTask(task, canvas, `${indent}  `))];
}

function drawTask(task: TaskNode, canvas: Canvas, indent: string): Line[] {
  const { name, state, stateInfo, items, retries } = task;
  const line: Line = {
    parts: [
      [indent, "plain"],
      mark(state, canvas.frame),
      [` ${name} `, "plain"],
      [state, "dim"],
      ...itemsOf(items, canvas.width),
      [retries === 0 ? "" : ` retry ${retries}`, "yellow"],
      [duration(task, canvas.now), "plain"],
      [state === "ERROR" && stateInfo !== null ? ` ${firstLine(stateInfo)}` : "", "dim"],
    ],
    isDone: state === "SUCCESS" || state === "SKIPPED",
  };
  return [line, ...task.executions.flatMap((child) => drawExecution(child, canvas, `${indent}  `))];
}

function itemsOf(items: ItemsProgress | undefined, width: number): Line["parts"] {
  if (items === undefined || items.count === 0) return [];
  const length = width === 0 || width >= 120 ? 24 : 12;
  const failed: Line["parts"] = items.failed === 0 ? [] : [[` ${items.failed} failed`, "red"]];
  return [[` ${progressBar(items.finished, items.count, length)}`, "cyan"], ...failed];
}

function mark(state: string, frame: number): readonly [string, Paint] {
  if (state === "RUNNING") return [spinner[frame % spinner.length] ?? "", "cyan"];
  const sign = marks[state] ?? "?";
  if (state === "SUCCESS") return [sign, "green"];
  return [sign, state === "ERROR" || state === "CANCELLED" ? "red" : "yellow"];
}

function duration({ startedAt, finishedAt }: TaskNode, now: number): string {
  if (startedAt === undefined) return "";
  const seconds = Math.max(0, Math.round(((finishedAt ?? now) - startedAt) / 1000));
  return seconds === 0 ? "" : ` ${seconds} s`;
}

function firstLine(text: string): string {
  return text.split("\n")[0] ?? "";
}
