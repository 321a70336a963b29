/**
 * What a task can do: the standard actions, one folder for each kind, the registry that finds them by name, and the secrets that
 * inputs refer to. An action gets its input and a signal, and returns a result.
 *
 * It does not know workflows, tasks' policies, ad-hoc actions or the database.
 */
export { failed, optional, required, succeeded, withDefaults } from "./action.ts";
export type { Action, ActionContext, Parameter } from "./action.ts";
export { ActionError, defineAction } from "./custom/define-action.ts";
export type { ActionDefinition, CustomContext } from "./custom/define-action.ts";
export { actionPackages } from "./custom/packages.ts";
export { ActionThreads } from "./custom/threads/threads.ts";
export { describeCode, dynamicAction } from "./javascript/dynamic.ts";
export type { CodeManual } from "./javascript/dynamic.ts";
export { Sandbox } from "./javascript/sandbox.ts";
export type { HttpLimits } from "./http/dispatcher.ts";
export { send as sendHttp } from "./http/send.ts";
export { actionRegistry } from "./registry.ts";
export type { ActionRegistry } from "./registry.ts";
export { CallSecrets, secretSources } from "./secrets/secrets.ts";
export type { SecretSource } from "./secrets/source.ts";
export { isServed } from "./workers/served.ts";
export { actionSettings, secretSettings } from "./settings.ts";
