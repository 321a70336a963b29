import type { Meter } from "../values/meter.ts";
import { characters, isFlat, pointIndex, textLength, unitIndex } from "./code-points.ts";

/** A part of a text in UTF-16 units; undefined when its start lies beyond its end, where even "" is not found. */
function range(text: string, start: number | null, stop: number | null): { from: number; to: number } | undefined {
  const length = textLength(text);
  const from = bound(start ?? 0, length);
  const to = Math.min(bound(stop ?? length, length), length);
  return from > to ? undefined : { from: unitIndex(text, from), to: unitIndex(text, to) };
}

function bound(index: number, length: number): number {
  return index < 0 ? Math.max(0, index + length) : index;
}

/**
 * `text.find(part, start, stop)`
 *
 * @param start null for the beginning; counts code points, from the end when negative
 * @param stop null for the end
 * @returns the code point index, -1 when absent
 */
export function find(text: string, part: string, start: number | null, stop: number | null): number {
  const within = range(text, start, stop);
  if (within === undefined) return -1;
  const at = text.indexOf(part, within.from);
  return at < 0 || at + part.length > within.to ? -1 : pointOf(text, at);
}

/** `text.rfind(part, start, stop)`; see {@link find}. */
export function findLast(text: string, part: string, start: number | null, stop: number | null): number {
  const within = range(text, start, stop);
  if (within === undefined || within.to - part.length < 0) return -1;
  const at = text.lastIndexOf(part, within.to - part.length);
  return at < within.from ? -1 : pointOf(text, at);
}

/** `text.count(part, start, stop)`: without overlaps. */
export function count(text: string, part: string, start: number | null, stop: number | null): number {
  const within = range(text, start, stop);
  if (within === undefined) return 0;
  const piece = text.slice(within.from, within.to);
  return part === "" ? textLength(piece) + 1 : piece.split(part).length - 1;
}

/** `text.startswith(prefix, start, stop)` */
export function startsWith(text: string, prefix: string, start: number | null, stop: number | null): boolean {
  const within = range(text, start, stop);
  return within !== undefined && text.slice(within.from, within.to).startsWith(prefix);
}

/** `text.endswith(suffix, start, stop)` */
export function endsWith(text: string, suffix: string, start: number | null, stop: number | null): boolean {
  const within = range(text, start, stop);
  return within !== undefined && text.slice(within.from, within.to).endsWith(suffix);
}

/**
 * `text.replace(old, fresh, limit)`
 *
 * @param limit how many at most, negative for all
 * @param meter limits the length of the result
 */
export function replace(text: string, old: string, fresh: string, limit: number, meter: Meter): string {
  if (limit === 0) return text;
  const pieces = old === "" ? ["", ...characters(text)] : text.split(old);
  const cuts = old === "" ? pieces.length : pieces.length - 1;
  const used = limit < 0 ? cuts : Math.min(limit, cuts);
  meter.size(text.length + used * (fresh.length - old.length));
  if (old === "") return pieces.map((char, i) => (i < used ? char + fresh : char)).join("");
  if (used === cuts) return pieces.join(fresh);
  return [pieces.slice(0, used + 1).join(fresh), ...pieces.slice(used + 1)].join(old);
}

/**
 * `text * times`
 *
 * @param meter limits the length of the result
 */
export function repeat(text: string, times: number | bigint, meter: Meter): string {
  if (times <= 0 || text === "") return "";
  const count = Number(times);
  meter.size(text.length * count);
  return text.repeat(count);
}

function pointOf(text: string, unit: number): number {
  return isFlat(text) ? unit : pointIndex(text, unit);
}
