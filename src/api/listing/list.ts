import type { FastifyRequest } from "fastify";
import type { Json } from "../../core/base/index.ts";
import { MarkerNotFound, type Filter, type Reader, type Visibility } from "../../store/index.ts";
import { notFound } from "../http/fault.ts";
import { readArguments, type ArgumentKinds, type Arguments } from "../input/arguments.ts";
import { queryOf } from "../http/query.ts";
import { show } from "../shapes/members.ts";
import type { Collection } from "./collection.ts";
import { conditionsOf, writtenFilter } from "./filters.ts";
import { nextLink, type NamedFilter } from "./next-link.ts";
import { pagingArguments, readPage, sortOf } from "./paging.ts";

/** What a route adds to a list. */
export interface ListOptions<Rec> {
  readonly visibility: Visibility;
  /** Members shown where the client does not choose any; all when left out. */
  readonly shown?: readonly string[];
  /** Conditions that the client did not write. */
  readonly conditions?: readonly Filter<keyof Rec & string>[];
  /** Filters that the path says; they are shown in `next` before all others. */
  readonly fromPath?: readonly NamedFilter[];
  /** Parameters of this list that `next` repeats, with their values. */
  readonly kept?: readonly (readonly [name: string, value: string])[];
  /** Filters whose fields must have no value; shown in `next` as `NAME=eq:None`. */
  readonly nulls?: readonly string[];
  /** Further members of each resource, made for the whole page at once. */
  readonly addTo?: (rows: readonly Rec[], resources: readonly Record<string, Json>[]) => Promise<void>;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: number;
}

/**
 * Answers a list: filters, order, page, members and the link to what follows (REST reference, section 2).
 *
 * @param reader where the rows come from
 * @param ownKinds further parameters of this list
 * @param plan what these parameters come to; may throw a Fault
 * @throws Fault 400, 404 for an unknown marker
 */
export async function listResources<Rec extends { readonly id: string }, Own extends ArgumentKinds>(
  request: FastifyRequest,
  collection: Collection<Rec>,
  reader: Reader<Rec>,
  ownKinds: Own,
  plan: (own: Arguments<Own>) => ListOptions<Rec>,
): Promise<Record<string, Json>> {
  const filterKinds = Object.fromEntries(Object.entries(collection.filters).map(([name, { kind }]) => [name, kind]));
  const kinds = { ...filterKinds, ...pagingArguments, ...ownKinds };
  const given = readArguments(queryOf(request), kinds);
  const options = plan(given);
  const page = readPage(given, collection.keys, collection.moreKeys);
  const nulls = options.nulls ?? [];
  const written = Object.entries(collection.filters).flatMap(([name, spec]) => {
    const value: Json | undefined = nulls.includes(name) ? null : given[name];
    return value === undefined ? [] : [{ name, spec, filter: writtenFilter(value) }];
  });
  const keys = page.fields ?? options.shown;
  const rows = await reader
    .list({
      visibility: options.visibility,
      filters: [
        ...(options.conditions ?? []),
        // What must be null has its conditions already, and is here for the link only.
        ...written.flatMap(({ name, spec, filter }) =>
          nulls.includes(name) ? [] : conditionsOf(name, spec, filter, options.now),
        ),
      ],
      sort: sortOf(page, collection),
      ...(page.limit === undefined ? {} : { limit: page.limit }),
      ...(page.marker === undefined ? {} : { marker: page.marker }),
      ...(keys === undefined ? {} : { fields: fieldsFor(collection, keys) }),
    })
    .catch((error: unknown) => {
      if (error instanceof MarkerNotFound) throw notFound(collection.missing(error.marker));
      throw error;
    });
  // With chosen fields a row holds what these members are made of, and nothing else is looked at.
  const whole = rows as readonly Rec[];
  const resources = whole.map((row) => show(collection.members, row, keys));
  await options.addTo?.(whole, resources);
  const last = rows.at(-1);
  if (last === undefined || rows.length !== page.limit) return { [collection.name]: resources };
  const filters = [...(options.fromPath ?? []), ...written.map(({ name, filter }): NamedFilter => [name, filter])];
  return {
    [collection.name]: resources,
    next: nextLink(request, collection.name, page, filters, last.id, options.kept),
  };
}

function fieldsFor<Rec>(collection: Collection<Rec>, keys: readonly string[]): (keyof Rec & string)[] {
  const { members } = collection;
  const fields = keys.flatMap((key) => (Object.hasOwn(members, key) ? (members[key]?.from ?? []) : []));
  return [...new Set(fields)];
}
