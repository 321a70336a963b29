import { z } from "zod";
import { parseYaml, renderYaml } from "../../core/language/index.ts";
import { CliError } from "../exit.ts";
import type { CliHost } from "../host.ts";

const profile = z.strictObject({
  url: z.string().min(1).describe("address of the service"),
  token: z.string().min(1).optional().describe("sent as X-Auth-Token, and only to that address"),
  project: z.string().min(1).optional().describe("sent as X-Project-Id"),
});

const shape = z.strictObject({
  current: z.string().optional().describe("the profile that is used where nothing else is said"),
  profiles: z.record(z.string(), profile).default({}),
});

/** A service under a name. */
export type Profile = z.infer<typeof profile>;

/** The file of profiles. */
export type Profiles = z.infer<typeof shape>;

/** Where the profiles are: `OSTRO_PROFILES`, or `ostro/profiles.yaml` in the folder for settings. */
function profilesPath({ environment }: CliHost): string | undefined {
  const { OSTRO_PROFILES: given, XDG_CONFIG_HOME: settings, HOME: home } = environment;
  if (filled(given) !== undefined) return given;
  if (filled(settings) !== undefined) return `${settings}/ostro/profiles.yaml`;
  return filled(home) === undefined ? undefined : `${home}/.config/ostro/profiles.yaml`;
}

/**
 * Reads the profiles; a file that is not there has none.
 *
 * @throws CliError when the file cannot be understood
 */
export async function readProfiles(host: CliHost): Promise<Profiles> {
  const path = profilesPath(host);
  const text = path === undefined ? undefined : await contentOf(host, path);
  if (path === undefined || text === undefined) return { profiles: {} };
  const { value, problems } = parseYaml(text);
  const first = problems.find(({ severity }) => severity === "error");
  if (first !== undefined) throw new CliError(`${path} is no YAML: ${first.message.trimEnd()}`);
  const read = shape.safeParse(value ?? {});
  if (read.success) return read.data;
  const wrong = read.error.issues
    .map(({ path: at, message }) => `${at.join(".") || "the file"}: ${message}`)
    .join("; ");
  throw new CliError(`${path} is no file of profiles: ${wrong}`);
}

/** @throws CliError when there is no folder for settings */
export async function writeProfiles(host: CliHost, { current, profiles }: Profiles): Promise<string> {
  const path = profilesPath(host);
  if (path === undefined) throw new CliError("Nobody says where profiles are: set HOME or OSTRO_PROFILES.");
  await host.writeFile(
    path,
    renderYaml({ ...(current === undefined ? {} : { current }), profiles: withoutGaps(profiles) }),
  );
  return path;
}

/** @throws CliError */
export function profileNamed({ profiles }: Profiles, name: string): Profile {
  const found = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (found !== undefined) return found;
  const names = Object.keys(profiles);
  const known = names.length === 0 ? "there is none yet" : `there are ${names.join(", ")}`;
  throw new CliError(`There is no profile '${name}'; ${known}. 'ostro profile set ${name} --url URL' makes it.`);
}

function withoutGaps(profiles: Profiles["profiles"]): Record<string, Record<string, string>> {
  const entries = Object.entries(profiles).map(([name, { url, token, project }]) => {
    const rest = { ...(token === undefined ? {} : { token }), ...(project === undefined ? {} : { project }) };
    return [name, { url, ...rest }] as const;
  });
  return Object.fromEntries(entries);
}

async function contentOf(host: CliHost, path: string): Promise<string | undefined> {
  try {
    return await host.readFile(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")) {
      return undefined;
    }
    throw new CliError(`Cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function filled(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}
