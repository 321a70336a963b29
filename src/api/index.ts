/**
 * The REST interface of Mistral v2 and what this service adds to it: reads requests, asks the library, the runtime and the
 * store, and shows what they answer. Who asks is found out here, from a token.
 *
 * It decides nothing: not what a workflow does, not what a definition means. It never writes to the store by itself, but to
 * delete an action that ran without a workflow, and to keep the audit log of its calls.
 */
export { AuditTrail } from "./audit/audit-trail.ts";
export { anybody, defaultProject } from "./auth/authenticate.ts";
export type { Authenticate } from "./auth/authenticate.ts";
export { keystoneAuthentication } from "./auth/keystone.ts";
export type { KeystoneOptions } from "./auth/keystone.ts";
export { oidcAuthentication } from "./auth/oidc.ts";
export type { OidcOptions } from "./auth/oidc.ts";
export { readTokens } from "./auth/tokens.ts";
export { Policy } from "./policy/policy.ts";
export { buildServer } from "./server.ts";
export type { ServerOptions } from "./server.ts";
