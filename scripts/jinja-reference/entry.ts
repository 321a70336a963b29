import type { Json } from "../../src/core/base/index.ts";

/** One filter, test or function of the Jinja reference; the tests evaluate its example. */
export interface Entry {
  /** How it is called. */
  readonly call: string;
  readonly doc: string;
  /** What stands between `{{` and `}}`. */
  readonly expr: string;
  readonly result: Json;
}

/**
 * The name of an entry: the first word of its call.
 *
 * @param entry the entry
 */
export function nameOf({ call }: Entry): string {
  return /^[^\s(]+/.exec(call)?.[0] ?? call;
}
