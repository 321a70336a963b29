import { createHash } from "node:crypto";
import type { Caller } from "../../core/model/index.ts";

/** Why a request is refused before it is looked at. */
export interface Unauthenticated {
  /** Mistral's text, without its beginning. */
  readonly reason: string;
  /** What the client has to do, for `WWW-Authenticate`; a bearer token when left out. */
  readonly challenge?: string;
}

export type Authenticated = Caller | Unauthenticated;

/**
 * Who sent a request. There is one for each way of finding out: nobody has to say, a file of tokens, an OpenID provider, a
 * Keystone.
 *
 * @param token as the client sent it; undefined when there is none
 * @returns the caller, or why there is none
 * @throws Fault 503 when nobody can tell now
 */
export type Authenticate = (token: string | undefined) => Authenticated | Promise<Authenticated>;

/** The project that everything belongs to where authentication is off. */
export const defaultProject = "<default-project>";

/** Without authentication everybody is the same caller, who is no admin (REST reference, section 1). */
export const anybody: Authenticate = () => ({ project: defaultProject, user: "anonymous", roles: [] });

/** There was no token; Mistral's words. */
export const tokenMissing = "Authentication required";

/** There was one that is not valid; Mistral's words, which give it back to whoever sent it. */
export function tokenInvalid(token: string): string {
  return `Auth token is invalid: ${token}`;
}

/** The token in the headers of a request: `X-Auth-Token`, or `Authorization: Bearer`. */
export function tokenOf(headers: Readonly<Record<string, string | readonly string[] | undefined>>): string | undefined {
  const own = headers["x-auth-token"];
  if (typeof own === "string" && own !== "") return own;
  const authorization = headers["authorization"];
  return typeof authorization === "string" ? /^Bearer\s+(\S+)\s*$/i.exec(authorization)?.[1] : undefined;
}

/** What stands for a token where one is remembered, so that memory holds none. */
export function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64");
}
