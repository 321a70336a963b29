import type { Flow } from "../canon/node.ts";
import type { ParentReference } from "../check/extends.ts";
import type { Compare } from "../conformance/behaviour/compare.ts";
import type { Flattened } from "../flattened.ts";
import type { DynamicCall, WorkbookMembers } from "./bind.ts";

/** A stored workflow that a child may extend, at the revision that the child is to see. */
export interface ParentDefinition {
  readonly namespace: string;
  readonly flattened: Flattened;
  /** The newest revision there is. */
  readonly latestRevision: number;
  readonly isPublic: boolean;
  /** The workbook it belongs to. */
  readonly workbook: WorkbookMembers | undefined;
}

/** What is known outside of the document that is being written. */
export interface FlattenContext {
  readonly namespace: string;
  /** The workbook that the document is; undefined for a list of workflows. */
  readonly workbook?: { readonly name: string; readonly actions: readonly string[] } | undefined;
  /** Whether the workflows are written for everybody. */
  readonly isPublic?: boolean | undefined;
  readonly limits?: Partial<Limits> | undefined;
  /** Leaves out Mistral's own checks, the contract and the behaviour; never what makes the result well defined. */
  readonly skipValidation?: boolean | undefined;
  /**
   * Who a workflow of the document is.
   *
   * @param name its name, with the name of the workbook
   * @returns its identifier, its stored revision (0 when it is new), and the revision that it is going to have: one more,
   *   if not said otherwise for a workflow that does not change
   */
  identify(name: string): { readonly id: string; readonly revision: number; readonly next?: number | undefined };
  /**
   * Finds a parent outside of the document (design, section 7), as the writer sees it.
   *
   * @param reference how the child names it
   * @param child the full name of the child
   */
  findParent(reference: ParentReference, child: string): ParentDefinition | "missing" | "ambiguous";
  /** The parameters of an action; undefined when it is not known or takes any. */
  parametersOf?(action: string): readonly string[] | undefined;
  /** Whether a stored workflow, found as a sub-workflow of this document's ones would be, is abstract. */
  isAbstract?(workflow: string): boolean;
  /** Decides what edits do not show about a declared level; at once and without a clock if left out. */
  readonly compare?: Compare | undefined;
}

export interface Limits {
  /** Whether inheritance is switched on; if not, every keyword is refused. */
  readonly isEnabled: boolean;
  readonly maxDepth: number;
  readonly maxParents: number;
}

export const defaultLimits: Limits = { isEnabled: true, maxDepth: 10, maxParents: 8 };

/** A parent that has been found. */
export interface LoadedParent {
  readonly reference: ParentReference;
  readonly path: readonly string[];
  readonly namespace: string;
  readonly flattened: Flattened;
  /** The workflow with its names bound, where it belongs to another workbook than the child. */
  readonly flow: Flow;
  readonly latestRevision: number;
  readonly isPublic: boolean;
  /** Calls that could not be bound. */
  readonly unboundCalls: readonly DynamicCall[];
}
