import type { CliHost } from "../host.ts";
import { loginOf, type KeystoneLogin } from "./keystone.ts";
import { profileNamed, readProfiles } from "./file.ts";

/** What the command line says of the service that is asked. */
export interface TargetOptions {
  readonly url?: string;
  readonly token?: string;
  readonly project?: string;
  readonly profile?: string;
}

/** The service that is asked. */
export interface Target {
  /** Undefined when a Keystone has to tell. */
  readonly url: string | undefined;
  readonly token: string | undefined;
  readonly project: string | undefined;
  /** How to get a token, and perhaps the address. */
  readonly login: KeystoneLogin | undefined;
}

/** A place that may say which service is meant. */
interface Layer {
  readonly url?: string | undefined;
  readonly token?: string | undefined;
  readonly project?: string | undefined;
  /** What belongs to a profile is used for the address of that profile only: a token must not reach another service. */
  readonly isProfile?: boolean;
  readonly isMistral?: boolean;
}

export const usualUrl = "http://127.0.0.1:8989";

/**
 * The service that is meant. The first of these that says it counts: options, the profile of `--profile`, `OSTRO_...`, the
 * profile of `OSTRO_PROFILE`, the `OS_...` variables of Mistral's client, the current profile, this machine.
 *
 * @throws CliError when there is no such profile
 */
export async function targetOf(host: CliHost, options: TargetOptions): Promise<Target> {
  const { environment } = host;
  const layers: readonly Layer[] = [
    options,
    await ofProfile(host, options.profile),
    { url: environment["OSTRO_URL"], token: environment["OSTRO_TOKEN"], project: environment["OSTRO_PROJECT"] },
    await ofProfile(host, options.profile === undefined ? environment["OSTRO_PROFILE"] : undefined),
    mistralLayer(environment),
  ];
  const login = loginOf(environment);
  const saying = layers.find(({ url }) => isFilled(url));
  if (saying !== undefined) return target(layers, saying, saying.isMistral === true ? login : undefined);
  if (login !== undefined) return { ...target(layers, {}, login), url: undefined };
  const current = await ofProfile(host, (await readProfiles(host)).current);
  return target([...layers, current], isFilled(current.url) ? current : { url: usualUrl }, undefined);
}

function target(layers: readonly Layer[], { url, ...saying }: Layer, login: KeystoneLogin | undefined): Target {
  const allowed = layers.filter(
    ({ isProfile, url: own }) => isProfile !== true || (saying.isProfile === true && own === url),
  );
  const first = (key: "token" | "project") => allowed.map((layer) => layer[key]).find(isFilled);
  const token = first("token");
  return { url, token, project: first("project"), login: token === undefined ? login : undefined };
}

/** What Mistral's client reads; `OS_TOKEN` is what the newer clients of OpenStack call it. */
function mistralLayer(environment: CliHost["environment"]): Layer {
  const first = (...names: readonly string[]) => names.map((name) => environment[name]).find(isFilled);
  return {
    url: first("OS_MISTRAL_URL"),
    token: first("OS_AUTH_TOKEN", "OS_TOKEN"),
    project: first("OS_PROJECT_ID", "OS_TENANT_ID"),
    isMistral: true,
  };
}

async function ofProfile(host: CliHost, name: string | undefined): Promise<Layer> {
  if (!isFilled(name)) return {};
  return { ...profileNamed(await readProfiles(host), name), isProfile: true };
}

function isFilled(text: string | undefined): text is string {
  return text !== undefined && text !== "";
}
