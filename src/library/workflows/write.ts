import type { JsonMap } from "../../core/base/index.ts";
import type { Library } from "../library.ts";
import type { Stored, StoreOptions } from "./store.ts";

/** A text of definitions that is to be written. */
export interface TextWrite {
  readonly text: string;
  readonly namespace: string;
  /** As the client says it: `private` or `public`. */
  readonly scope: string;
  /** Whether nothing is written, and only told what a write would do. */
  readonly isDryRun?: boolean;
  /** What becomes of followers that the write would break; as the service is set when left out. */
  readonly onBreak?: "reject" | "hold";
}

/** What was written, or the report of a dry run. */
export type Written = Stored | { readonly report: JsonMap };

export function optionsOf(library: Library, { isDryRun = false, onBreak }: TextWrite): StoreOptions {
  return { isDryRun, onBreak: onBreak ?? library.limits.onBreak };
}
