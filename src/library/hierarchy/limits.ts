import type { DefinitionStore } from "../../store/index.ts";
import { DefinitionRefused } from "../refused.ts";
import type { FlatTarget } from "./target.ts";

/**
 * Checks that no ancestor has more descendants than allowed (INH-023).
 *
 * @param flat workflows that have just been stored
 * @throws DefinitionRefused `invalid`
 */
export async function checkDescendants(
  definitions: DefinitionStore,
  flat: readonly FlatTarget[],
  maxDescendants: number,
): Promise<void> {
  const ancestors = new Map<string, FlatTarget>();
  for (const one of flat) {
    const had = new Set(one.row?.parents.map(({ parentId }) => parentId));
    if (one.parents.every(({ parentId }) => had.has(parentId))) continue;
    for (const id of one.flattened.ancestry.keys()) if (id !== one.id) ancestors.set(id, one);
  }
  for (const [id, one] of ancestors) {
    const edges = await definitions.workflows.listDescendants(id);
    const count = new Set(edges.map(({ childId }) => childId)).size;
    if (count <= maxDescendants) continue;
    const message = `a workflow may have ${maxDescendants} descendants, and an ancestor of '${one.name}' would have ${count}; extend another one, or combine some of them`;
    const error = { code: "INH-023", path: "extends", workflow: one.name, message };
    throw new DefinitionRefused("invalid", `INH-023: ${message} [workflow=${one.name}]`, {
      inheritance: { ...error, errors: [error] },
    });
  }
}
