import { isList } from "../../core/base/index.ts";
import type { Json } from "../../core/base/index.ts";
import { pythonText } from "../../library/index.ts";
import type { Filter, FilterOperator } from "../../store/index.ts";
import { badRequest } from "../http/fault.ts";
import { readTime } from "../shapes/time.ts";
import type { FilterSpec } from "./collection.ts";

/** A filter as the client wrote it: the operator and the value, which is a list for `in` and `nin`. */
export interface WrittenFilter {
  readonly op: FilterOperator;
  readonly value: Json;
}

const operators = new Set<string>(["eq", "neq", "gt", "gte", "lt", "lte", "in", "nin", "has"]);

function isOperator(word: string): word is FilterOperator {
  return operators.has(word);
}

/** Splits `op:value`; an unknown operator is part of the value (REST reference, section 2). */
export function writtenFilter(value: Json): WrittenFilter {
  if (typeof value !== "string") return { op: "eq", value };
  const colon = value.indexOf(":");
  const word = value.slice(0, Math.max(0, colon));
  if (!isOperator(word)) return { op: "eq", value };
  const rest = value.slice(colon + 1);
  return { op: word, value: word === "in" || word === "nin" ? rest.split(",") : rest };
}

/**
 * The conditions that a filter comes to.
 *
 * @param name the parameter's name, for messages
 * @param now milliseconds since 1970-01-01T00:00:00Z
 * @throws Fault 400 for a filter that cannot be applied, or a time that is none
 */
export function conditionsOf<Rec>(
  name: string,
  { field, compare, also = [] }: FilterSpec<Rec>,
  { op, value }: WrittenFilter,
  now: number,
): Filter<keyof Rec & string>[] {
  if (field === undefined) throw badRequest(`Filtering by "${name}" is not supported.`);
  switch (compare) {
    case "tags":
      return tagsOf(field, op, value);
    case "time":
      return timesOf(name, field, op, value, now);
    case "plain":
      return [{ field, op, value }, ...also];
  }
}

/** Only equality is applied: the row carries all of the tags. */
function tagsOf<Field extends string>(field: Field, op: FilterOperator, value: Json): Filter<Field>[] {
  if (op !== "eq" || value === "") return [];
  const words = typeof value === "string" ? value.split(",") : isList(value) ? value : [];
  return words.length === 0 ? [] : [{ field, op: "eq", value: words }];
}

const secondMs = 1000;

/** Clients see whole seconds, so a time stands for the whole second. */
function timesOf<Field extends string>(
  name: string,
  field: Field,
  op: FilterOperator,
  value: Json,
  now: number,
): Filter<Field>[] {
  const at = (text: Json): number => {
    const read = typeof text === "string" ? readTime(text, now) : undefined;
    if (read === undefined)
      throw badRequest(`Invalid input for field/attribute ${name}. Value: '${pythonText(text)}'.`);
    return read;
  };
  switch (op) {
    case "eq":
      return [
        { field, op: "gte", value: at(value) },
        { field, op: "lt", value: at(value) + secondMs },
      ];
    case "gt":
      return [{ field, op: "gte", value: at(value) + secondMs }];
    case "lte":
      return [{ field, op: "lt", value: at(value) + secondMs }];
    case "gte":
    case "lt":
    case "neq":
      return [{ field, op, value: at(value) }];
    case "in":
    case "nin":
      return [{ field, op, value: isList(value) ? value.map(at) : [] }];
    case "has":
      throw badRequest(`Filtering by "${name}" with "has" is not supported.`);
  }
}
