import type { Logger } from "pino";
import {
  anybody,
  AuditTrail,
  keystoneAuthentication,
  oidcAuthentication,
  Policy,
  readTokens,
  type Authenticate,
} from "../api/index.ts";
import type { Settings } from "../config.ts";
import { systemClock } from "../runtime/index.ts";
import type { Store } from "../store/index.ts";
import { readNamedFile } from "./named-file.ts";

/** How callers prove who they are. @throws SettingsError when the file of tokens is not in order */
export async function authenticationOf(settings: Settings, now: () => number): Promise<Authenticate> {
  switch (settings.auth) {
    case "none":
      return anybody;
    case "tokens":
      return readNamedFile(settings, "tokensFile", readTokens);
    case "oidc":
      return oidcAuthentication({
        issuer: settings.oidcIssuer ?? "",
        audience: settings.oidcAudience ?? "",
        projectClaim: settings.oidcProjectClaim,
        ...(settings.oidcJwksUrl === undefined ? {} : { jwksUrl: settings.oidcJwksUrl }),
        ...(settings.oidcRolesClaim === undefined ? {} : { rolesClaim: settings.oidcRolesClaim }),
        now,
      });
    case "keystone":
      return keystoneAuthentication({
        url: settings.keystoneUrl ?? "",
        publicUrl: settings.keystonePublicUrl ?? settings.keystoneUrl ?? "",
        username: settings.keystoneUsername ?? "",
        password: settings.keystonePassword ?? "",
        projectName: settings.keystoneProjectName,
        userDomainName: settings.keystoneUserDomainName,
        projectDomainName: settings.keystoneProjectDomainName,
        cacheSeconds: settings.keystoneCacheSeconds,
        now,
      });
  }
}

/** Who may make which call. @throws SettingsError when the file is not in order */
export function policyOf(settings: Settings): Promise<Policy> | Policy {
  return settings.policyFile === undefined
    ? Policy.default()
    : readNamedFile(settings, "policyFile", (text, path) => Policy.read(text, path));
}

const dayMs = 86_400_000;

/** Who keeps what callers changed. What the database does not take is told to the log, so that nothing of it is lost. */
export function auditTrailOf(
  { auditRetentionDays }: Settings,
  store: Store,
  now: () => number,
  newId: () => string,
  logger: Logger,
): AuditTrail {
  return new AuditTrail({
    store,
    now,
    newId,
    after: (delayMs, callback) => systemClock.after(delayMs, callback),
    ...(auditRetentionDays === 0 ? {} : { keepMs: auditRetentionDays * dayMs }),
    onTrouble: (what, error, rows) => logger.error({ err: error, rows }, what),
  });
}
