import { Graph, layout } from "@dagrejs/dagre";
import type { GraphArrow, GraphCommand, GraphSpec, GraphTask } from "./spec.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

interface DrawnEdge extends Partial<Point> {
  readonly points?: readonly Point[];
}

/** A rectangle: its upper left corner and its size. */
export interface Box extends Point, Size {}

export interface PlacedTask {
  readonly task: GraphTask;
  readonly box: Box;
  /** The sub-workflow that is shown within it. */
  readonly inner: Placed | undefined;
}

export interface PlacedArrow {
  readonly arrow: GraphArrow;
  readonly points: readonly Point[];
  /** The middle of its guard. */
  readonly label: Point | undefined;
}

/** A workflow with the place of everything in it. */
export interface Placed {
  readonly width: number;
  readonly height: number;
  readonly tasks: readonly PlacedTask[];
  readonly commands: readonly { readonly command: GraphCommand; readonly box: Box }[];
  readonly arrows: readonly PlacedArrow[];
}

export type Direction = "right" | "down";

const taskSize = { width: 188, height: 54 } as const;
const commandSize = { width: 64, height: 26 } as const;
/** The frame around a sub-workflow that is shown in its task. */
export const frame = { head: 50, side: 16, foot: 16 } as const;
const guardLength = 26;

/** A guard as there is room for it on its arrow. */
export function guardText(guard: string): string {
  const inner = guard.replaceAll(/^(<%|\{\{)\s*|\s*(%>|\}\})$/g, "").trim();
  return inner.length > guardLength ? `${inner.slice(0, guardLength - 1)}…` : inner;
}

/**
 * Finds a place for every task, sub-workflows that are open within their tasks included.
 *
 * @param innerOf the graph within a task, already placed; undefined for one that is closed
 */
export function place(spec: GraphSpec, direction: Direction, innerOf: (task: string) => Placed | undefined): Placed {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({
    // Slower ways draw large graphs no better.
    ranker: spec.tasks.size > 80 ? "longest-path" : "network-simplex",
    rankdir: direction === "right" ? "LR" : "TB",
    nodesep: direction === "right" ? 22 : 30,
    ranksep: direction === "right" ? 58 : 46,
    edgesep: 14,
    marginx: 12,
    marginy: 12,
  });
  const inner = new Map<string, Placed>();
  for (const name of spec.tasks.keys()) {
    const placed = innerOf(name);
    if (placed !== undefined) inner.set(name, placed);
    graph.setNode(name, placed === undefined ? { ...taskSize } : frameAround(placed));
  }
  for (const { id } of spec.commands) graph.setNode(id, { ...commandSize });
  for (const { id, from, to, guard } of spec.arrows) {
    const width = guard === undefined ? 0 : guardText(guard).length * 6.3 + 14;
    graph.setEdge(from, to, { width, height: guard === undefined ? 0 : 20, labelpos: "c" }, id);
  }
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as Partial<Size>;
  // What dagre has written into the labels that it was given.
  const boxOf = (id: string): Box => boxAt(graph.node(id) as Size & Partial<Point>);
  return {
    width,
    height,
    tasks: [...spec.tasks.values()].map((task) => ({
      task,
      box: boxOf(task.name),
      inner: inner.get(task.name),
    })),
    commands: spec.commands.map((command) => ({ command, box: boxOf(command.id) })),
    arrows: spec.arrows.map((arrow) => {
      const { points = [], x, y } = graph.edge(arrow.from, arrow.to, arrow.id) as DrawnEdge;
      const hasPlace = arrow.guard !== undefined && x !== undefined && y !== undefined;
      return { arrow, points, label: hasPlace ? { x, y } : undefined };
    }),
  };
}

function frameAround({ width, height }: Placed): Size {
  return {
    width: Math.max(taskSize.width, width + frame.side * 2),
    height: height + frame.head + frame.foot,
  };
}

function boxAt({ x = 0, y = 0, width, height }: Size & Partial<Point>): Box {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

/** A soft line through points, as an SVG path: straight at its ends, rounded at each point between. */
export function softLine(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  const parts = [`M${round(first.x)} ${round(first.y)}`];
  rest.forEach((point, index) => {
    const next = rest[index + 1];
    if (next === undefined) parts.push(`L${round(point.x)} ${round(point.y)}`);
    else
      parts.push(
        `Q${round(point.x)} ${round(point.y)} ${round((point.x + next.x) / 2)} ${round((point.y + next.y) / 2)}`,
      );
  });
  return parts.join("");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The task that lies nearest in a direction, for the arrow keys. */
export function neighbour(tasks: readonly PlacedTask[], from: string, key: string): string | undefined {
  const start = tasks.find(({ task }) => task.name === from);
  if (start === undefined) return undefined;
  const steps: Readonly<Record<string, Point>> = {
    ArrowRight: { x: 1, y: 0 },
    ArrowLeft: { x: -1, y: 0 },
    ArrowDown: { x: 0, y: 1 },
    ArrowUp: { x: 0, y: -1 },
  };
  const step = steps[key];
  if (step === undefined) return undefined;
  const middle = middleOf(start.box);
  const distances = tasks.flatMap(({ task, box }) => {
    const { x, y } = middleOf(box);
    const along = (x - middle.x) * step.x + (y - middle.y) * step.y;
    const across = Math.abs((x - middle.x) * step.y) + Math.abs((y - middle.y) * step.x);
    return along > 4 ? [{ name: task.name, distance: along + across * 2 }] : [];
  });
  return distances.toSorted((a, b) => a.distance - b.distance)[0]?.name;
}

function middleOf({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 };
}
