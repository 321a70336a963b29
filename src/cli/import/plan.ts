import { writeJson, type JsonMap } from "../../core/base/index.ts";
import type { Item } from "./source.ts";

/** What is to be done with an item. */
export interface Step {
  readonly item: Item;
  /** `conflict`: another one of that name is there already. */
  readonly deed: "create" | "same" | "replace" | "conflict";
}

/** What happens where another one of the same name is there already. */
export type OnConflict = "report" | "skip" | "replace";

/**
 * Says for each item what is to be done.
 *
 * @param items of the source
 * @param there what the target has
 */
export function planFor(items: readonly Item[], there: readonly Item[], onConflict: OnConflict): Step[] {
  const known = new Map(there.map((item) => [keyOf(item), item]));
  return items.map((item): Step => {
    const other = known.get(keyOf(item));
    if (other === undefined) return { item, deed: "create" };
    if (comparable(item) === comparable(other)) return { item, deed: "same" };
    return { item, deed: onConflict === "replace" ? "replace" : "conflict" };
  });
}

function keyOf({ kind, name, namespace, content }: Item): string {
  // The name of an event trigger is not its own: several may have it.
  const event = kind === "event-trigger" ? [content["exchange"], content["topic"], content["event"]] : [];
  return writeJson([kind, namespace, name, ...event.map((value) => value ?? null)]);
}

/** Times and counts go on by themselves: a trigger that ran since is still the same. */
function comparable({ content }: Item): string {
  const { first_execution_time: _time, remaining_executions: _count, ...rest } = content;
  return writeJson(sorted(rest));
}

function sorted(map: JsonMap): JsonMap {
  return Object.fromEntries(Object.entries(map).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
