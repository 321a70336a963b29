/**
 * What a task can do: the standard actions, one file each, and the registry that finds them by name. An action gets its
 * input and a signal, and returns a result.
 *
 * It does not know workflows, tasks' policies, ad-hoc actions or the database.
 */
export { failed, optional, raised, required, succeeded, withDefaults } from "./action.ts";
export type { Action, ActionContext, Parameter } from "./action.ts";
export { actionRegistry } from "./registry.ts";
export type { ActionRegistry } from "./registry.ts";
