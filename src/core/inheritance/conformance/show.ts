import type { Pen } from "../canon/pen.ts";
import type { LoadedParent } from "../parents/definition.ts";
import { compose } from "./shown.ts";
import type { Shown } from "./shown.ts";
import { showByEdits } from "./tier-one.ts";
import type { Script } from "./tier-one.ts";

/** The name under which a verdict about a revision is kept. */
export function shownKey(id: string, revision: number): string {
  return `${id}@${revision}`;
}

/**
 * Shows as much as edits show about a child and all its ancestors: a parent directly, the others through it.
 *
 * @param child its parents
 * @param script its edits
 * @returns by {@link shownKey}
 */
export function showAll(
  child: { readonly pen: Pen; readonly parents: readonly LoadedParent[] },
  script: Script,
): ReadonlyMap<string, Shown> {
  const all = new Map<string, Shown>();
  if (script.flow.type === "reverse") return all;
  for (const { flattened, flow } of child.parents) {
    const shown = showByEdits(flow, script);
    if (shown === undefined) continue;
    all.set(shownKey(flattened.id, flattened.revision), shown);
    for (const [key, above] of flattened.shown) if (!all.has(key)) all.set(key, compose(shown, above));
  }
  return all;
}
