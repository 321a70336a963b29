import { isMap, type Json, type JsonMap } from "../../base/index.ts";
import { pythonRepr } from "../../expressions/index.ts";
import type { TaskRecord } from "../../model/index.ts";
import { Invalid } from "../calls/invalid.ts";
import { lookUp } from "../data/context.ts";
import { isList, mergeMaps, setKey } from "../data/maps.ts";
import { inboundOf, taskPlace } from "../data/scope.ts";
import type { Layer } from "../data/view.ts";
import type { Draft } from "../state/draft.ts";
import type { ItemLists } from "../state/item-lists.ts";

/**
 * Evaluates the lists of a with-items task: any iterable will do, a text for its characters, a map for its keys.
 *
 * @throws Invalid when something is not iterable or the lengths differ, ExpressionError
 */
export function evaluateItems(draft: Draft, task: TaskRecord): ItemLists {
  const place = taskPlace(draft, task);
  const values = (draft.specOf(task).withItems ?? []).map(
    ({ variable, list }) => [variable, place.evaluate(list)] as const,
  );
  const lists = new Map<string, readonly Json[]>();
  let count: number | undefined;
  for (const [variable, value] of values) {
    const items = itemsIn(value);
    if (items === undefined) {
      throw new Invalid(`Wrong input format for: ${asText(lists)}. Iterable type is expected for each value.`);
    }
    lists.set(variable, items);
    count ??= items.length;
    if (items.length !== count) {
      throw new Invalid(`Wrong input format for: ${asText(new Map(values))}. All arrays must have the same length.`);
    }
  }
  return { count: count ?? 0, lists };
}

/** The variables of one item; a published variable of the same name hides them (Mistral 15, semantics 10.2). */
export function itemVariables(draft: Draft, task: TaskRecord, { lists }: ItemLists, index: number): Layer {
  const context = inboundOf(draft, task);
  const map: Record<string, Json> = {};
  for (const [variable, items] of lists) {
    const item = items[index] ?? null;
    const published = lookUp(context, variable);
    setKey(
      map,
      variable,
      published === undefined ? item : isMap(item) && isMap(published) ? mergeMaps(item, published) : published,
    );
  }
  return { map };
}

function itemsIn(value: Json): readonly Json[] | undefined {
  if (typeof value === "string") return [...value];
  if (isList(value)) return value;
  return isMap(value) ? Object.keys(value) : undefined;
}

function asText(values: ReadonlyMap<string, Json>): string {
  const map: Record<string, Json> = {};
  for (const [key, value] of values) setKey(map, key, value);
  return pythonRepr(map satisfies JsonMap);
}
