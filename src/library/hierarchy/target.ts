import type { Json } from "../../core/base/index.ts";
import type { Flattened } from "../../core/inheritance/index.ts";
import type { DefinitionSource } from "../../core/language/index.ts";
import type { Caller, InheritanceState, ParentRecord, WorkflowRecord } from "../../core/model/index.ts";
import type { RevisionOwnPart } from "../../store/index.ts";

/** One workflow of a text that is to be written, and the row that it changes. */
export interface Target {
  readonly source: DefinitionSource;
  /** With the name of its workbook. */
  readonly name: string;
  /** The id that it has or will get. */
  readonly id: string;
  /** The workflow as it is; undefined when it is new. */
  readonly row: WorkflowRecord | undefined;
  /** Its newest revision, where it has parents; looked up when left out. */
  readonly stored?: RevisionOwnPart | undefined;
}

/** The project that owns a target. */
export function ownerOf({ row }: Target, { caller }: FlattenPlace): string {
  return row?.projectId ?? caller.project;
}

/** Where and for whom a document is flattened. */
export interface FlattenPlace {
  readonly namespace: string;
  readonly isPublic: boolean;
  readonly caller: Caller;
  /** Leaves out Mistral's own checks and the contract (design, section 9). */
  readonly skipValidation?: boolean;
  readonly workbook: { readonly name: string; readonly actions: readonly string[] } | undefined;
}

/** A workflow that came out well. */
export interface FlatTarget extends Target {
  readonly flattened: Flattened;
  readonly parents: readonly ParentRecord[];
  readonly state: InheritanceState;
  readonly conformance: Json;
}
