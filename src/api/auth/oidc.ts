import type { errors as JoseErrors, JWTPayload, JWTVerifyGetKey } from "jose";
import { z } from "zod";
import { Fault } from "../http/fault.ts";
import { tokenInvalid, tokenMissing, type Authenticate, type Authenticated } from "./authenticate.ts";

export interface OidcOptions {
  /** The provider, as it stands in the claim `iss`; of Keycloak `https://HOST/realms/REALM`. */
  readonly issuer: string;
  /** Who the tokens are meant for, as it stands in the claim `aud`. */
  readonly audience: string;
  /** Where the provider's keys are; found by the provider's description when left out. */
  readonly jwksUrl?: string;
  /** The claim that names the project; a dot leads into an object. `iss` stands for the last part of the issuer. */
  readonly projectClaim: string;
  /** The claim with the roles; Keycloak's places when left out. */
  readonly rolesClaim?: string;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
}

/** Signatures that only the provider can make: no shared secret, and never none. */
const algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];
const timeoutMs = 5000;
const skewSeconds = 5;

const description = z.object({ issuer: z.string(), jwks_uri: z.string() });

/**
 * Tokens of an OpenID provider: JSON Web Tokens that it signed, for this service, and that have not expired.
 *
 * Roles are read where Keycloak has them: `realm_access.roles`, and `resource_access.AUDIENCE.roles`; roles that somebody has
 * for another client do not count.
 */
export function oidcAuthentication(options: OidcOptions): Authenticate {
  const { issuer, audience, now } = options;
  let keys: Promise<JWTVerifyGetKey> | undefined;

  /** Found once; after a failure it is tried again with the next request. */
  function providerKeys(): Promise<JWTVerifyGetKey> {
    keys ??= keysOf(options).catch((error: unknown) => {
      keys = undefined;
      throw error;
    });
    return keys;
  }

  return async (token) => {
    if (token === undefined) return { reason: tokenMissing };
    // Loaded where it is needed, so that a service without a provider starts the sooner.
    const { errors, jwtVerify } = await import("jose");
    try {
      const { payload } = await jwtVerify(token, await providerKeys(), {
        issuer,
        audience,
        algorithms,
        clockTolerance: skewSeconds,
        currentDate: new Date(now()),
        requiredClaims: ["exp"],
      });
      return callerOf(payload, options);
    } catch (error) {
      if (error instanceof errors.JOSEError && isTokensFault(error)) return { reason: tokenInvalid(token) };
      throw new Fault(503, "The OpenID provider, which knows whether tokens are valid, does not answer.", {
        headers: { "retry-after": "5" },
        cause: error,
      });
    }
  };
}

async function keysOf({ issuer, jwksUrl }: OidcOptions): Promise<JWTVerifyGetKey> {
  const url = jwksUrl ?? (await describedKeys(issuer));
  const { createRemoteJWKSet } = await import("jose");
  return createRemoteJWKSet(new URL(url), { timeoutDuration: timeoutMs });
}

async function describedKeys(issuer: string): Promise<string> {
  const address = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const answer = await fetch(address, { signal: AbortSignal.timeout(timeoutMs) });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  const found = description.parse(await answer.json());
  if (found.issuer !== issuer) throw new Error(`${address} describes ${found.issuer}`);
  return found.jwks_uri;
}

/** Whether the token is at fault, and not the provider that could not be asked. */
function isTokensFault({ code }: JoseErrors.JOSEError): boolean {
  return code !== "ERR_JWKS_TIMEOUT" && code !== "ERR_JWKS_INVALID" && code !== "ERR_JOSE_GENERIC";
}

function callerOf(payload: JWTPayload, { projectClaim, rolesClaim, audience }: OidcOptions): Authenticated {
  const project = projectClaim === "iss" ? payload.iss?.split("/").at(-1) : claimAt(payload, projectClaim.split("."));
  if (typeof project !== "string" || project === "") return { reason: `The token names no project in ${projectClaim}` };
  const places =
    rolesClaim === undefined
      ? [
          ["realm_access", "roles"],
          ["resource_access", audience, "roles"],
        ]
      : [rolesClaim.split(".")];
  const roles = places.flatMap((place) => textsIn(claimAt(payload, place)));
  const name = payload["preferred_username"];
  return { project, user: typeof name === "string" ? name : (payload.sub ?? ""), roles: [...new Set(roles)] };
}

function claimAt(payload: JWTPayload, place: readonly string[]): unknown {
  let value: unknown = payload;
  for (const key of place) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
