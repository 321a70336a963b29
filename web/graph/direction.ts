import type { Direction, Placed } from "./layout.ts";

export interface Drawn {
  readonly placed: Placed;
  readonly direction: Direction;
}

/** A graph with more tasks is not laid out twice. */
const mostTwice = 120;

/**
 * Lays a graph out in the direction in which it can be shown largest.
 *
 * @param wanted the direction that the reader has chosen
 * @param draw gives the layout; undefined when there is nothing to draw yet
 */
export function drawnBest(
  wanted: Direction | undefined,
  draw: (direction: Direction) => Placed | undefined,
): Drawn | undefined {
  const isNarrow = window.innerWidth <= 900;
  const usual = wanted ?? (isNarrow ? "down" : "right");
  const placed = draw(usual);
  if (placed === undefined) return undefined;
  const first = { placed, direction: usual };
  if (wanted !== undefined || placed.tasks.length > mostTwice) return first;
  const direction = usual === "right" ? "down" : "right";
  const other = draw(direction);
  return other !== undefined && scaleOf(other) > scaleOf(placed) * 1.15 ? { placed: other, direction } : first;
}

/** How large it could be shown: beside the navigation and a panel, above a timeline. */
function scaleOf({ width, height }: Placed): number {
  const { innerWidth, innerHeight } = window;
  const isNarrow = innerWidth <= 900;
  const [across, down] = isNarrow ? [innerWidth, innerHeight - 250] : [innerWidth - 600, (innerHeight - 80) * 0.6];
  return Math.min(1.15, across / width, down / height);
}
