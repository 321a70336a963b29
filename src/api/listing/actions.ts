import type { FastifyRequest } from "fastify";
import { isList } from "../../core/base/index.ts";
import type { Json } from "../../core/base/index.ts";
import { pythonText, visibleTo, type Library } from "../../library/index.ts";
import { badRequest } from "../http/fault.ts";
import { queryOf } from "../http/query.ts";
import { readArguments } from "../input/arguments.ts";
import { actionResource } from "../shapes/action.ts";
import { readTime, timeText } from "../shapes/time.ts";
import { writtenFilter, type WrittenFilter } from "./filters.ts";
import { queryWith } from "./list-query.ts";
import { nextLink, type NamedFilter } from "./next-link.ts";
import { checkOrder, pagingArguments } from "./paging.ts";

type Resource = Readonly<Record<string, Json>>;

/** In the order in which a `next` link shows them. */
const filterKinds = {
  created_at: "text",
  name: "text",
  scope: "text",
  tags: "text",
  updated_at: "text",
  description: "text",
  definition: "text",
  is_system: "text",
  input: "text",
  namespace: "text",
} as const;

/** The query of the list, for the description of the interface. */
export const actionsQuery = queryWith(filterKinds);

/**
 * Answers the list of actions, which has rules of its own (REST reference, section 4): the system's actions and ad-hoc
 * ones together, sorted by name, `marker` a name that the page begins with, `fields` not looked at.
 *
 * @param now milliseconds since 1970-01-01T00:00:00Z
 * @throws Fault 400
 */
export async function listActions(request: FastifyRequest, library: Library, now: number): Promise<Resource> {
  const given = readArguments(queryOf(request), { ...filterKinds, ...pagingArguments, marker: "text" });
  const sortKeys = given.sort_keys ?? ["name"];
  const sortDirections = [...(given.sort_dirs ?? ["asc"])];
  checkOrder(given.limit, sortKeys, sortDirections);
  const names = Object.keys(filterKinds) as (keyof typeof filterKinds)[];
  const filters = names.flatMap((name): NamedFilter[] => {
    const value = given[name] ?? (name === "namespace" ? "" : undefined);
    return value === undefined ? [] : [[name, writtenFilter(value)]];
  });
  const known = await allActions(request, library);
  const unknown = sortKeys.find((key) => known[0] !== undefined && !Object.hasOwn(known[0], key));
  if (unknown !== undefined) throw badRequest(`Sort key supplied is invalid: ${unknown}`);
  const fitting = known
    .filter((action) => filters.every(([name, filter]) => fits(action, name, filter, now)))
    .toSorted((a, b) => order(a, b, sortKeys, sortDirections));
  const start = Math.max(
    0,
    fitting.findIndex(({ name }) => name === given.marker),
  );
  const { limit } = given;
  if (limit === undefined) return { actions: fitting };
  const actions = fitting.slice(start, start + limit);
  const last = actions.at(-1);
  if (last === undefined || actions.length !== limit) return { actions };
  const withId = sortKeys.includes("id") ? [] : ["id"];
  const page = {
    limit,
    marker: undefined,
    sortKeys: [...sortKeys, ...withId],
    sortDirections: [...sortDirections, ...withId.map(() => "asc")],
    fields: undefined,
  };
  return { actions, next: nextLink(request, "actions", page, filters, pythonText(last["id"] ?? null)) };
}

/** Without the system's actions that are hidden by an ad-hoc one of the same name. */
async function allActions(request: FastifyRequest, library: Library): Promise<Resource[]> {
  const rows = await library.store.actionDefinitions.list({ visibility: visibleTo(request.caller) });
  const adhoc = rows.map((row) => actionResource({ type: "adhoc", row }));
  const hidden = new Set(rows.filter(({ namespace }) => namespace === "").map(({ name }) => name));
  const system = [...library.systemActions.values()]
    .filter(({ name }) => !hidden.has(name))
    .map((manual) => actionResource({ type: "system", manual }));
  return [...adhoc, ...system];
}

function fits(action: Resource, name: string, { op, value }: WrittenFilter, now: number): boolean {
  const own = action[name] ?? null;
  // The system's actions have no times, and no time excludes them.
  if (name === "created_at" || name === "updated_at") {
    if (own === "") return true;
    const at = isList(value) ? value.map((one) => timeOf(one, name, now)) : timeOf(value, name, now);
    return own !== null && compares(pythonText(own), op, at);
  }
  if (name === "tags") return hasTags(own, op, value);
  return compares(own === null ? null : pythonText(own), op, value);
}

function hasTags(own: Json, op: WrittenFilter["op"], value: Json): boolean {
  if (op !== "eq" || typeof value !== "string" || value === "") return true;
  return isList(own) && value.split(",").every((tag) => own.includes(tag));
}

function compares(own: string | null, op: WrittenFilter["op"], value: Json): boolean {
  const other = typeof value === "string" ? value : "";
  switch (op) {
    case "eq":
      return own === other;
    case "neq":
      return own !== other;
    case "in":
      return isList(value) && value.includes(own);
    case "nin":
      return isList(value) && !value.includes(own);
    case "has":
      return own !== null && own.includes(other.replaceAll("%", ""));
    case "gt":
      return own !== null && own > other;
    case "gte":
      return own !== null && own >= other;
    case "lt":
      return own !== null && own < other;
    case "lte":
      return own !== null && own <= other;
  }
}

function timeOf(value: Json, name: string, now: number): string {
  const at = typeof value === "string" ? readTime(value, now) : undefined;
  const written = at === undefined ? null : timeText(at);
  if (written === null) throw badRequest(`Invalid input for field/attribute ${name}. Value: '${pythonText(value)}'.`);
  return written;
}

function order(a: Resource, b: Resource, keys: readonly string[], directions: readonly string[]): number {
  for (const [place, key] of keys.entries()) {
    const result = compareValues(a[key] ?? null, b[key] ?? null);
    if (result !== 0) return directions[place] === "desc" ? -result : result;
  }
  return 0;
}

function compareValues(a: Json, b: Json): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  const [left, right] = [pythonText(a), pythonText(b)];
  return left < right ? -1 : Number(left > right);
}
