import type { Json } from "../../../core/base/index.ts";
import type { RevisionRecord } from "../../../core/model/index.ts";
import { own, show, texts, time, type Members } from "../members.ts";

type Summary = Omit<RevisionRecord, "definition" | "ownSpec" | "spec" | "provenance" | "edits">;

const summaryMembers: Members<Summary> = {
  workflow_id: own("workflowId"),
  revision: own("revision"),
  name: own("name"),
  namespace: own("namespace"),
  scope: own("scope"),
  abstract: own("isAbstract"),
  abstract_tasks: texts("abstractTasks"),
  final: own("isFinal"),
  final_tasks: texts("finalTasks"),
  conforms: own("conforms"),
  conformance: own("conformance"),
  spec_checksum: own("specChecksum"),
  cause: own("cause"),
  created_at: time("createdAt"),
  created_by: own("createdBy"),
};

/** A revision as a list shows it: without texts and specifications. */
export function revisionSummary(row: Summary): Record<string, Json> {
  return show(summaryMembers, row);
}

/** A revision with the author's text and the complete form that is run. */
export function revisionResource(row: RevisionRecord): Record<string, Json> {
  return { ...show(summaryMembers, row), definition: row.definition, own_spec: row.ownSpec, spec: row.spec };
}
