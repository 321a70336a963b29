import { compare, compareText, isArray, type Value } from "../../python/index.ts";
import { isLess } from "./comparison.ts";
import { arrays, type Evaluation } from "./evaluation.ts";

/**
 * Python's `sorted`: stable, also in reverse.
 *
 * @param items what is sorted; it is not changed
 * @param keyOf gives what is compared, once for each item
 * @throws PyError TypeError when two keys have no order
 */
export function sortValues(
  items: readonly Value[],
  keyOf: (item: Value) => Value,
  isReversed: boolean,
  evaluation: Evaluation,
): Value[] {
  const keyed = items.map((item) => ({ item, key: keyOf(item) }));
  const sign = isReversed ? -1 : 1;
  keyed.sort((a, b) => {
    evaluation.meter.step();
    return sign * compareKeys(a.key, b.key);
  });
  return keyed.map(({ item }) => item);
}

/** Negative, 0 or positive; 0 also where neither comes first. */
function compareKeys(a: Value, b: Value): number {
  if (typeof a === "number" && typeof b === "number") return a - b || 0;
  if (typeof a === "string" && typeof b === "string") return compareText(a, b);
  if (isArray(a) && isArray(b)) return compareLists(a, b);
  if (isLess(a, "<", b)) return -1;
  return isLess(b, "<", a) ? 1 : 0;
}

function compareLists(a: readonly Value[], b: readonly Value[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const x = a[i];
    const y = b[i];
    const isPlain = typeof x === typeof y && (typeof x === "string" || typeof x === "number");
    if (!isPlain) return compare(a, b, "<", arrays) || 0;
    if (x !== y) return compareKeys(x, y as Value);
  }
  return a.length - b.length;
}
