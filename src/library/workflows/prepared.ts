import type { Json, JsonMap } from "../../core/base/index.ts";
import type { InheritanceState, ParentRecord } from "../../core/model/index.ts";

/** A workflow that may be stored: flattened and checked. */
export interface PreparedWorkflow {
  /** The full name: a workbook's workflow has the workbook's name in front. */
  readonly name: string;
  readonly workbookName: string | null;
  /** The author's text. */
  readonly definition: string;
  /** The body as the author wrote it. */
  readonly ownSpec: JsonMap;
  /** The flattened body, ordinary Mistral. */
  readonly spec: JsonMap;
  readonly tags: readonly string[];
  readonly provenance: Json;
  readonly edits: Json;
  readonly conformance: Json;
  readonly isAbstract: boolean;
  readonly abstractTasks: readonly string[];
  readonly isFinal: boolean;
  readonly finalTasks: readonly string[];
  readonly conforms: string | null;
  readonly inheritanceState: InheritanceState;
  readonly parents: readonly ParentRecord[];
}
