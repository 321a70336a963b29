import type { Json, JsonMap } from "../base/index.ts";

export type Scope = "private" | "public";

/** What every stored definition has. Times are milliseconds since 1970-01-01T00:00:00Z. */
interface Stored {
  readonly id: string;
  readonly name: string;
  readonly projectId: string;
  readonly scope: Scope;
  readonly createdAt: number;
  readonly updatedAt: number | null;
}

export type ParentMode = "FOLLOW" | "LOCKED";

/** An arrow of a hierarchy of workflows (design, section 14). */
export interface ParentRecord {
  readonly parentId: string;
  readonly parentRevision: number;
  readonly mode: ParentMode;
  readonly parentName: string;
  readonly parentNamespace: string;
  readonly parentProjectId: string;
}

export type InheritanceState = "NONE" | "CURRENT" | "BEHIND" | "STALE" | "DETACHED";

/** A workflow definition as it stands now; its texts and specifications live in its revisions. */
export interface WorkflowRecord extends Stored {
  readonly namespace: string;
  readonly workbookName: string | null;
  readonly revision: number;
  /** The author's text. */
  readonly definition: string;
  /** The flattened body, ordinary Mistral. */
  readonly spec: JsonMap;
  readonly tags: readonly string[];
  readonly isAbstract: boolean;
  readonly abstractTasks: readonly string[];
  readonly isFinal: boolean;
  readonly finalTasks: readonly string[];
  readonly conforms: string | null;
  readonly specChecksum: string;
  readonly inheritanceState: InheritanceState;
  readonly inheritanceError: Json;
  readonly parents: readonly ParentRecord[];
}

/** One immutable state of a workflow definition; numbers are never used again. */
export interface RevisionRecord {
  readonly workflowId: string;
  readonly revision: number;
  readonly name: string;
  readonly namespace: string;
  /** Of a member of a workbook, whose full name begins with it. */
  readonly workbookName: string | null;
  readonly definition: string;
  /** The body as the author wrote it, before flattening. */
  readonly ownSpec: JsonMap;
  readonly spec: JsonMap;
  readonly provenance: Json;
  /** The edits that made it from its parents, for conformance. */
  readonly edits: Json;
  readonly conformance: Json;
  readonly abstractTasks: readonly string[];
  readonly isAbstract: boolean;
  readonly finalTasks: readonly string[];
  readonly isFinal: boolean;
  readonly conforms: string | null;
  readonly specChecksum: string;
  readonly scope: Scope;
  readonly cause: Json;
  readonly createdAt: number;
  readonly createdBy: string;
}

export interface WorkbookRecord extends Stored {
  readonly namespace: string;
  readonly definition: string;
  readonly tags: readonly string[];
}

/** An ad-hoc action. */
export interface ActionDefinitionRecord extends Stored {
  readonly namespace: string;
  readonly workbookName: string | null;
  readonly description: string | null;
  readonly definition: string;
  readonly spec: JsonMap;
  /** Printed signature: `what, end="!"`. */
  readonly input: string;
  readonly tags: readonly string[];
}

export interface EnvironmentRecord extends Stored {
  readonly description: string | null;
  readonly variables: JsonMap;
}
