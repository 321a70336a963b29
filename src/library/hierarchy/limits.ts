import type { DefinitionStore } from "../../store/index.ts";
import { DefinitionRefused } from "../refused.ts";
import type { FlatTarget } from "./target.ts";

/**
 * Checks that no ancestor gets more descendants than allowed (INH-023).
 *
 * @param flat workflows that are about to be stored
 * @throws DefinitionRefused `invalid`
 */
export async function checkDescendants(
  definitions: DefinitionStore,
  flat: readonly FlatTarget[],
  maxDescendants: number,
): Promise<void> {
  const ancestors = new Map<string, FlatTarget[]>();
  for (const one of flat) {
    if (one.row !== undefined && one.row.parents.length > 0) continue;
    for (const id of one.flattened.ancestry.keys()) {
      if (id !== one.id) ancestors.set(id, [...(ancestors.get(id) ?? []), one]);
    }
  }
  for (const [id, added] of ancestors) {
    const edges = await definitions.workflows.listDescendants(id);
    const below = new Set([...edges.map(({ childId }) => childId), ...added.map((one) => one.id)]);
    const [first] = added;
    if (below.size <= maxDescendants || first === undefined) continue;
    const message = `a workflow may have ${maxDescendants} descendants, and an ancestor of '${first.name}' would have ${below.size}; extend another one, or combine some of them`;
    const error = { code: "INH-023", path: "extends", workflow: first.name, message };
    throw new DefinitionRefused("invalid", `INH-023: ${message} [workflow=${first.name}]`, {
      inheritance: { ...error, errors: [error] },
    });
  }
}
