import type { JsonMap, Problem } from "../../base/index.ts";
import type { Locate } from "../yaml/path.ts";

/** One definition cut out of a text that may hold several. */
export interface DefinitionSource {
  /** The key it stands under, without the name of a workbook. */
  readonly name: string;
  /** Its body as written, inheritance keywords and all. */
  readonly body: JsonMap;
  /** The text that is stored for it. */
  readonly definition: string;
  /** Finds places in the whole text by paths that begin in `body`. */
  readonly locate: Locate;
}

/** What a text of workflows holds; nothing may be created from it when a problem is an error. */
export interface WorkflowsRead {
  readonly workflows: readonly DefinitionSource[];
  readonly problems: readonly Problem[];
}

export interface ActionsRead {
  readonly actions: readonly DefinitionSource[];
  readonly problems: readonly Problem[];
}

export interface WorkbookRead {
  /** Undefined when the text is no workbook. */
  readonly workbook: WorkbookSource | undefined;
  readonly problems: readonly Problem[];
}

export interface WorkbookSource {
  readonly name: string;
  readonly description: string | undefined;
  readonly tags: readonly string[];
  readonly workflows: readonly DefinitionSource[];
  readonly actions: readonly DefinitionSource[];
}
