import type { Sort } from "../../store/index.ts";
import { badRequest } from "../http/fault.ts";
import type { ArgumentKinds } from "../input/arguments.ts";
import type { Collection } from "./collection.ts";

/** The parameters that every list takes. */
export const pagingArguments = {
  marker: "uuid",
  limit: "integer",
  sort_keys: "unique",
  sort_dirs: "list",
  fields: "unique",
} as const satisfies ArgumentKinds;

/** A part of a list, as asked for. */
export interface Page {
  readonly limit: number | undefined;
  readonly marker: string | undefined;
  /** As they are shown in a `next` link: with the `id` that is always the last one. */
  readonly sortKeys: readonly string[];
  readonly sortDirections: readonly string[];
  /** Members wanted, `id` among them; undefined for all. */
  readonly fields: readonly string[] | undefined;
}

interface Given {
  readonly marker?: string;
  readonly limit?: number;
  readonly sort_keys?: readonly string[];
  readonly sort_dirs?: readonly string[];
  readonly fields?: readonly string[];
}

/**
 * Reads limit, order and fields (REST reference, section 2).
 *
 * @param keys the members that `fields` may name
 * @param moreKeys those that it may name beyond Mistral's
 * @throws Fault 400 in Mistral's words
 */
export function readPage(given: Given, keys: readonly string[], moreKeys: readonly string[] = []): Page {
  const { limit, marker } = given;
  const sortKeys = [...(given.sort_keys ?? ["created_at"])];
  const sortDirections = [...(given.sort_dirs ?? ["asc"])];
  checkOrder(limit, sortKeys, sortDirections);
  if (!sortKeys.includes("id")) {
    sortKeys.push("id");
    sortDirections.push("asc");
  }
  return { limit, marker, sortKeys, sortDirections, fields: fieldsOf(given.fields ?? [], keys, moreKeys) };
}

/**
 * Checks a limit and an order, and fills the directions up.
 *
 * @throws Fault 400
 */
export function checkOrder(limit: number | undefined, sortKeys: readonly string[], sortDirections: string[]): void {
  if (limit !== undefined && limit <= 0) throw badRequest("Limit must be positive.");
  if (sortKeys.length < sortDirections.length) {
    throw badRequest("Length of sort_keys must be equal or greater than sort_dirs.");
  }
  while (sortDirections.length < sortKeys.length) sortDirections.push("asc");
  if (sortDirections.some((direction) => direction !== "asc" && direction !== "desc")) {
    throw badRequest("Unknown sort direction, must be 'desc' or 'asc'.");
  }
}

function fieldsOf(
  given: readonly string[],
  keys: readonly string[],
  moreKeys: readonly string[],
): readonly string[] | undefined {
  if (given.length === 0) return undefined;
  const fields = given.includes("id") ? given : ["id", ...given];
  const unknown = fields.filter((field) => !keys.includes(field) && !moreKeys.includes(field));
  if (unknown.length === 0) return fields;
  throw badRequest(`Some fields do not exist  [${unknown.join(", ")}], please choose from [${keys.join(", ")}]`);
}

/**
 * The order in terms of records.
 *
 * @throws Fault 400 for a key that cannot be sorted by
 */
export function sortOf<Rec>(page: Page, collection: Collection<Rec>): Sort<keyof Rec & string>[] {
  const { members, moreSortKeys = {}, tieBreak } = collection;
  return page.sortKeys.flatMap((key, place) => {
    const member = Object.hasOwn(members, key) ? members[key] : undefined;
    const other = Object.hasOwn(moreSortKeys, key) ? moreSortKeys[key] : undefined;
    const field = other ?? (member?.isSortable === true ? member.from[0] : undefined);
    if (field === undefined) throw badRequest(`Sort key supplied is invalid: ${key}`);
    const direction = page.sortDirections[place] === "desc" ? "desc" : "asc";
    const sort = { field, direction } as const;
    return key === "created_at" && tieBreak !== undefined ? [sort, { field: tieBreak, direction }] : [sort];
  });
}
