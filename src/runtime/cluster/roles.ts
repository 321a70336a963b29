/**
 * What a node may do: `api` answers requests; `engine` fires timers, starts what is due and takes over from nodes that have
 * died; `executor` runs actions. Whoever learns something about an execution decides about it, whatever its role.
 */
export const allRoles = ["api", "engine", "executor"] as const;

export type Role = (typeof allRoles)[number];
