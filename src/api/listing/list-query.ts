import { z } from "zod";
import type { ArgumentKind, ArgumentKinds } from "../input/arguments.ts";
import type { Collection } from "./collection.ts";

const operators = "eq: neq: gt: gte: lt: lte: in: nin: or has: may stand before the value";

const kinds: Readonly<Record<ArgumentKind, () => z.ZodType>> = {
  text: () => z.string().describe(operators),
  integer: () => z.int(),
  boolean: () => z.boolean(),
  uuid: () => z.string().describe("an id"),
  list: () => z.string().describe("a comma separated list"),
  unique: () => z.string().describe("a comma separated list"),
  json: () => z.string().describe("JSON"),
};

const paging = {
  limit: z.int().min(1).optional(),
  marker: z.string().optional().describe("id of the last element of the page before"),
  sort_keys: z.string().optional().describe("a comma separated list of members"),
  sort_dirs: z.string().optional().describe("asc or desc for each of them"),
  fields: z.string().optional().describe("a comma separated list of the members wanted"),
};

/**
 * The query of a list, for the description of the interface.
 *
 * @param filters those that Mistral knows and cannot apply are left out
 * @param own parameters besides paging and filters
 */
export function listQuery<Rec>(filters: Collection<Rec>["filters"], own: ArgumentKinds = {}): z.ZodObject {
  const usable = Object.entries(filters).filter(([, { field }]) => field !== undefined);
  return queryWith({ ...Object.fromEntries(usable.map(([name, { kind }]) => [name, kind])), ...own });
}

/** The query of a list with these parameters besides paging. */
export function queryWith(parameters: ArgumentKinds): z.ZodObject {
  const named = Object.entries(parameters).map(([name, kind]) => [name, kinds[kind]().optional()]);
  return z.object({ ...paging, ...Object.fromEntries(named) });
}
