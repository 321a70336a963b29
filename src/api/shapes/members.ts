import type { Json } from "../../core/base/index.ts";
import { timeText } from "./time.ts";

/** One member of a resource: the fields of the record that it is made of, and how. */
export interface Member<Rec> {
  readonly from: readonly (keyof Rec & string)[];
  /** Undefined leaves the member out. */
  readonly show: (row: Rec) => Json | undefined;
  /** Whether lists can be sorted by it; then it is one column. */
  readonly isSortable: boolean;
}

/** A resource as a table: its members in the order in which they are shown. */
export type Members<Rec> = Readonly<Record<string, Member<Rec>>>;

/** A member that is a field of the record as it stands. */
export function own<Rec, Field extends keyof Rec & string>(
  field: Rec[Field] extends Json ? Field : never,
): Member<Rec> {
  return { from: [field], show: (row) => row[field] as Json, isSortable: true };
}

/** A member that is a list of texts. */
export function texts<Rec, Field extends keyof Rec & string>(
  field: Rec[Field] extends readonly string[] | null ? Field : never,
): Member<Rec> {
  return { from: [field], show: (row) => row[field] as readonly string[] | null, isSortable: false };
}

/** A member that is a time. */
export function time<Rec, Field extends keyof Rec & string>(
  field: Rec[Field] extends number | null ? Field : never,
): Member<Rec> {
  return { from: [field], show: (row) => timeText(row[field] as number | null), isSortable: true };
}

/** A member that is computed. */
export function made<Rec>(from: readonly (keyof Rec & string)[], show: (row: Rec) => Json | undefined): Member<Rec> {
  return { from, show, isSortable: false };
}

/**
 * A record as its resource.
 *
 * @param keys the members wanted; all when left out
 */
export function show<Rec>(members: Members<Rec>, row: Rec, keys?: readonly string[]): Record<string, Json> {
  const shown: Record<string, Json> = {};
  for (const [key, member] of Object.entries(members)) {
    if (keys !== undefined && !keys.includes(key)) continue;
    const value = member.show(row);
    if (value !== undefined) shown[key] = value;
  }
  return shown;
}
