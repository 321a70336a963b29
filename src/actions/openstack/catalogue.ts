import { isList, isMap, type Json, type JsonMap } from "../../core/base/index.ts";

/** Other types under which catalogues have a service, by its official one. */
const otherTypes: Readonly<Record<string, readonly string[]>> = {
  "block-storage": ["volumev3", "volume", "volumev2", "block-store"],
  "container-infrastructure-management": ["container-infra"],
  "key-manager": ["key-manager"],
  "shared-file-system": ["sharev2", "share"],
  workflow: ["workflowv2", "workflow"],
};

/** An address of a service. */
interface Endpoint {
  readonly type: string;
  readonly name: string;
  readonly interface: string;
  readonly region: string;
  readonly url: string;
}

/**
 * Finds the address of a service.
 *
 * @param catalogue as Keystone gives it with a token
 * @param service its type, an alias of the type, or its name
 * @param region undefined for any
 * @returns a url without `/` at its end
 * @throws Error that says what there is instead
 */
export function findEndpoint(
  catalogue: Json,
  service: string,
  { interface: wanted, region }: { readonly interface: string; readonly region: string | undefined },
): string {
  const all = endpoints(catalogue);
  const types = [service, ...(Object.hasOwn(otherTypes, service) ? (otherTypes[service] ?? []) : [])];
  const ofType = types.map((type) => all.filter((one) => one.type === type)).find((some) => some.length > 0);
  const ofService = ofType ?? all.filter(({ name }) => name.toLowerCase() === service.toLowerCase());
  if (ofService.length === 0) {
    const there = [...new Set(all.map(({ type }) => type))].join(", ");
    throw new Error(`The catalogue has no service '${service}'; it has: ${there || "none"}`);
  }
  const found = ofService.find((one) => one.interface === wanted && (region === undefined || one.region === region));
  if (found !== undefined) return found.url.replace(/\/+$/, "");
  const there = ofService.map((one) => `${one.interface} in ${one.region}`).join(", ");
  const place = region === undefined ? "" : ` in ${region}`;
  throw new Error(`The service '${service}' has no ${wanted} endpoint${place}; it has: ${there}`);
}

function endpoints(catalogue: Json): Endpoint[] {
  return mapsOf(catalogue).flatMap((service) =>
    mapsOf(service["endpoints"] ?? null).map((endpoint) => ({
      type: textOf(service["type"]),
      name: textOf(service["name"]),
      interface: textOf(endpoint["interface"]),
      region: textOf(endpoint["region_id"]) || textOf(endpoint["region"]),
      url: textOf(endpoint["url"]),
    })),
  );
}

function mapsOf(value: Json): JsonMap[] {
  return isList(value) ? value.filter((one) => isMap(one)) : [];
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
