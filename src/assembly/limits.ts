import type { Settings } from "../config.ts";
import type { HierarchyLimits, JudgeLimits, QuotaLimits } from "../library/index.ts";

/** Bounds of workflow inheritance. */
export function hierarchyLimitsOf(settings: Settings): HierarchyLimits {
  return {
    isEnabled: settings.inheritanceEnabled,
    maxDepth: settings.inheritanceMaxDepth,
    maxParents: settings.inheritanceMaxParents,
    maxDescendants: settings.inheritanceMaxDescendants,
    revisionsKept: settings.inheritanceRevisionsKept,
    onBreak: settings.inheritanceOnBreak,
    followSystemParents: settings.inheritanceFollowSystemParents,
    conformanceMaxStates: settings.inheritanceConformanceMaxStates,
    conformanceTimeoutMs: settings.inheritanceConformanceTimeoutMs,
  };
}

/** What a comparison of behaviour may take up. */
export function judgeLimitsOf(settings: Settings): JudgeLimits {
  return {
    maxStates: settings.inheritanceConformanceMaxStates,
    timeoutMs: settings.inheritanceConformanceTimeoutMs,
    memoryMb: settings.inheritanceConformanceMemoryMb,
  };
}

/** What a project may have where nothing else is said of it. */
export function quotasOf({ quotaDefinitions, quotaRunningExecutions, quotaStoredMb }: Settings): QuotaLimits {
  return {
    definitions: quotaDefinitions,
    runningExecutions: quotaRunningExecutions,
    storedBytes: quotaStoredMb < 0 ? -1 : quotaStoredMb * 1024 * 1024,
  };
}

/** What requests may take up. */
export function requestLimitsOf(settings: Settings) {
  const { bodyLimitMb, headerLimitKb, requestTimeoutSeconds, rateLimitPerMinute } = settings;
  return {
    bodyBytes: bodyLimitMb * 1024 * 1024,
    headerBytes: headerLimitKb * 1024,
    requestTimeoutMs: requestTimeoutSeconds * 1000,
    requestsPerMinute: rateLimitPerMinute,
    trustedProxies: settings.trustedProxies,
  };
}
