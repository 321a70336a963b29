import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { isMap, type Json, type JsonMap } from "../../core/base/index.ts";

/** How to reach an OpenStack cloud: an entry of `clouds.yaml`, with its own words. */
export interface Cloud {
  readonly auth: JsonMap;
  readonly region: string | undefined;
  readonly interface: string;
  /** Whether certificates are checked, or the file of the authorities to check against. */
  readonly verify: boolean | string;
}

/**
 * The cloud that a call names.
 *
 * @param input `cloud` is an entry of the file, `auth` what is said in the call itself, which wins
 * @param cloudsFile path of `clouds.yaml`; undefined when the deployment has none
 * @throws Error that says which name is missing and which there are
 */
export async function cloudOf(input: JsonMap, cloudsFile: string | undefined): Promise<Cloud> {
  const { cloud: name = null, auth = null } = input;
  if (auth !== null && !isMap(auth)) throw new Error("'auth' must be a map, as in clouds.yaml");
  const entry = auth !== null && name === null ? {} : await entryOf(name, cloudsFile);
  const own = isMap(entry["auth"]) ? entry["auth"] : {};
  return {
    auth: { ...own, ...auth },
    region: textOf(input["region"]) ?? textOf(entry["region_name"]),
    interface: (textOf(input["interface"]) ?? textOf(entry["interface"]) ?? "public").replace(/URL$/, ""),
    verify: textOf(entry["cacert"]) ?? entry["verify"] !== false,
  };
}

async function entryOf(name: Json, cloudsFile: string | undefined): Promise<JsonMap> {
  if (cloudsFile === undefined) {
    throw new Error("'auth' must be given, because the setting openstack_clouds_file names no file with clouds");
  }
  const document = parse(await readFile(cloudsFile, "utf8")) as Json;
  const clouds = isMap(document) && isMap(document["clouds"]) ? document["clouds"] : {};
  const names = Object.keys(clouds);
  const wanted = name ?? (names.length === 1 ? (names[0] ?? null) : null);
  const entry = typeof wanted === "string" && Object.hasOwn(clouds, wanted) ? clouds[wanted] : undefined;
  if (isMap(entry)) return entry;
  const there = names.length === 0 ? "none" : names.join(", ");
  throw new Error(`'cloud' must be one of those in ${cloudsFile} (${there}), not ${JSON.stringify(name)}`);
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
