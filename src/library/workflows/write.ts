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
  /** Leaves out Mistral's own checks and the contract of parents, never what makes the result well defined. */
  readonly skipValidation?: boolean;
}

/** What was written, or the report of a dry run. */
export type Written = Stored | { readonly report: JsonMap };

/** How a text is to be written, with what the service is set to where the text's sender does not say. */
export function optionsOf(library: Library, write: TextWrite): StoreOptions {
  const { isDryRun = false, onBreak = library.limits.onBreak, skipValidation = false } = write;
  return { isDryRun, onBreak, skipValidation };
}
