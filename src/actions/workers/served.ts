import { succeeded, type Action } from "../action.ts";

/**
 * An action that workers outside of the service do: it takes any arguments, and waits until a worker fetches it.
 *
 * @param name as workflows call it
 */
export function workerAction(name: string): Action {
  return {
    name,
    description: "Done by a worker outside of the service, see /v2/workers. Takes any arguments.",
    parameters: [],
    takesAnything: true,
    className: "ostro.workers.Action",
    isAsync: true,
    isOffered: true,
    run: async () => succeeded(null),
  };
}

/**
 * Whether workers serve an action.
 *
 * @param served names, or the beginnings of names with `*` at the end
 */
export function isServed(served: readonly string[], name: string): boolean {
  return served.some((one) => (one.endsWith("*") ? name.startsWith(one.slice(0, -1)) : one === name));
}
