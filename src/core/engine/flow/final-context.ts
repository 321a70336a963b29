import type { JsonMap } from "../../base/index.ts";
import { emptyContext, toMap, type Context } from "../data/context.ts";
import { mergeMaps } from "../data/maps.ts";
import { sourceOf } from "../data/rounds.ts";
import { outboundOf } from "../data/scope.ts";
import type { Draft } from "../state/draft.ts";
import { targetOf } from "./reverse.ts";

/**
 * What the execution has published when it ends: of a direct workflow the contexts of all tasks that nothing follows,
 * merged in the order in which they were created; of a reverse one that of its target (Mistral 15, semantics 7.1, 13.1).
 */
export function finalContext(draft: Draft): JsonMap {
  return draft.spec.type === "reverse" ? targetContext(draft) : lastContexts(draft);
}

function lastContexts(draft: Draft): JsonMap {
  let merged: JsonMap = {};
  let before: Context = emptyContext;
  for (const task of draft.select("last")) {
    const context = outboundOf(draft, sourceOf(task));
    if (context !== before) merged = mergeMaps(merged, toMap(context));
    before = context;
  }
  return merged;
}

function targetContext(draft: Draft): JsonMap {
  const target = draft.latest(targetOf(draft.execution));
  return target === undefined ? {} : toMap(outboundOf(draft, sourceOf(target)));
}
