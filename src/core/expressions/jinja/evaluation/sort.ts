import type { Value } from "../../python/index.ts";
import { isLess } from "./comparison.ts";
import type { Evaluation } from "./evaluation.ts";

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
    if (isLess(a.key, "<", b.key)) return -sign;
    return isLess(b.key, "<", a.key) ? sign : 0;
  });
  return keyed.map(({ item }) => item);
}
