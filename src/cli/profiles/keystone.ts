import { z } from "zod";
import { CliError, exitCodes } from "../exit.ts";
import type { CliHost } from "../host.ts";

/** What Mistral's client needs to log in: the `OS_...` variables. */
export interface KeystoneLogin {
  readonly authUrl: string;
  readonly username: string;
  readonly password: string;
  readonly userDomain: Readonly<Record<string, string>>;
  readonly project: Readonly<Record<string, unknown>> | undefined;
  readonly serviceType: string;
  /** `public`, `internal` or `admin`. */
  readonly endpoint: string;
  readonly region: string | undefined;
}

/** A token, and where Keystone says that the service is. */
export interface KeystoneToken {
  readonly token: string;
  readonly url: string | undefined;
}

const answer = z.object({
  token: z.object({
    catalog: z
      .array(
        z.object({
          type: z.string(),
          endpoints: z.array(z.object({ interface: z.string(), url: z.string(), region: z.string().nullish() })),
        }),
      )
      .default([]),
  }),
});

/** @returns undefined when the variables do not say all that a login takes */
export function loginOf(environment: CliHost["environment"]): KeystoneLogin | undefined {
  const first = (...names: readonly string[]) =>
    names.map((name) => environment[name]).find((value) => value !== undefined && value !== "");
  const [authUrl, username, password] = [first("OS_AUTH_URL"), first("OS_USERNAME"), first("OS_PASSWORD")];
  if (authUrl === undefined || username === undefined || password === undefined) return undefined;
  const domain = (id: string | undefined, name: string | undefined): Readonly<Record<string, string>> =>
    name !== undefined && id === undefined ? { name } : { id: id ?? "default" };
  const projectDomain = domain(first("OS_PROJECT_DOMAIN_ID"), first("OS_PROJECT_DOMAIN_NAME"));
  const [id, name] = [first("OS_PROJECT_ID", "OS_TENANT_ID"), first("OS_PROJECT_NAME", "OS_TENANT_NAME")];
  const named = name === undefined ? undefined : { name, domain: projectDomain };
  return {
    authUrl,
    username,
    password,
    userDomain: domain(first("OS_USER_DOMAIN_ID"), first("OS_USER_DOMAIN_NAME")),
    project: id === undefined ? named : { id },
    serviceType: first("OS_MISTRAL_SERVICE_TYPE") ?? "workflowv2",
    endpoint: (first("OS_MISTRAL_ENDPOINT_TYPE") ?? "publicURL").replace(/URL$/, ""),
    region: first("OS_REGION_NAME"),
  };
}

/**
 * Logs in as Mistral's client does: a password for a token.
 *
 * @throws CliError with what Keystone said
 */
export async function logIn(login: KeystoneLogin): Promise<KeystoneToken> {
  const { authUrl, username, password, userDomain, project } = login;
  const base = authUrl.replace(/\/+$/, "").replace(/\/v(2\.0|3)$/, "");
  const user = { name: username, password, domain: userDomain };
  const scope = project === undefined ? {} : { scope: { project } };
  const body = { auth: { identity: { methods: ["password"], password: { user } }, ...scope } };
  const response = await ask(`${base}/v3/auth/tokens`, JSON.stringify(body));
  const token = response.headers.get("x-subject-token");
  if (!response.ok || token === null) {
    throw new CliError(
      `Keystone at ${authUrl} gives no token to '${username}' (HTTP ${response.status}); check OS_USERNAME, OS_PASSWORD and OS_PROJECT_NAME.`,
    );
  }
  return { token, url: endpointIn(answer.safeParse(await response.json()).data, login) };
}

async function ask(url: string, body: string): Promise<Response> {
  try {
    return await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
  } catch {
    throw new CliError(`Keystone does not answer at ${url}; check OS_AUTH_URL.`, exitCodes.serviceFailed);
  }
}

function endpointIn(told: z.infer<typeof answer> | undefined, login: KeystoneLogin): string | undefined {
  const services = told?.token.catalog.filter(({ type }) => type === login.serviceType) ?? [];
  return services
    .flatMap(({ endpoints }) => endpoints)
    .find((one) => one.interface === login.endpoint && (login.region === undefined || one.region === login.region))
    ?.url;
}
