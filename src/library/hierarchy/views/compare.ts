import { isList, isMap, type JsonMap } from "../../../core/base/index.ts";
import {
  conformanceOf,
  diffWorkflows,
  isLevel,
  levelNames,
  type Flattened,
  type WorkflowDiff,
} from "../../../core/inheritance/index.ts";
import type { Caller } from "../../../core/model/index.ts";
import type { Library } from "../../library.ts";
import { DefinitionRefused } from "../../refused.ts";
import { comparerOf, settle, withAnswers } from "../behaviour/asked.ts";
import { verdictShown } from "../flatten.ts";
import { parentOfEdge } from "../parents/parents.ts";
import { flattenedOf } from "../parents/stored.ts";
import { getFlattened, getRevision, type WorkflowRef } from "./view.ts";

/** Two workflows, or two states of one. */
export interface Comparison extends WorkflowRef {
  /** `parent` (the first one) or a name or id. */
  readonly against: string;
  readonly againstRevision?: number | undefined;
}

/**
 * How a workflow differs from its parent or from another one (design, section 13).
 *
 * @throws DefinitionRefused `missing`, `invalid` (it has no parent)
 */
export async function compareWorkflows(
  library: Library,
  caller: Caller,
  comparison: Comparison,
): Promise<WorkflowDiff> {
  const { workflow, other } = await bothOf(library, caller, comparison);
  return diffWorkflows(other, workflow);
}

/**
 * How far a workflow conforms to its parent or to another one (design, section 11). What is found out about a revision and the
 * parent that it was made from is kept with it.
 *
 * @param level the only level to be decided; all when left out
 * @throws DefinitionRefused `missing`, `invalid` (it has no parent, or there is no such level)
 */
export async function conformanceVerdict(
  library: Library,
  caller: Caller,
  comparison: Comparison,
  level: string | undefined,
): Promise<JsonMap> {
  if (level !== undefined && !isLevel(level)) {
    throw new DefinitionRefused("invalid", `There is no level '${level}'; choose from ${levelNames.join(", ")}`);
  }
  const { workflow, other, kept } = await bothOf(library, caller, comparison);
  if (level === undefined && kept !== undefined && isComplete(kept, other)) return kept;
  const verdict = await withAnswers(library, async (asked) => {
    const found = conformanceOf(workflow, other, level, comparerOf(asked));
    settle(asked);
    return found;
  });
  const shown = verdictShown(verdict);
  if (level === undefined && kept !== undefined && isComplete(shown, other)) {
    await library.store.workflows.setConformance(workflow.id, workflow.revision, shown);
  }
  return shown;
}

/** Whether a verdict is about this parent, and nothing is left open. */
function isComplete({ against, against_revision: revision, undecided }: JsonMap, other: Flattened): boolean {
  const isOpen = undecided === undefined || !isList(undecided) || undecided.length > 0;
  return against === other.name && revision === other.revision && !isOpen;
}

async function bothOf(
  library: Library,
  caller: Caller,
  comparison: Comparison,
): Promise<{ workflow: Flattened; other: Flattened; kept?: JsonMap }> {
  const { row, revision } = await getRevision(library, caller, comparison);
  const workflow = flattenedOf(revision);
  const { against, againstRevision, namespace } = comparison;
  if (against !== "parent") {
    const other = await getFlattened(library, caller, { identifier: against, namespace, revision: againstRevision });
    return { workflow, other };
  }
  const [edge] = row.parents;
  if (edge === undefined) throw new DefinitionRefused("invalid", `Workflow '${row.name}' has no parent`);
  const wanted = againstRevision ?? edge.parentRevision;
  const parent = await parentOfEdge(library.store, edge, row.projectId, wanted);
  // A reader from elsewhere sees of the parent what went into the child, and no more.
  const isHidden = row.projectId !== caller.project && wanted !== edge.parentRevision;
  if (parent === undefined || isHidden) {
    const place = `[workflow_identifier=${edge.parentName}, namespace=${edge.parentNamespace}, revision=${wanted}]`;
    throw new DefinitionRefused("missing", `Workflow revision not found ${place}`);
  }
  const { conformance } = revision;
  const isAsMade = revision.revision === row.revision && wanted === edge.parentRevision;
  const kept = isAsMade && conformance !== null && isMap(conformance) ? { kept: conformance } : {};
  return { workflow, other: parent.definition.flattened, ...kept };
}
