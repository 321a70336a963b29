import type { Caller } from "../../core/model/index.ts";

/** Why a request is refused before it is looked at. */
export interface Unauthenticated {
  /** Mistral's text, without its beginning. */
  readonly reason: string;
}

/**
 * Who sent a request.
 *
 * @param token as the client sent it; undefined when there is none
 */
export type Authenticate = (token: string | undefined) => Caller | Unauthenticated;

/** The project that everything belongs to where authentication is off. */
export const defaultProject = "<default-project>";

/** Without authentication everybody is the same caller, who is no admin (REST reference, section 1). */
export const anybody: Authenticate = () => ({ project: defaultProject, user: "anonymous", roles: [] });

/** The token in the headers of a request: `X-Auth-Token`, or `Authorization: Bearer`. */
export function tokenOf(headers: Readonly<Record<string, string | readonly string[] | undefined>>): string | undefined {
  const own = headers["x-auth-token"];
  if (typeof own === "string" && own !== "") return own;
  const authorization = headers["authorization"];
  return typeof authorization === "string" ? /^Bearer\s+(\S+)\s*$/i.exec(authorization)?.[1] : undefined;
}
