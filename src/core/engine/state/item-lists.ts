import type { Json } from "../../base/index.ts";

/** The evaluated lists of a with-items task, all of one length. */
export interface ItemLists {
  readonly count: number;
  readonly lists: ReadonlyMap<string, readonly Json[]>;
}
