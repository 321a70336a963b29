import type { FastifyRequest } from "fastify";
import { pythonText } from "../../library/index.ts";
import type { WrittenFilter } from "./filters.ts";
import type { Page } from "./paging.ts";

/** A filter with the name it was given under. */
export type NamedFilter = readonly [name: string, filter: WrittenFilter];

/**
 * The link to the page after this one, spelled as Mistral spells it: values are not encoded, but for the three signs that
 * would end them.
 *
 * @param name the collection
 * @param marker id of the last row of this page
 * @param kept parameters that are repeated as they are
 */
export function nextLink(
  request: FastifyRequest,
  name: string,
  page: Page,
  filters: readonly NamedFilter[],
  marker: string,
  kept: readonly (readonly [name: string, value: string])[] = [],
): string {
  const parts = [
    `sort_keys=${page.sortKeys.join(",")}`,
    `sort_dirs=${page.sortDirections.join(",")}`,
    ...filters.map(([key, { op, value }]) => `${key}=${op}:${escapeSigns(pythonText(value))}`),
    ...kept.map(([key, value]) => `${key}=${escapeSigns(value)}`),
    `limit=${page.limit}`,
    `marker=${escapeSigns(marker)}`,
    ...(page.fields === undefined ? [] : [`fields=${page.fields.join(",")}`]),
  ];
  return `${rootOf(request)}/v2/${name}?${parts.join("&")}`;
}

/** The address that the client used, without a path; a trusted proxy says what that was. */
export function rootOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host === "" ? "localhost" : request.host}`;
}

function escapeSigns(value: string): string {
  return value.replaceAll(/[&#+]/g, (sign) => encodeURIComponent(sign));
}
