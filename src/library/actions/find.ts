import type { ActionDefinitionRecord, Caller } from "../../core/model/index.ts";
import type { DefinitionStore } from "../../store/index.ts";
import { reachableBy } from "../access.ts";
import type { ActionManual, Library } from "../library.ts";
import { DefinitionRefused } from "../refused.ts";
import { isUuid } from "../uuid.ts";

/** An action as it can be called: somebody's ad-hoc action, or one of the system's. */
export type FoundAction =
  | { readonly type: "adhoc"; readonly row: ActionDefinitionRecord }
  | { readonly type: "system"; readonly manual: ActionManual };

/**
 * Finds what a task would call: an ad-hoc action in the namespace, one in the default namespace, then the system's.
 *
 * @throws DefinitionRefused `missing`
 */
export async function getAction(
  library: Library,
  caller: Caller,
  name: string,
  namespace: string,
): Promise<FoundAction> {
  const { actionDefinitions } = library.store;
  const row =
    (await actionDefinitions.find(name, namespace, caller.project)) ??
    (namespace === "" ? undefined : await actionDefinitions.find(name, "", caller.project));
  if (row !== undefined) return { type: "adhoc", row };
  const manual = library.systemActions.get(name);
  if (manual !== undefined) return { type: "system", manual };
  throw new DefinitionRefused("missing", `Action not found [name=${name}, namespace=${namespace}]`);
}

/**
 * Finds an ad-hoc action that is to be written: an id in any namespace, a name in the given one and nowhere else.
 *
 * @returns undefined when there is none that the caller sees
 */
export async function findAdhocAction(
  definitions: DefinitionStore,
  caller: Caller,
  identifier: string,
  namespace: string,
): Promise<ActionDefinitionRecord | undefined> {
  const byId = isUuid(identifier)
    ? await definitions.actionDefinitions.get(identifier, reachableBy(caller))
    : undefined;
  return byId ?? definitions.actionDefinitions.find(identifier, namespace, caller.project);
}

/** The refusal of a write, in Mistral's words. */
export function missingAdhocAction(identifier: string, namespace: string): DefinitionRefused {
  const message = `Action definition not found [action_name=${identifier}, namespace=${namespace}]`;
  return new DefinitionRefused("missing", message);
}
