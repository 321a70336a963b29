import { valueError } from "../values/error.ts";
import { isFlat } from "./code-points.ts";

/** One bound of a slice; null where it is left out. */
export type Bound = number | bigint | null;

/**
 * `items[start:stop:step]` of an array.
 *
 * @throws PyError ValueError for a step of zero
 */
export function sliceItems<T>(items: readonly T[], start: Bound, stop: Bound, step: Bound): T[] {
  const by = step === null ? 1 : Number(step);
  if (by === 0) throw valueError("slice step cannot be zero");
  const length = items.length;
  const from = clamp(start, by > 0 ? 0 : length - 1, length, by < 0);
  const to = clamp(stop, by > 0 ? length : -1, length, by < 0);
  if (by === 1) return items.slice(from, Math.max(from, to));
  const out: T[] = [];
  for (let i = from; by > 0 ? i < to : i > to; i += by) out.push(items[i] as T);
  return out;
}

/**
 * `text[start:stop:step]`, counted in code points.
 *
 * @throws PyError ValueError for a step of zero
 */
export function sliceText(text: string, start: Bound, stop: Bound, step: Bound): string {
  if ((step === null || step === 1) && isFlat(text)) {
    const from = clamp(start, 0, text.length, false);
    return text.slice(from, Math.max(from, clamp(stop, text.length, text.length, false)));
  }
  return sliceItems(Array.from(text), start, stop, step).join("");
}

function clamp(bound: Bound, fallback: number, length: number, backwards: boolean): number {
  if (bound === null) return fallback;
  const index = Number(bound);
  const at = index < 0 ? index + length : index;
  const low = backwards ? -1 : 0;
  return Math.min(Math.max(at, low), backwards ? length - 1 : length);
}
