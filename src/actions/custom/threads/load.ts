import { reasonOf, type Action } from "../../action.ts";
import { isDefinedAction } from "../define-action.ts";
import type { ThreadData } from "./messages.ts";
import { resolveFrom } from "./resolution.ts";

/**
 * Imports the modules and gathers their actions: whatever they export that {@link defineAction} made, alone or in lists.
 *
 * @throws Error that names the module which cannot be imported, has no action, or has one whose name is taken
 */
export async function loadActions({ modules, folder }: ThreadData): Promise<ReadonlyMap<string, Action>> {
  const importModule = resolveFrom(folder);
  const actions = new Map<string, Action>();
  for (const module of modules) {
    const exported: unknown = await importModule(module).catch((error: unknown) => {
      throw new Error(`${module} cannot be imported: ${reasonOf(error).split(/\n| imported from /)[0]}`);
    });
    const found = actionsOf(exported);
    if (found.size === 0) throw new Error(`${module} exports no action that defineAction made`);
    for (const action of found) {
      if (actions.has(action.name)) throw new Error(`${module} has the action ${action.name}, which is there already`);
      actions.set(action.name, action);
    }
  }
  return actions;
}

function actionsOf(exported: unknown): ReadonlySet<Action> {
  const values: unknown[] = typeof exported === "object" && exported !== null ? Object.values(exported) : [];
  return new Set(values.flat().filter(isDefinedAction));
}
