/**
 * From settings to parts: reads the files that settings name, and builds from both the parts that need more than one line. The
 * faces put the parts together.
 *
 * It does not know when a part is started or stopped, holds no state, and has no rule of its own.
 */
export { auditTrailOf, authenticationOf, policyOf } from "./access.ts";
export { actionSettingsOf, actionThreads } from "./actions.ts";
export { clusterOf, expiryRulesOf, rolesOf } from "./cluster.ts";
export { openEvents, readEventFiles } from "./events.ts";
export { hierarchyLimitsOf, judgeLimitsOf, quotasOf, requestLimitsOf } from "./limits.ts";
export { ownVersion } from "./version.ts";
export { openNotifier, readDeploymentListeners } from "./notifications.ts";
