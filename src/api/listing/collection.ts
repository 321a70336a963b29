import type { Filter } from "../../store/index.ts";
import type { ArgumentKind } from "../input/arguments.ts";
import type { Members } from "../shapes/members.ts";

/** A filter of a list, as the client may write it. */
export interface FilterSpec<Rec> {
  readonly kind: ArgumentKind;
  /** How the values are compared; `time` and `tags` have rules of their own. */
  readonly compare: "plain" | "time" | "tags";
  /** The field that it looks at; undefined for a filter that Mistral knows by name and cannot apply. */
  readonly field: (keyof Rec & string) | undefined;
  /** Conditions that come with it. */
  readonly also?: readonly Filter<keyof Rec & string>[];
}

/** A kind of resource that can be listed. */
export interface Collection<Rec> {
  /** Its name in paths and answers: `workflows`. */
  readonly name: string;
  readonly members: Members<Rec>;
  /** The members that `fields` may name, in Mistral's order. */
  readonly keys: readonly string[];
  /** Members beyond Mistral's that `fields` may name, too. */
  readonly moreKeys?: readonly string[];
  /** In the order in which a `next` link shows them. */
  readonly filters: Readonly<Record<string, FilterSpec<Rec>>>;
  /** What orders rows that were created at the same moment; the id where it is missing. */
  readonly tieBreak?: keyof Rec & string;
  /** Sort keys that are no member, and the field they stand for. */
  readonly moreSortKeys?: Readonly<Record<string, keyof Rec & string>>;
  /** The message for a marker that names no row. */
  readonly missing: (marker: string) => string;
}

type Field<Rec> = keyof Rec & string;

/** A filter on a text: every operator. */
export function text<Rec>(field: Field<Rec>, also?: readonly Filter<Field<Rec>>[]): FilterSpec<Rec> {
  return { kind: "text", compare: "plain", field, ...(also === undefined ? {} : { also }) };
}

/** A filter on an id: equal only, an operator is dropped. */
export function uuid<Rec>(field: Field<Rec>, also?: readonly Filter<Field<Rec>>[]): FilterSpec<Rec> {
  return { kind: "uuid", compare: "plain", field, ...(also === undefined ? {} : { also }) };
}

/** A filter on a JSON value: equal only. */
export function json<Rec>(field: Field<Rec>): FilterSpec<Rec> {
  return { kind: "json", compare: "plain", field };
}

export function flag<Rec>(field: Field<Rec>): FilterSpec<Rec> {
  return { kind: "boolean", compare: "plain", field };
}

export function integer<Rec>(field: Field<Rec>): FilterSpec<Rec> {
  return { kind: "integer", compare: "plain", field };
}

export function moment<Rec>(field: Field<Rec>): FilterSpec<Rec> {
  return { kind: "text", compare: "time", field };
}

/** @param kind `text` where Mistral takes the words as they are, `unique` where it folds their case */
export function tags<Rec>(field: Field<Rec>, kind: "text" | "unique"): FilterSpec<Rec> {
  return { kind, compare: "tags", field };
}

/** A filter on tags of what has none: nothing is found by it, as no id is a tag. */
export function tagsOfNothing<Rec extends { readonly id: string }>(): FilterSpec<Rec> {
  return { kind: "text", compare: "plain", field: "id" };
}

/** A filter that Mistral declares and then fails on. */
export function unusable<Rec>(kind: ArgumentKind): FilterSpec<Rec> {
  return { kind, compare: "plain", field: undefined };
}
