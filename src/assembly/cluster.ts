import { hostname } from "node:os";
import type { Settings } from "../config.ts";
import type { ExecutionState } from "../core/model/index.ts";
import { allRoles, type ExpiryRules, type Role, type RuntimeOptions } from "../runtime/index.ts";

/** What a node does; everything where nothing is said. */
export function rolesOf({ roles }: Settings): readonly Role[] {
  return roles.length === 0 ? allRoles : allRoles.filter((role) => roles.includes(role));
}

/** What a node is among others, and how much it takes on. */
export function clusterOf(
  settings: Settings,
): Pick<RuntimeOptions, "name" | "roles" | "targets" | "weights" | "queueLimit"> {
  const weights = new Map(
    settings.projectWeights.map((text) => {
      const at = text.lastIndexOf("=");
      return [text.slice(0, at), Number(text.slice(at + 1))];
    }),
  );
  return {
    name: settings.nodeName ?? hostname(),
    roles: rolesOf(settings),
    targets: settings.executorTargets,
    weights: (project) => weights.get(project) ?? 1,
    queueLimit: settings.queueLimit,
  };
}

/** How long finished executions are kept. */
export function expiryRulesOf(settings: Settings): ExpiryRules {
  const minutes = settings.expiryOlderThanMinutes;
  return {
    olderThanMs: minutes === undefined ? undefined : minutes * 60_000,
    maxFinished: settings.expiryMaxFinished,
    ignoredStates: settings.expiryIgnoredStates as ExecutionState[],
    intervalMs: settings.expiryIntervalSeconds * 1000,
    batchSize: settings.expiryBatchSize,
  };
}
