import type {
  ActionDefinitionRecord,
  EnvironmentRecord,
  RevisionRecord,
  WorkbookRecord,
  WorkflowRecord,
} from "../../core/model/index.ts";
import type { ParentEdge } from "../definitions.ts";
import { defineTable } from "./table.ts";

/** Without the arrows to its parents, which are rows of their own. */
export type WorkflowOwnFields = Omit<WorkflowRecord, "parents">;

export const workflowTable = defineTable<WorkflowOwnFields>("workflows", {
  id: "text",
  name: "text",
  namespace: "text",
  projectId: "text",
  scope: "text",
  workbookName: "text?",
  revision: "integer",
  definition: "text",
  spec: "json",
  tags: "json",
  isAbstract: "boolean",
  abstractTasks: "json",
  isFinal: "boolean",
  finalTasks: "json",
  conforms: "text?",
  specChecksum: "text",
  inheritanceState: "text",
  inheritanceError: "json?",
  createdAt: "integer",
  updatedAt: "integer?",
});

export const revisionTable = defineTable<RevisionRecord>("workflow_revisions", {
  workflowId: "text",
  revision: "integer",
  name: "text",
  namespace: "text",
  workbookName: "text?",
  definition: "text",
  ownSpec: "json",
  spec: "json",
  provenance: "json?",
  edits: "json?",
  conformance: "json?",
  abstractTasks: "json",
  isAbstract: "boolean",
  finalTasks: "json",
  isFinal: "boolean",
  conforms: "text?",
  specChecksum: "text",
  scope: "text",
  cause: "json?",
  createdAt: "integer",
  createdBy: "text",
});

export const parentTable = defineTable<ParentEdge>("workflow_parents", {
  childId: "text",
  ordinal: "integer",
  parentId: "text",
  parentRevision: "integer",
  mode: "text",
  parentName: "text",
  parentNamespace: "text",
  parentProjectId: "text",
});

export const workbookTable = defineTable<WorkbookRecord>("workbooks", {
  id: "text",
  name: "text",
  namespace: "text",
  projectId: "text",
  scope: "text",
  definition: "text",
  tags: "json",
  createdAt: "integer",
  updatedAt: "integer?",
});

export const actionDefinitionTable = defineTable<ActionDefinitionRecord>("action_definitions", {
  id: "text",
  name: "text",
  namespace: "text",
  projectId: "text",
  scope: "text",
  workbookName: "text?",
  description: "text?",
  definition: "text",
  spec: "json",
  input: "text",
  tags: "json",
  createdAt: "integer",
  updatedAt: "integer?",
});

export const environmentTable = defineTable<EnvironmentRecord>("environments", {
  id: "text",
  name: "text",
  projectId: "text",
  scope: "text",
  description: "text?",
  variables: "json",
  createdAt: "integer",
  updatedAt: "integer?",
});
