import { isMap, type Json, type JsonMap } from "../../core/base/index.ts";

/**
 * What Keystone (version 3) is asked for a token, from the `auth` of a `clouds.yaml`: an application credential, a token, or
 * a password, with the project, domain or system that the token is for.
 *
 * @throws Error that names what is missing
 */
export function tokenRequest(auth: JsonMap): JsonMap {
  const user = named(auth, "user", "username") ?? {};
  const withDomain = Object.hasOwn(user, "id") ? user : { ...user, ...domain(auth, "user_domain") };
  const { application_credential_secret: secret, token, password } = auth;
  if (secret !== undefined) {
    const credential = named(auth, "application_credential", "application_credential_name");
    if (credential === undefined) throw missing("application_credential_id");
    const owner = Object.hasOwn(credential, "id") ? {} : { user: withDomain };
    // The credential itself says what it is for; a scope beside it is an error.
    return {
      auth: identity("application_credential", { application_credential: { ...credential, ...owner, secret } }),
    };
  }
  const scope = scopeOf(auth);
  const scoped = scope === undefined ? {} : { scope };
  if (token !== undefined) return { auth: { ...identity("token", { token: { id: token } }), ...scoped } };
  if (Object.keys(user).length === 0) throw missing("username");
  if (password === undefined) throw missing("password");
  return { auth: { ...identity("password", { password: { user: { ...withDomain, password } } }), ...scoped } };
}

function identity(method: string, details: JsonMap): { readonly identity: JsonMap } {
  return { identity: { methods: [method], ...details } };
}

function scopeOf(auth: JsonMap): JsonMap | undefined {
  const project = named(auth, "project", "project_name") ?? named(auth, "tenant", "tenant_name");
  if (project !== undefined) {
    return { project: Object.hasOwn(project, "id") ? project : { ...project, ...domain(auth, "project_domain") } };
  }
  const whole = named(auth, "domain", "domain_name");
  if (whole !== undefined) return { domain: whole };
  return auth["system_scope"] === "all" ? { system: { all: true } } : undefined;
}

/** `{id}` where the id is given, else `{name}`. */
function named(auth: JsonMap, noun: string, nameKey: string): JsonMap | undefined {
  const [id, name] = [auth[`${noun}_id`], auth[nameKey]];
  if (id !== undefined) return { id };
  return name === undefined ? undefined : { name };
}

function domain(auth: JsonMap, noun: string): JsonMap {
  const own = named(auth, noun, `${noun}_name`) ?? named(auth, "default_domain", "default_domain_name");
  return { domain: own ?? { id: "default" } };
}

function missing(key: string): Error {
  return new Error(`'auth' must have ${key}`);
}

/**
 * Where tokens are asked for.
 *
 * @throws Error when the url is missing or no url
 */
export function tokensUrl(auth: JsonMap): string {
  const url = auth["auth_url"];
  if (typeof url !== "string" || !/^https?:\/\//.test(url)) throw missing("auth_url, such as https://cloud:5000/v3");
  const base = url.replace(/\/+$/, "");
  return `${base.endsWith("/v3") ? base : `${base}/v3`}/auth/tokens`;
}

/** What Keystone says of an error, without what was sent. */
export function faultOf(content: Json): string {
  const error = isMap(content) ? content["error"] : undefined;
  return isMap(error) && typeof error["message"] === "string" ? `: ${error["message"]}` : "";
}
